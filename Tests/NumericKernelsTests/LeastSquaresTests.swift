// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct LeastSquaresTests {
  /// Catches: divisor n for n − k; norms of columns of R⁻¹ for norms of rows.
  @Test func `A plain regression agrees with exact fractions`() throws {
    let noise = referenceSample(200)
    let columns = [
      [Double](repeating: 1, count: 48), Array(noise[..<48]), Array(noise[60..<108]),
      Array(noise[140..<188]),
    ]
    let fit = try LeastSquares(columns: columns, response: Array(noise[100..<148]))
    let truth = ReferenceNumbers.plainSolution
    let worst = [
      worstRelativeError(fit.coefficients, truth[0]),
      worstRelativeError(fit.standardErrors, truth[1]),
      worstRelativeError([fit.residualSumOfSquares], truth[2]),
    ]
    #expect(worst.allSatisfy { $0 <= 1e-12 })
  }

  /// NIST StRD Longley: the certified values are the exact ones. The condition number is 5 · 10⁹,
  /// so that QR leaves about eight digits. Catches: divisor n for n − k.
  @Test func `Longley's data keep eight digits`() throws {
    let data = ReferenceNumbers.longley
    let columns =
      [[Double](repeating: 1, count: data.count)] + (1...6).map { index in data.map { $0[index] } }
    let fit = try LeastSquares(columns: columns, response: data.map { $0[0] })
    let truth = ReferenceNumbers.longleySolution
    let worst = [
      worstRelativeError(fit.coefficients, truth[0]),
      worstRelativeError(fit.standardErrors, truth[1]),
      worstRelativeError([fit.residualSumOfSquares], truth[2]),
    ]
    #expect(worst.allSatisfy { $0 <= 1e-8 })
  }

  /// Catches: residuals with the sign turned.
  @Test func `Residuals are response minus fit and orthogonal to every column`() throws {
    let noise = referenceSample(120)
    let columns = [[Double](repeating: 1, count: 60), Array(noise[..<60])]
    let response = Array(noise[60...])
    let fit = try LeastSquares(columns: columns, response: response)
    var worst = 0.0
    for row in 0..<60 {
      let fitted = fit.coefficients[0] + fit.coefficients[1] * columns[1][row]
      worst = max(worst, abs(response[row] - fitted - fit.residuals[row]))
    }
    for column in columns {
      worst = max(worst, abs(compensatedSum(zip(column, fit.residuals).map { $0 * $1 })) / 1e3)
    }
    #expect(worst <= 1e-12)
  }

  /// Catches: the test of the pivots left out.
  @Test(arguments: [0.0, 1, 100, 0.1, 1e6])
  func `Columns that depend on each other are a typed error`(level: Double) {
    let ones = [Double](repeating: 1, count: 30)
    let ramp = (0..<30).map(Double.init)
    let designs = [
      [ones, ones.map { $0 * level }], [ones, ramp, zip(ones, ramp).map { $0 * level + $1 }],
    ]
    for columns in designs {
      #expect(throws: LeastSquaresError.dependentColumns) {
        try LeastSquares(columns: columns, response: referenceSample(30))
      }
    }
  }

  /// Catches: `rows >= width`, which leaves no degree of freedom for the standard errors.
  @Test func `As many columns as rows is a typed error`() {
    #expect(throws: LeastSquaresError.tooFewRows(rows: 2, columns: 2)) {
      try LeastSquares(columns: [[1, 1], [1, 2]], response: [1, 2])
    }
  }

  /// Law F14 for a diagonal matrix: x → s·x gives β → β/s. Powers of two are exact.
  /// Catches: dependence judged by the ratio of the pivots, which depends on the unit.
  @Test(arguments: [0x1p-60, 0x1p-10, 0x1p10, 0x1p60])
  func `The unit of a regressor changes its coefficient alone`(scale: Double) throws {
    let noise = referenceSample(120)
    let ones = [Double](repeating: 1, count: 60)
    let column = Array(noise[..<60])
    let response = Array(noise[60...])
    let plain = try LeastSquares(columns: [ones, column], response: response)
    let scaled = try LeastSquares(
      columns: [ones, column.map { $0 * scale }], response: response)
    let worst = worstRelativeError(
      [scaled.coefficients[0], scaled.coefficients[1] * scale, scaled.standardErrors[1] * scale],
      [plain.coefficients[0], plain.coefficients[1], plain.standardErrors[1]])
    #expect(worst <= 1e-12)
  }
}
