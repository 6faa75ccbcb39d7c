// SPDX-License-Identifier: GPL-3.0-or-later

/// The lower triangular factor of a small positive definite matrix.
public struct CholeskyFactor: Hashable, Sendable {
  private let rows: [[Double]]

  /// Factors a matrix, of which the lower triangle is read; nil where it is not positive definite.
  ///
  /// A pivot below 10⁻¹³ of its diagonal entry counts as zero: nothing would be left of its digits.
  public init?(_ matrix: [[Double]]) {
    var rows = matrix
    for row in rows.indices {
      for column in 0...row {
        var sum = matrix[row][column]
        for inner in 0..<column { sum -= rows[row][inner] * rows[column][inner] }
        if column < row {
          rows[row][column] = sum / rows[column][column]
        } else {
          guard sum > 1e-13 * abs(matrix[row][row]), sum < .infinity else { return nil }
          rows[row][row] = sum.squareRoot()
        }
      }
    }
    self.rows = rows
  }

  /// The solution x of Ax = b.
  ///
  /// - Precondition: `right` has an entry for each row.
  public func solve(_ right: [Double]) -> [Double] {
    precondition(right.count == rows.count, "a right side has an entry for each row")
    var values = right
    for row in rows.indices {
      for column in 0..<row { values[row] -= rows[row][column] * values[column] }
      values[row] /= rows[row][row]
    }
    for row in rows.indices.reversed() {
      for lower in (row + 1)..<max(rows.count, row + 1) {
        values[row] -= rows[lower][row] * values[lower]
      }
      values[row] /= rows[row][row]
    }
    return values
  }

  /// The inverse of the matrix, by rows.
  public var inverse: [[Double]] {
    rows.indices.map { index in
      solve(rows.indices.map { $0 == index ? 1 : 0 })
    }
  }
}
