// SPDX-License-Identifier: GPL-3.0-or-later

/// The distribution of the locally detrended Dickey–Fuller t statistic where the series has a unit
/// root, from a simulation of random walks.
///
/// How the quantiles were simulated: scripts/reference/unit_root_tables.py. The statistic with
/// lagged differences has this distribution for long series.
public enum ElliottRothenbergStockDistribution {
  private static func table(_ terms: DeterministicTerms) -> QuantileSurface {
    precondition(terms != .none, "the terms must include a constant")
    return terms == .constant
      ? ElliottRothenbergStockTable.constant : ElliottRothenbergStockTable.constantAndTrend
  }

  /// The probability of a statistic at most this large under a unit root.
  ///
  /// - Parameter count: the number of rows of the regression; nil for the limit.
  /// - Precondition: the statistic is not NaN, the count is positive and the terms include a
  ///   constant.
  public static func cumulative(
    _ statistic: Double, terms: DeterministicTerms, count: Int? = nil
  ) -> Double {
    table(terms).cumulative(statistic, count: count)
  }

  /// The statistic below which a unit root is rejected at 1, 5 and 10 %.
  ///
  /// - Parameter count: the number of rows of the regression; nil for the limit.
  /// - Precondition: the count is positive and the terms include a constant.
  public static func criticalValues(
    terms: DeterministicTerms, count: Int? = nil
  ) -> (onePercent: Double, fivePercent: Double, tenPercent: Double) {
    table(terms).criticalValues(count: count)
  }
}
