// SPDX-License-Identifier: GPL-3.0-or-later

/// A statistic with its interval and the number of observations behind it.
///
/// A gate never sees a number without these: what the data allow is the interval, not the estimate.
public struct Measurement: Hashable, Sendable {
  /// What was measured.
  public let id: MeasurementID
  /// The estimate.
  public let estimate: Statistic
  /// The lower end of the interval, never above the estimate, on the extended real line; nil where
  /// there is none.
  public let lower: Double?
  /// The upper end of the interval, never below the estimate, on the extended real line; nil where
  /// there is none.
  public let upper: Double?
  /// The number of observations of `unit`.
  public let count: Int
  /// What was counted: "closed trades", "bars", "origins".
  public let unit: String
  /// How the interval was made.
  public let method: String

  /// Makes a measurement.
  ///
  /// - Precondition: the lower end does not lie above the upper one.
  public init(
    id: MeasurementID, estimate: Statistic, lower: Double?, upper: Double?, count: Int,
    unit: String, method: String
  ) {
    if let lower, let upper {
      precondition(lower <= upper, "the lower end of an interval must not exceed the upper end")
    }
    self.id = id
    self.estimate = estimate
    // What happened is never outside the interval: resampled blocks cannot fall as deep as a long
    // decline did, and no limit may be kept by an interval that its own estimate breaks.
    let seen = estimate.extendedValue
    self.lower = lower.map { min($0, seen ?? $0) }
    self.upper = upper.map { max($0, seen ?? $0) }
    self.count = count
    self.unit = unit
    self.method = method
  }

  /// Whether the number is known, not estimated.
  public var isExact: Bool { method == Self.countedMethod || method == Self.statedMethod }

  static let countedMethod = "counted"
  static let statedMethod = "stated"

  /// A count, which is known exactly.
  public static func counted(_ id: MeasurementID, _ count: Int, unit: String) -> Measurement {
    Measurement(
      id: id, estimate: .finite(Double(count)), lower: Double(count), upper: Double(count),
      count: count, unit: unit, method: countedMethod)
  }

  /// A statistic that nothing was observed for.
  public static func missing(_ id: MeasurementID, unit: String, reason: String) -> Measurement {
    Measurement(
      id: id, estimate: .undefined(reason), lower: nil, upper: nil, count: 0, unit: unit,
      method: "none")
  }
}

/// The statistics that a policy can set limits to.
public enum MeasurementID: String, CaseIterable, Hashable, Sendable {
  /// Trades closed by the candidate itself.
  case closedTrades = "closed_trades"
  /// Calendar days from the first bar to the last.
  case days
  /// Capital paid in, in currency units.
  case capital
  /// Sum of the closed trades' net profits, in currency units.
  case totalProfit = "total_profit"
  /// Total profit per 30 calendar days, in currency units.
  case monthlyProfit = "profit_per_30_days"
  /// Winning trades as a fraction of winning and losing ones.
  case winRate = "win_rate"
  /// Gross profit divided by gross loss.
  case profitFactor = "profit_factor"
  /// Mean net profit a trade, in currency units.
  case expectancy
  /// Compound growth a year, as a fraction.
  case annualReturn = "annual_return"
  /// Compound growth a year beyond that of buying and holding, as a fraction.
  case alpha
  /// Mean over standard deviation of bar returns, for a year.
  case sharpeRatio = "sharpe_ratio"
  /// Mean over downside deviation of bar returns, for a year.
  case sortinoRatio = "sortino_ratio"
  /// Largest fall from a running maximum of equity, as a positive fraction.
  case maximumDrawdown = "maximum_drawdown"
  /// Fraction of bars that end with a position.
  case exposure
  /// One-way traded value a year, as a multiple of mean equity.
  case turnover
  /// Forecast RMSE divided by that of the naive forecast on the same origins.
  case rmseRatio = "rmse_ratio"
  /// Fraction of walk-forward windows whose RMSE ratio exceeds the limit.
  case violationRate = "violation_rate"
  /// Walk-forward windows that gave a ratio.
  case effectiveAudits = "effective_audits"
}
