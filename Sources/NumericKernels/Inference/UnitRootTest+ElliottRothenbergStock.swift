// SPDX-License-Identifier: GPL-3.0-or-later

extension UnitRootTest {
  /// Tests a unit root by the Dickey–Fuller t statistic of a locally detrended series (DF-GLS).
  ///
  /// The constant or the line is taken out by least squares of quasi-differences; the regression is
  /// that of Dickey and Fuller without deterministic terms. Against a root near one it finds more
  /// than the test that estimates the terms beside the root.
  ///
  /// Source: Elliott, Rothenberg and Stock, "Efficient tests for an autoregressive unit root",
  /// Econometrica 64 (1996). P-values: `ElliottRothenbergStockDistribution`, at the rows of the
  /// regression.
  ///
  /// - Throws: `LeastSquaresError` where the series is too short for the lags or its regressors are
  ///   linearly dependent, as those of a constant series.
  /// - Precondition: the terms include a constant; all values are finite; numbers of lags are not
  ///   negative.
  /// - Complexity: O(n × lags²); by a criterion O(n × lags³).
  public static func elliottRothenbergStock(
    _ values: [Double], terms: DeterministicTerms = .constant, lags choice: LagChoice = .akaike()
  ) throws(LeastSquaresError) -> UnitRootTest {
    precondition(terms != .none, "the terms must include a constant")
    requireFinite(values, atLeast: 3)
    guard values.contains(where: { $0 != values[0] }) else { throw .dependentColumns }
    let rest = LocalDetrending(terms: terms).residuals(of: values)
    let lags = try DickeyFullerRegression.lags(rest, terms: .none, choice: choice)
    let regression = try DickeyFullerRegression(rest, terms: .none, lags: lags)
    guard regression.statistic.isFinite else { throw .dependentColumns }
    return UnitRootTest(
      statistic: regression.statistic,
      pValue: ElliottRothenbergStockDistribution.cumulative(
        regression.statistic, terms: terms, count: regression.rows),
      lags: lags, observationCount: regression.rows)
  }
}
