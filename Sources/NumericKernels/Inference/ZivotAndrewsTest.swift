// SPDX-License-Identifier: GPL-3.0-or-later

/// A test of a unit root against a line that breaks once, at a time that the data choose.
///
/// The statistic is the least of the t statistics of γ in
/// Δyₜ = μ + βt + θDUₜ + δDTₜ + γyₜ₋₁ + Σₖ ψₖΔyₜ₋ₖ + e over the times of a break, DU being 1 from
/// the break on and DT counting the steps from it. A small p-value speaks against the unit root.
///
/// Source: Zivot and Andrews, "Further evidence on the great crash, the oil-price shock, and the
/// unit-root hypothesis", Journal of Business & Economic Statistics 10 (1992). P-values:
/// `ZivotAndrewsDistribution`.
public struct ZivotAndrewsTest: Hashable, Sendable {
  /// What breaks.
  public enum Break: String, CaseIterable, Hashable, Sendable {
    /// The level, DU alone: model A of the source.
    case level
    /// The slope, DT alone: model B.
    case slope
    /// Both: model C.
    case levelAndSlope = "level-and-slope"
  }

  /// The share of the series at either end in which no break is looked for.
  static let trim = 0.15

  /// The least t statistic of the lagged level.
  public let statistic: Double
  /// The probability of a statistic at most this large under a unit root without a break.
  public let pValue: Double
  /// The index of the first observation after the break with the least statistic.
  public let breakIndex: Int
  /// The number of lagged differences.
  public let lags: Int
  /// The rows of each regression.
  public let observationCount: Int

  /// Tests a unit root.
  ///
  /// Lags by a criterion are those of the Dickey–Fuller regression with a line and without a break.
  ///
  /// - Throws: `LeastSquaresError` where the series is too short for the lags or its regressors are
  ///   linearly dependent, as those of a straight line.
  /// - Precondition: all values are finite; numbers of lags are not negative.
  /// - Complexity: O(n² × lags²).
  public init(
    _ values: [Double], break kind: Break = .level,
    lags choice: UnitRootTest.LagChoice = .akaike()
  ) throws(LeastSquaresError) {
    requireFinite(values, atLeast: 3)
    let lags = try DickeyFullerRegression.lags(values, terms: .constantAndTrend, choice: choice)
    let regression = try DickeyFullerRegression(values, terms: .constantAndTrend, lags: lags)
    let rows = regression.rows
    var least = (statistic: Double.infinity, index: 0)
    for index in Self.breaks(count: values.count) where index > lags + 1 {
      let steps = kind.columns(rows: rows, first: index - lags - 1)
      let statistic = try regression.statistic(beside: steps)
      if statistic < least.statistic { least = (statistic, index) }
    }
    guard least.statistic.isFinite else { throw .dependentColumns }
    statistic = least.statistic
    breakIndex = least.index
    pValue = ZivotAndrewsDistribution.cumulative(statistic, break: kind, count: rows)
    self.lags = lags
    observationCount = rows
  }

  /// The indices at which a break may begin.
  static func breaks(count: Int) -> ClosedRange<Int> {
    let cut = Int(Double(count) * trim)
    return (cut + 1)...(count - cut)
  }
}

extension ZivotAndrewsTest.Break {
  /// The regressors of a break from a row on.
  func columns(rows: Int, first: Int) -> [[Double]] {
    let level = (0..<rows).map { $0 < first ? 0.0 : 1 }
    // In units of the rows, so that no column is large.
    let slope = (0..<rows).map { $0 < first ? 0 : Double($0 - first + 1) / Double(rows) }
    switch self {
    case .level: return [level]
    case .slope: return [slope]
    case .levelAndSlope: return [level, slope]
    }
  }
}
