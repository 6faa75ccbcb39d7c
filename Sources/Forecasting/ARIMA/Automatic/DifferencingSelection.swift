// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often a series is differenced before an ARMA model is fitted.
//
// Source: the rules of Hyndman and Khandakar, "Automatic time series forecasting: the forecast
// package for R", Journal of Statistical Software 27 (2008), as their program applies them since:
// the season first, by its strength in a decomposition, then KPSS tests.

import NumericKernels

/// The degrees of differencing of a series and what they were chosen by.
public struct DifferencingSelection: Hashable, Sendable {
  /// The number of first differences, d.
  public let differences: Int
  /// The number of seasonal differences, D.
  public let seasonalDifferences: Int
  /// The seasonal strength of the series from 0 to 1; nil where there was no season to measure.
  public let seasonalStrength: Double?
  /// The KPSS tests in order, each of the series after one difference more.
  public let tests: [StationarityTest]
  /// Whether the differenced series is constant: then nothing but a mean can be fitted.
  public let isConstant: Bool

  /// The limits and levels of the choice.
  public struct Rules: Hashable, Sendable {
    /// The largest d.
    public var maximumDifferences = 2
    /// The largest D.
    public var maximumSeasonalDifferences = 1
    /// The level of the KPSS test: below it the series is differenced.
    public var level = 0.05
    /// The seasonal strength above which a seasonal difference is taken.
    public var strengthThreshold = 0.64
    /// The cycles that a season is smoothed over in the decomposition; nil for one that never
    /// changes.
    public var seasonalWindow: Int? = 11

    /// The usual rules.
    public init() {}
  }

  /// Chooses the degrees for a series.
  ///
  /// - Parameters:
  ///   - values: the series without gaps.
  ///   - period: the number of observations in a season; 1 for none.
  /// - Precondition: all values are finite, the period is positive, the level is from 0.01 to 0.10
  ///   (what the test's table covers), and at most one seasonal difference is allowed.
  /// - Complexity: that of one decomposition and of up to three tests.
  public init(_ values: [Double], period: Int = 1, rules: Rules = Rules()) {
    precondition(values.allSatisfy(\.isFinite), "the values must be finite")
    precondition(period > 0, "the period must be positive")
    precondition((0.01...0.10).contains(rules.level), "the level must be from 0.01 to 0.10")
    precondition(
      (0...1).contains(rules.maximumSeasonalDifferences), "D must be at most one")
    let strength = Self.strength(values, period: period, rules: rules)
    var current = values
    var seasonalDifferences = 0
    if let strength, strength > rules.strengthThreshold, rules.maximumSeasonalDifferences > 0,
      !Self.isConstant(values)
    {
      seasonalDifferences = 1
      current = Self.differenced(values, lag: period)
    }
    var differences = 0
    var tests: [StationarityTest] = []
    while differences < rules.maximumDifferences, current.count >= 3, !Self.isConstant(current),
      let test = StationarityTest.kpss(current)
    {
      tests.append(test)
      guard test.pValue < rules.level else { break }
      current = Self.differenced(current, lag: 1)
      differences += 1
    }
    self.differences = differences
    self.seasonalDifferences = seasonalDifferences
    self.seasonalStrength = strength
    self.tests = tests
    self.isConstant = Self.isConstant(current)
  }

  /// Nil unless there are more than two periods of at least two observations.
  private static func strength(_ values: [Double], period: Int, rules: Rules) -> Double? {
    guard period > 1, values.count > 2 * period, !isConstant(values) else { return nil }
    return SeasonalTrendDecomposition(
      values, settings: .init(period: period, seasonalWindow: rules.seasonalWindow)
    ).seasonalStrength
  }

  private static func isConstant(_ values: [Double]) -> Bool {
    values.dropFirst().allSatisfy { $0 == values[0] }
  }

  /// yₜ − yₜ₋ₗ for every t that has both.
  static func differenced(_ values: [Double], lag: Int) -> [Double] {
    zip(values.dropFirst(lag), values).map { $0 - $1 }
  }
}
