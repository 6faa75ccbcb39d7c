// SPDX-License-Identifier: GPL-3.0-or-later

/// A correlation matrix: symmetric, ones on the diagonal, positive definite.
public struct Correlation: Hashable, Sendable {
  /// The rows.
  public let rows: [[Double]]

  /// Makes a matrix of rows, or throws the first rule that they break.
  public init(_ rows: [[Double]]) throws(CorrelationDefect) {
    guard !rows.isEmpty else { throw .empty }
    for (index, row) in rows.enumerated() {
      guard row.count == rows.count else {
        throw .notSquare(row: index, entries: row.count, rows: rows.count)
      }
      for column in 0..<index where !(row[column].magnitude <= 1) {
        throw .outOfRange(row: index, column: column, value: row[column])
      }
      guard row[index] == 1 else { throw .diagonal(index: index, value: row[index]) }
    }
    for row in rows.indices {
      for column in 0..<row where rows[row][column] != rows[column][row] {
        throw .notSymmetric(row: row, column: column)
      }
    }
    guard Self.lowerFactor(rows) != nil else { throw .notPositiveDefinite }
    self.rows = rows
  }

  /// The lower triangular factor L with LLᵀ = the matrix; nil where it is not positive definite.
  ///
  /// Row k depends on the first k rows of the matrix alone.
  ///
  /// - Complexity: O(n³).
  package static func lowerFactor(_ rows: [[Double]]) -> [[Double]]? {
    var factor: [[Double]] = []
    for row in rows.indices {
      var made = [Double](repeating: 0, count: rows.count)
      for column in 0...row {
        var rest = rows[row][column]
        let other = column == row ? made : factor[column]
        for index in 0..<column { rest -= made[index] * other[index] }
        if column == row {
          // What is left of a variance of 1 must be more than rounding can make.
          guard rest > 1e-12 else { return nil }
          made[row] = rest.squareRoot()
        } else {
          made[column] = rest / other[column]
        }
      }
      factor.append(made)
    }
    return factor
  }
}

/// The rule of a correlation matrix that some rows break.
public enum CorrelationDefect: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no row.
  case empty
  /// A row has not one entry a row.
  case notSquare(row: Int, entries: Int, rows: Int)
  /// A correlation lies outside [−1, 1] or is not a number.
  case outOfRange(row: Int, column: Int, value: Double)
  /// A diagonal entry is not 1.
  case diagonal(index: Int, value: Double)
  /// Two entries that must be equal are not.
  case notSymmetric(row: Int, column: Int)
  /// Some combination of the assets would have no variance or a negative one.
  case notPositiveDefinite

  public var description: String {
    switch self {
    case .empty: "a correlation matrix must have a row"
    case .notSquare(let row, let entries, let rows):
      "row \(row + 1) has \(entries) entries where the matrix has \(rows) rows"
    case .outOfRange(let row, let column, let value):
      "row \(row + 1), column \(column + 1): \(value) must lie in [−1, 1]"
    case .diagonal(let index, let value):
      "row \(index + 1), column \(index + 1): \(value) must be 1"
    case .notSymmetric(let row, let column):
      "row \(row + 1), column \(column + 1) must equal row \(column + 1), column \(row + 1)"
    case .notPositiveDefinite:
      "the matrix is not positive definite; Correlation.nearest gives the nearest one that is"
    }
  }
}
