// SPDX-License-Identifier: GPL-3.0-or-later

extension HypothesisTest {
  /// Tests whether the squares of residuals depend on the squares before them (ARCH effects).
  ///
  /// Formula: (n − L) R² of the regression of eₜ² on a constant and eₜ₋₁² … eₜ₋ₗ², chi-square with
  /// L degrees of freedom. The residuals are taken as they are, without taking out their mean.
  ///
  /// Source: Engle, "Autoregressive conditional heteroscedasticity with estimates of the variance
  /// of United Kingdom inflation", Econometrica 50 (1982).
  ///
  /// - Throws: `LeastSquaresError` where there are too few residuals for the lags, or where their
  ///   squares are all alike.
  /// - Precondition: `lags` is positive and all residuals are finite.
  /// - Complexity: O(n × lags²).
  public static func lagrangeMultiplierARCH(
    residuals: [Double], lags: Int
  ) throws(LeastSquaresError) -> HypothesisTest {
    precondition(lags > 0, "the number of lags must be positive")
    requireFinite(residuals, atLeast: 1)
    let rows = residuals.count - lags
    guard rows > lags + 1 else { throw .tooFewRows(rows: max(rows, 0), columns: lags + 1) }
    let squares = residuals.map { $0 * $0 }
    var columns = [[Double](repeating: 1, count: rows)]
    for lag in 1...lags { columns.append(Array(squares[(lags - lag)..<(squares.count - lag)])) }
    let response = Array(squares[lags...])
    let total = SampleMoments(response).sumOfSquares
    guard total > 0 else { throw .dependentColumns }
    let fit = try LeastSquares(columns: columns, response: response)
    return chiSquare(
      statistic: Double(rows) * (1 - fit.residualSumOfSquares / total), degreesOfFreedom: lags)
  }

  /// Tests whether the squares of residuals are free of autocorrelation.
  ///
  /// The statistic of Ljung and Box, on the squares. Where the residuals are standardised by a
  /// fitted volatility model its parameters bend the law, and the test is only a guide.
  ///
  /// Source: McLeod and Li, "Diagnostic checking ARMA time series models using squared-residual
  /// autocorrelations", Journal of Time Series Analysis 4 (1983).
  ///
  /// - Precondition: as for `ljungBox(_:maximumLag:fittedParameters:)`, of the squares.
  /// - Complexity: O(n × maximumLag).
  public static func ljungBox(
    ofSquared residuals: [Double], maximumLag: Int
  ) -> HypothesisTest {
    ljungBox(residuals.map { $0 * $0 }, maximumLag: maximumLag)
  }
}
