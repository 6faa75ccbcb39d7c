// SPDX-License-Identifier: GPL-3.0-or-later

extension UnitRootTest {
  /// Tests a unit root by the augmented Dickey–Fuller t statistic.
  ///
  /// Formula: the t statistic of γ in Δyₜ = d′δ + γyₜ₋₁ + Σₖ ψₖΔyₜ₋ₖ + e. A choice of the lags by a
  /// criterion compares regressions on the rows that the largest has; the statistic then uses all
  /// rows that the chosen one has.
  ///
  /// Source: Said and Dickey, "Testing for unit roots in autoregressive-moving average models of
  /// unknown order", Biometrika 71 (1984).
  ///
  /// - Throws: `LeastSquaresError` where the series is too short for the lags or its regressors are
  ///   linearly dependent, as those of a constant series or of a straight line.
  /// - Precondition: all values are finite; numbers of lags are not negative.
  /// - Complexity: O(n × lags²); by a criterion O(n × lags³).
  public static func augmentedDickeyFuller(
    _ values: [Double], terms: DeterministicTerms = .constant, lags choice: LagChoice = .akaike()
  ) throws(LeastSquaresError) -> UnitRootTest {
    requireFinite(values, atLeast: 3)
    let lags = try DickeyFullerRegression.lags(values, terms: terms, choice: choice)
    let regression = try DickeyFullerRegression(values, terms: terms, lags: lags)
    let statistic = regression.statistic
    guard statistic.isFinite else { throw .dependentColumns }
    return UnitRootTest(
      statistic: statistic,
      pValue: DickeyFullerDistribution.cumulative(statistic, terms: terms), lags: lags,
      observationCount: regression.rows)
  }

  /// Tests a unit root by the t statistic of Phillips and Perron.
  ///
  /// The regression has no lagged differences; the statistic is corrected for autocorrelation by
  /// the long-run variance λ² of the residuals beside their variance γ₀:
  /// Z = √(γ₀/λ²) t − ½ (λ² − γ₀)/λ · n se(γ̂)/s, s² with divisor n less the regressors.
  ///
  /// Source: Phillips and Perron, "Testing for a unit root in time series regression", Biometrika
  /// 75 (1988).
  ///
  /// - Throws: `LeastSquaresError` where the series is too short or its regressors are linearly
  ///   dependent.
  /// - Precondition: all values are finite.
  /// - Complexity: O(n × lags).
  public static func phillipsPerron(
    _ values: [Double], terms: DeterministicTerms = .constant, bandwidth: BandwidthRule = .long
  ) throws(LeastSquaresError) -> UnitRootTest {
    requireFinite(values, atLeast: 3)
    let regression = try DickeyFullerRegression(values, terms: terms, lags: 0)
    let residuals = regression.fit.residuals
    let n = Double(regression.rows)
    let lags = bandwidth.lags(for: residuals)
    let variance = autocovariance(residuals, lag: 0)
    let longRun = longRunVariance(ofCentred: residuals, lags: lags)
    guard variance > 0, longRun > 0 else { throw .dependentColumns }
    let deviation = (variance * n / (n - Double(1 + terms.count))).squareRoot()
    let correction =
      0.5 * (longRun - variance) / longRun.squareRoot() * n * regression.fit.standardErrors[0]
      / deviation
    let statistic = (variance / longRun).squareRoot() * regression.statistic - correction
    return UnitRootTest(
      statistic: statistic,
      pValue: DickeyFullerDistribution.cumulative(statistic, terms: terms), lags: lags,
      observationCount: regression.rows)
  }
}
