// SPDX-License-Identifier: GPL-3.0-or-later

/// A test of stationarity by Kwiatkowski, Phillips, Schmidt and Shin (KPSS).
///
/// The hypothesis is that the series is stationary about a level or a line; a large statistic
/// speaks for a unit root. The p-value is interpolated in the published table and is known only
/// between 0.01 and 0.10: a value at one of these ends means "at most" or "at least".
///
/// Source: Kwiatkowski, Phillips, Schmidt and Shin, "Testing the null hypothesis of stationarity
/// against the alternative of a unit root", Journal of Econometrics 54 (1992), table 1.
public struct StationarityTest: Hashable, Sendable {
  /// Σₜ Sₜ² / (n² λ²), S the partial sums of the residuals and λ² their long-run variance.
  public let statistic: Double
  /// The p-value from the table, from 0.01 to 0.10.
  public let pValue: Double
  /// The number of autocovariances in the long-run variance.
  public let lags: Int

  /// The table: significance and the critical values of a level and of a line.
  private static let table: [(probability: Double, level: Double, trend: Double)] = [
    (0.10, 0.347, 0.119), (0.05, 0.463, 0.146), (0.025, 0.574, 0.176), (0.01, 0.739, 0.216),
  ]

  /// Tests stationarity about a constant or about a constant and a trend.
  ///
  /// - Returns: nil where the residuals' long-run variance is zero, as for a constant series.
  /// - Precondition: the terms include a constant; there are at least three values, all finite.
  /// - Complexity: O(n × lags).
  public static func kpss(
    _ values: [Double], about terms: DeterministicTerms = .constant,
    bandwidth: BandwidthRule = .squareRoot
  ) -> StationarityTest? {
    precondition(terms != .none, "the terms must include a constant")
    requireFinite(values, atLeast: 3)
    guard values.contains(where: { $0 != values[0] }) else { return nil }
    let residuals = terms.residuals(of: values)
    let lags = bandwidth.lags(for: residuals)
    let variance = longRunVariance(ofCentred: residuals, lags: lags)
    // Residuals of an exact line are rounding: they say nothing about stationarity.
    let scale = values.reduce(0.0) { max($0, abs($1)) }
    guard variance > scale * scale * 1e-28 else { return nil }
    var partial = 0.0
    var squares = CompensatedSum()
    for residual in residuals {
      partial += residual
      squares.add(product: partial, partial)
    }
    let n = Double(values.count)
    let statistic = squares.value / (n * n) / variance
    return StationarityTest(
      statistic: statistic, pValue: pValue(statistic, terms: terms), lags: lags)
  }

  /// Linear interpolation in the table, constant beyond its ends.
  private static func pValue(_ statistic: Double, terms: DeterministicTerms) -> Double {
    let points = table.map { (terms == .constant ? $0.level : $0.trend, $0.probability) }
    guard statistic > points[0].0 else { return points[0].1 }
    for (left, right) in zip(points, points.dropFirst()) where statistic <= right.0 {
      let share = (statistic - left.0) / (right.0 - left.0)
      return left.1 + share * (right.1 - left.1)
    }
    return points[points.count - 1].1
  }
}
