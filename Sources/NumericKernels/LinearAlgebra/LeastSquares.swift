// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ordinary least squares by the QR decomposition of LAPACK: the condition number of the regressors
// enters once, not squared as in the normal equations.

import COpenBLAS

/// A least-squares fit of a response to the columns of a design matrix.
public struct LeastSquares: Hashable, Sendable {
  /// One coefficient a column.
  public let coefficients: [Double]
  /// Standard errors of the coefficients, from the residual variance with divisor n − k.
  public let standardErrors: [Double]
  /// Response minus fitted value, one a row.
  public let residuals: [Double]
  /// The sum of squared residuals.
  public var residualSumOfSquares: Double {
    var sum = CompensatedSum()
    for residual in residuals { sum.add(product: residual, residual) }
    return sum.value
  }

  /// Fits the response to the columns.
  ///
  /// - Parameters:
  ///   - columns: k columns of n numbers each.
  ///   - response: n numbers.
  /// - Throws: `LeastSquaresError` where there are not more rows than columns, or where the columns
  ///   are linearly dependent to working precision.
  /// - Complexity: O(n·k²).
  public init(columns: [[Double]], response: [Double]) throws(LeastSquaresError) {
    let rows = response.count
    let width = columns.count
    precondition(width > 0, "there must be at least one column")
    precondition(columns.allSatisfy { $0.count == rows }, "every column must have one entry a row")
    guard rows > width else { throw .tooFewRows(rows: rows, columns: width) }

    var design = columns.flatMap { $0 }
    var right = response
    var triangle: [Double] = []
    try Self.factorise(&design, &right, rows: rows, columns: width, triangle: &triangle)

    let solution = Array(right[..<width])
    var remainders = response
    for (column, coefficient) in zip(columns, solution) {
      for row in 0..<rows { remainders[row] -= coefficient * column[row] }
    }
    self.coefficients = solution
    self.residuals = remainders
    let variance = compensatedSum(remainders.map { $0 * $0 }) / Double(rows - width)
    self.standardErrors = Self.inverseRowNorms(triangle, size: width).map {
      (variance * $0).squareRoot()
    }
  }

  /// Holds the library to one thread, once: it would else part sums by the number of processors,
  /// and the last bits of a fit would depend on the machine.
  private static let oneThread: Void = openblas_set_num_threads(1)

  /// Overwrites `right` with the solution and hands out the triangular factor, column by column.
  private static func factorise(
    _ design: inout [Double], _ right: inout [Double], rows: Int, columns: Int,
    triangle: inout [Double]
  ) throws(LeastSquaresError) {
    _ = Self.oneThread
    let status = unsafe LAPACKE_dgels(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), Int32(rows), Int32(columns), 1, &design,
      Int32(rows), &right, Int32(rows))
    precondition(status >= 0, "LAPACKE_dgels: argument \(-status) is illegal")
    triangle = [Double](repeating: 0, count: columns * columns)
    var largest = 0.0
    var smallest = Double.infinity
    for column in 0..<columns {
      for row in 0...column { triangle[column * columns + row] = design[column * rows + row] }
      let entries = triangle[(column * columns)...(column * columns + column)]
      let norm = entries.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
      let pivot = abs(triangle[column * columns + column]) / norm
      largest = max(largest, pivot)
      smallest = min(smallest, pivot)
    }
    // A pivot beside its column's norm is the sine of the angle to the columns before it, whatever
    // the columns' units; the first column's is 1.
    guard status == 0, smallest > largest * 1e-13 else { throw .dependentColumns }
  }

  /// The diagonal of (RᵀR)⁻¹: the squared norms of the rows of R⁻¹.
  private static func inverseRowNorms(_ triangle: [Double], size: Int) -> [Double] {
    var norms = [Double](repeating: 0, count: size)
    for column in 0..<size {
      // Solve R x = e_column by back substitution; x is column `column` of the inverse.
      var solution = [Double](repeating: 0, count: size)
      for row in stride(from: column, through: 0, by: -1) {
        var sum = row == column ? 1.0 : 0.0
        for inner in stride(from: row + 1, through: column, by: 1) {
          sum -= triangle[inner * size + row] * solution[inner]
        }
        solution[row] = sum / triangle[row * size + row]
      }
      for row in 0...column { norms[row] += solution[row] * solution[row] }
    }
    return norms
  }
}

/// Why a least-squares fit does not exist.
public enum LeastSquaresError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There must be more rows than columns.
  case tooFewRows(rows: Int, columns: Int)
  /// The columns are linearly dependent to working precision.
  case dependentColumns

  public var description: String {
    switch self {
    case .tooFewRows(let rows, let columns):
      "a regression on \(columns) columns needs more than \(columns) rows and has \(rows)"
    case .dependentColumns: "the regressors are linearly dependent (a constant series?)"
    }
  }
}
