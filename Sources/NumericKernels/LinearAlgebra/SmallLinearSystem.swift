// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gaussian elimination with row pivoting for systems of a few unknowns, where a call of LAPACK
// would cost more than the work. Source: Golub and Van Loan, "Matrix Computations", the chapter on
// general linear systems.

/// A square matrix taken apart into triangular factors.
package struct SmallLinearSystem: Sendable {
  private let size: Int
  /// L below the diagonal, U on and above it, row by row.
  private var factors: [Double]
  /// The row that was exchanged with each row.
  private var pivots: [Int]
  /// The sign of the permutation.
  private var sign = 1.0

  /// Factorises a matrix, row by row; nil where a pivot is zero or not a number.
  ///
  /// - Complexity: O(n³).
  package init?(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "the matrix must be square")
    self.size = size
    factors = matrix
    pivots = Array(0..<size)
    guard Self.factorise(&factors, &pivots, &sign, size: size) else { return nil }
  }

  private static func factorise(
    _ factors: inout [Double], _ pivots: inout [Int], _ sign: inout Double, size: Int
  ) -> Bool {
    var span = factors.mutableSpan
    for column in 0..<size {
      var best = column
      var largest = abs(span[column * size + column])
      for row in (column + 1)..<max(size, column + 1)
      where abs(span[row * size + column]) > largest {
        largest = abs(span[row * size + column])
        best = row
      }
      guard largest > 0 else { return false }
      if best != column {
        for place in 0..<size { span.swapAt(column * size + place, best * size + place) }
        pivots[column] = best
        sign = -sign
      }
      let scale = 1 / span[column * size + column]
      for row in (column + 1)..<max(size, column + 1) where span[row * size + column] != 0 {
        let factor = span[row * size + column] * scale
        span[row * size + column] = factor
        for place in (column + 1)..<size {
          span[row * size + place] -= factor * span[column * size + place]
        }
      }
    }
    return true
  }

  /// The determinant.
  package var determinant: Double {
    (0..<size).reduce(sign) { $0 * factors[$1 * size + $1] }
  }

  /// Replaces b by the solution of A x = b.
  package func solve(_ right: inout [Double]) {
    for row in 0..<size {
      if pivots[row] != row { right.swapAt(row, pivots[row]) }
    }
    for row in 0..<size {
      var sum = right[row]
      for place in 0..<row { sum -= factors[row * size + place] * right[place] }
      right[row] = sum
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      var sum = right[row]
      for place in (row + 1)..<max(size, row + 1) {
        sum -= factors[row * size + place] * right[place]
      }
      right[row] = sum / factors[row * size + row]
    }
  }

  /// Replaces b by the solution of Aᵀ x = b.
  package func solveTransposed(_ right: inout [Double]) {
    for row in 0..<size {
      let value = right[row] / factors[row * size + row]
      right[row] = value
      for place in (row + 1)..<max(size, row + 1) {
        right[place] -= factors[row * size + place] * value
      }
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      let value = right[row]
      for place in 0..<row { right[place] -= factors[row * size + place] * value }
    }
    for row in stride(from: size - 1, through: 0, by: -1) where pivots[row] != row {
      right.swapAt(row, pivots[row])
    }
  }

  /// The inverse, row by row.
  package func inverse() -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      solve(&unit)
      for row in 0..<size { result[row * size + column] = unit[row] }
    }
    return result
  }
}
