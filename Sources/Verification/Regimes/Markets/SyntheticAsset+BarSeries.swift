// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// Why a synthetic asset cannot become a series of bars.
public enum SyntheticSeriesDefect: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is not one stamp a bar.
  case stampCount(stamps: Int, bars: Int)
  /// A stamp does not lie after the one before it.
  case notIncreasing(bar: Int)
  /// A price is not finite, rounds to 0 or less, or is larger than `Price` can hold.
  case priceOutOfRange(bar: Int, value: Double)
  /// The prices of a bar are not in order: low ≤ open, close ≤ high.
  case disordered(bar: Int)
  /// A volume is negative or not finite, or the bars have not one volume each.
  case volume(bar: Int)

  public var description: String {
    switch self {
    case .stampCount(let stamps, let bars):
      "there must be one stamp a bar, not \(stamps) for \(bars) bars"
    case .notIncreasing(let bar): "bar \(bar) must lie after its predecessor"
    case .priceOutOfRange(let bar, let value):
      "bar \(bar): \(value) must round to a positive number of 10⁻⁸ that fits into a price"
    case .disordered(let bar): "bar \(bar): open and close must lie between low and high"
    case .volume(let bar): "bar \(bar) must have a volume that is finite and not negative"
    }
  }
}

extension SyntheticAsset {
  /// What the name of every series that a generator made begins with.
  ///
  /// Such a series has the provenance `synthetic` wherever evidence is made of it; the name says so
  /// to whoever sees the series alone.
  public static let seriesPrefix = "synthetic-"

  /// The bars as the engine reads them, named after the asset with `seriesPrefix` before it.
  ///
  /// Prices are rounded to 10⁻⁸, half to even: rounding keeps their order. A price that was rounded
  /// to a tick becomes the decimal nearest to it.
  ///
  /// - Parameter timestamps: one stamp a bar, strictly increasing.
  /// - Throws: the first rule that the columns break.
  /// - Complexity: O(bars).
  public func barSeries(
    timestamps: [Timestamp]
  ) throws(SyntheticSeriesDefect) -> BarSeries {
    guard timestamps.count == count else {
      throw .stampCount(stamps: timestamps.count, bars: count)
    }
    for bar in timestamps.indices.dropFirst() where timestamps[bar] <= timestamps[bar - 1] {
      throw .notIncreasing(bar: bar)
    }
    let (opens, highs) = (try Self.prices(opens), try Self.prices(highs))
    let (lows, closes) = (try Self.prices(lows), try Self.prices(closes))
    for bar in closes.indices {
      let body = (min(opens[bar], closes[bar]), max(opens[bar], closes[bar]))
      guard lows[bar] <= body.0, body.1 <= highs[bar] else { throw .disordered(bar: bar) }
    }
    return BarSeries(
      name: Self.seriesPrefix + name, timestamps: timestamps, opens: opens, highs: highs,
      lows: lows, closes: closes, volumes: try checkedVolumes())
  }

  private static func prices(_ values: [Double]) throws(SyntheticSeriesDefect) -> [Price] {
    var prices: [Price] = []
    prices.reserveCapacity(values.count)
    for (bar, value) in values.enumerated() {
      guard let price = Price(value), price.units > 0 else {
        throw .priceOutOfRange(bar: bar, value: value)
      }
      prices.append(price)
    }
    return prices
  }

  private func checkedVolumes() throws(SyntheticSeriesDefect) -> [Double]? {
    guard !volumes.isEmpty else { return nil }
    guard volumes.count == count else { throw .volume(bar: min(volumes.count, count)) }
    for (bar, volume) in volumes.enumerated() where !(volume.isFinite && volume >= 0) {
      throw .volume(bar: bar)
    }
    return volumes
  }
}
