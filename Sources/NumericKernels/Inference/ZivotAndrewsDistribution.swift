// SPDX-License-Identifier: GPL-3.0-or-later

/// The distribution of the least t statistic over the times of a break where the series has a unit
/// root and no break, from a simulation of random walks.
///
/// How the quantiles were simulated: scripts/reference/unit_root_tables.py. The statistic with
/// lagged differences has this distribution for long series.
public enum ZivotAndrewsDistribution {
  private static func table(_ kind: ZivotAndrewsTest.Break) -> QuantileSurface {
    switch kind {
    case .level: ZivotAndrewsTable.level
    case .slope: ZivotAndrewsTable.slope
    case .levelAndSlope: ZivotAndrewsTable.levelAndSlope
    }
  }

  /// The probability of a statistic at most this large under a unit root.
  ///
  /// - Parameter count: the number of rows of the regression; nil for the limit.
  /// - Precondition: the statistic is not NaN and the count is positive.
  public static func cumulative(
    _ statistic: Double, break kind: ZivotAndrewsTest.Break, count: Int? = nil
  ) -> Double {
    table(kind).cumulative(statistic, count: count)
  }

  /// The statistic below which a unit root is rejected at 1, 5 and 10 %.
  ///
  /// - Parameter count: the number of rows of the regression; nil for the limit.
  /// - Precondition: the count is positive.
  public static func criticalValues(
    break kind: ZivotAndrewsTest.Break, count: Int? = nil
  ) -> (onePercent: Double, fivePercent: Double, tenPercent: Double) {
    table(kind).criticalValues(count: count)
  }
}
