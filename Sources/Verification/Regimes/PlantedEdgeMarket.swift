// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import NumericKernels
import RealModule

/// A synthetic market that can be predicted: its log returns are an autoregression of order one.
///
/// rₜ = φ·rₜ₋₁ + σ·√(1 − φ²)·zₜ, so that returns have volatility σ and each is forecast by φ times
/// the one before. A bar opens where the last one closed; high and low lie a half-normal distance
/// beyond its body. Weekdays only. The same seed gives the same series.
public struct PlantedEdgeMarket: Hashable, Sendable {
  /// The number of bars.
  public let bars: Int
  /// The autocorrelation of successive returns, φ.
  public let autocorrelation: Double
  /// The standard deviation of a bar's log return, σ.
  public let volatilityPerBar: Double

  /// Makes the market's description.
  ///
  /// - Precondition: there is a bar, |φ| < 1, σ is positive and below 0.1, and the price's spread
  ///   after the last bar stays below e⁴, so that no price leaves the range of `Price`.
  public init(bars: Int = 3000, autocorrelation: Double = 0.6, volatilityPerBar: Double = 0.01) {
    precondition(bars > 0, "there must be a bar")
    precondition(abs(autocorrelation) < 1, "the autocorrelation must lie inside (−1, 1)")
    precondition(volatilityPerBar > 0 && volatilityPerBar < 0.1, "σ must lie inside (0, 0.1)")
    let spread = (Double(bars) * (1 + autocorrelation) / (1 - autocorrelation)).squareRoot()
    precondition(spread * volatilityPerBar < 4, "the price must not wander out of range")
    self.bars = bars
    self.autocorrelation = autocorrelation
    self.volatilityPerBar = volatilityPerBar
  }

  /// Makes the series of a seed.
  public func series(seed: UInt64) -> BarSeries {
    var stream = RandomStream(seed: seed, purpose: "planted-edge market")
    let shock = volatilityPerBar * (1 - autocorrelation * autocorrelation).squareRoot()
    var previousReturn = volatilityPerBar * stream.normal()
    var logPrice = Double.log(100)
    var day = Self.firstDay
    var made: [Bar] = []
    for _ in 0..<bars {
      let open = Double.exp(logPrice)
      let change = autocorrelation * previousReturn + shock * stream.normal()
      let close = Double.exp(logPrice + change)
      let above = 0.3 * volatilityPerBar * abs(stream.normal())
      let below = 0.3 * volatilityPerBar * abs(stream.normal())
      made.append(
        Self.bar(
          day: day, open: open, close: close, high: max(open, close) * (1 + above),
          low: min(open, close) * (1 - below)))
      previousReturn = change
      logPrice += change
      day = Self.nextWeekday(after: day)
    }
    do {
      return try BarSeries(name: "planted-edge", bars: made)
    } catch {
      preconditionFailure("the generator makes increasing bars: \(error)")
    }
  }

  /// Monday, 3 January 2000.
  private static let firstDay: Int64 = 10_959

  private static func nextWeekday(after day: Int64) -> Int64 {
    // 1970-01-01 was a Thursday, so (day + 3) mod 7 is 4 on a Friday.
    (day + 3) % 7 == 4 ? day + 3 : day + 1
  }

  private static func bar(
    day: Int64, open: Double, close: Double, high: Double, low: Double
  ) -> Bar {
    // To the cent, as exchanges quote; rounding keeps the order of the four prices.
    func cents(_ value: Double) -> Price {
      Price(units: Int64((value * 100).rounded(.toNearestOrEven)) * 1_000_000)
    }
    do {
      return try Bar(
        timestamp: Timestamp(microseconds: day * Timestamp.microsecondsPerDay), open: cents(open),
        high: cents(high), low: cents(low), close: cents(close))
    } catch {
      preconditionFailure("the generator makes well-formed bars: \(error)")
    }
  }
}
