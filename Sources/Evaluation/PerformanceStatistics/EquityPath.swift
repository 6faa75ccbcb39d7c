// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import RealModule

/// The equity of a session from the capital paid in to the last bar.
public struct EquityPath: Hashable, Sendable {
  /// Equity before the first bar and after each bar, in currency units.
  public let values: [Double]
  /// Bars in a year of the series.
  public let barsPerYear: Double

  /// Makes a path.
  ///
  /// - Precondition: the capital is positive and `barsPerYear` is positive.
  public init(capital: Money, equity: [Money], barsPerYear: Double) {
    precondition(capital.cents > 0, "the capital must be positive")
    precondition(barsPerYear > 0, "a year must have bars")
    self.values = [capital.value] + equity.map(\.value)
    self.barsPerYear = barsPerYear
  }

  /// The simple return of each bar; 0 once nothing is left.
  public var returns: [Double] {
    zip(values.dropFirst(), values).map { $1 > 0 ? $0 / $1 - 1 : 0 }
  }

  /// The log return of each bar; −∞ where everything is lost, 0 once nothing is left.
  public var logReturns: [Double] {
    zip(values.dropFirst(), values).map { next, last in
      guard last > 0 else { return 0 }
      return next > 0 ? .log(next / last) : -.infinity
    }
  }
}

extension BarSeries {
  /// Bars in a year of 365.25 days, measured over the series; nil for fewer than two bars.
  public var barsPerYear: Double? {
    guard count > 1 else { return nil }
    let span = timestamps[count - 1].microseconds - timestamps[0].microseconds
    return Double(count - 1) * 365.25 * 86_400e6 / Double(span)
  }

  /// Calendar days from the first bar to the last, rounded down.
  public var spanInDays: Int {
    guard count > 1 else { return 0 }
    return Int(
      (timestamps[count - 1].microseconds - timestamps[0].microseconds)
        / Timestamp.microsecondsPerDay)
  }
}
