// SPDX-License-Identifier: GPL-3.0-or-later

/// Forecasts beside what came, position by position.
public struct ForecastPairs: Hashable, Sendable {
  /// What came.
  public let actuals: [Double]
  /// What was forecast.
  public let forecasts: [Double]

  /// Pairs actuals with forecasts.
  ///
  /// - Throws: `ForecastPairsError` where the numbers differ or a value is not finite.
  public init(actuals: [Double], forecasts: [Double]) throws(ForecastPairsError) {
    guard actuals.count == forecasts.count else {
      throw .misaligned(actuals: actuals.count, forecasts: forecasts.count)
    }
    for (index, pair) in zip(actuals, forecasts).enumerated()
    where !(pair.0.isFinite && pair.1.isFinite) {
      throw .notFinite(position: index)
    }
    self.actuals = actuals
    self.forecasts = forecasts
  }

  /// The number of pairs.
  public var count: Int { actuals.count }

  /// Actual minus forecast, one a pair.
  public var errors: [Double] { zip(actuals, forecasts).map { $0 - $1 } }

  /// The statistic of no pairs.
  static let empty = Statistic.undefined("no forecasts to score")
}

/// Why forecasts cannot be scored.
public enum ForecastPairsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are more of one than of the other.
  case misaligned(actuals: Int, forecasts: Int)
  /// A value is infinite or not a number.
  case notFinite(position: Int)

  public var description: String {
    switch self {
    case .misaligned(let actuals, let forecasts):
      "\(forecasts) forecasts cannot be scored against \(actuals) actual values"
    case .notFinite(let position): "pair \(position + 1) holds a value that is not finite"
    }
  }
}
