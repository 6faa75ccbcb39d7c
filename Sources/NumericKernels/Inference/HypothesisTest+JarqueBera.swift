// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension HypothesisTest {
  /// Tests whether values are normal, by their skewness and kurtosis.
  ///
  /// Formula: n (S²/6 + (K − 3)²/24), chi-square with two degrees of freedom. The law is a limit
  /// that the kurtosis approaches slowly: at 100 values the test at 5 % rejects about 4 % of normal
  /// samples, at 1 % about 2 %.
  ///
  /// Source: Jarque and Bera, "A test for normality of observations and regression residuals",
  /// International Statistical Review 55 (1987).
  ///
  /// - Precondition: there are at least three values, all finite and not all equal.
  /// - Complexity: O(n).
  public static func jarqueBera(_ values: [Double]) -> HypothesisTest {
    requireFinite(values, atLeast: 3)
    let sample = SampleMoments(values)
    guard let skewness = sample.skewness, let kurtosis = sample.kurtosis else {
      preconditionFailure("the values must not all be equal")
    }
    let excess = kurtosis - 3
    return chiSquare(
      statistic: Double(values.count) * (skewness * skewness / 6 + excess * excess / 24),
      degreesOfFreedom: 2)
  }

  /// Tests whether the variance of residuals is the same at the end as at the start.
  ///
  /// Formula: the sum of squares of the last share of the residuals over that of the first share,
  /// F with both numbers of residuals as its degrees of freedom; the p-value is two-sided. Exact
  /// for independent normal residuals of mean zero.
  ///
  /// Source: Harvey, "Forecasting, structural time series models and the Kalman filter" (1989),
  /// the diagnostic H(h).
  ///
  /// - Precondition: `share` is positive and at most a half and leaves a residual on each side; all
  ///   are finite, and some of the first share differs from zero.
  /// - Complexity: O(n).
  public static func heteroscedasticityRatio(
    residuals: [Double], share: Double = 1.0 / 3
  ) -> HypothesisTest {
    requireFinite(residuals, atLeast: 2)
    precondition(share > 0 && share <= 0.5, "the share must be positive and at most a half")
    let count = Int((Double(residuals.count) * share).rounded())
    precondition(
      count > 0 && 2 * count <= residuals.count, "there must be a residual on each side")
    func sumOfSquares(_ part: ArraySlice<Double>) -> Double {
      var sum = CompensatedSum()
      for value in part { sum.add(product: value, value) }
      return sum.value
    }
    let start = sumOfSquares(residuals.prefix(count))
    precondition(start > 0, "some of the first residuals must differ from zero")
    let statistic = sumOfSquares(residuals.suffix(count)) / start
    let degrees = Double(count)
    let above = gsl_cdf_fdist_Q(statistic, degrees, degrees)
    let below = gsl_cdf_fdist_P(statistic, degrees, degrees)
    return HypothesisTest(
      statistic: statistic, pValue: 2 * min(above, below), degreesOfFreedom: degrees)
  }
}
