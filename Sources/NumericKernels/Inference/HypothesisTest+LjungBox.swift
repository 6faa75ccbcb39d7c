// SPDX-License-Identifier: GPL-3.0-or-later

extension HypothesisTest {
  /// Tests whether a series is free of autocorrelation at lags 1 to `maximumLag`.
  ///
  /// Formula: Q = n(n + 2) Σₖ rₖ² / (n − k), chi-square with one degree of freedom a lag, less the
  /// fitted parameters where the values are residuals of a fitted ARMA model. The law is a limit
  /// for independent values of finite variance; clustered volatility alone makes Q too large.
  ///
  /// Source: Ljung and Box, "On a measure of lack of fit in time series models", Biometrika 65
  /// (1978).
  ///
  /// - Precondition: `maximumLag` exceeds the fitted parameters, there are more values than it, all
  ///   are finite, and not all are equal.
  /// - Complexity: O(n × maximumLag).
  public static func ljungBox(
    _ values: [Double], maximumLag: Int, fittedParameters: Int = 0
  ) -> HypothesisTest {
    precondition(fittedParameters >= 0, "the number of parameters must not be negative")
    precondition(maximumLag > fittedParameters, "there must be more lags than parameters")
    let n = Double(values.count)
    var sum = 0.0
    for (index, correlation) in autocorrelations(values, maximumLag: maximumLag).enumerated() {
      sum += correlation * correlation / (n - Double(index + 1))
    }
    return chiSquare(
      statistic: n * (n + 2) * sum, degreesOfFreedom: maximumLag - fittedParameters)
  }
}
