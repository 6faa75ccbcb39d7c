// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// The mean of the last `lookback` prices, kept exact by summing minor units.
///
/// Streaming and batch agree bit for bit, and no error accumulates however long the series is,
/// because the running sum is an integer, wide enough for any prices. Warm-up: `lookback − 1`
/// prices.
public struct SimpleMovingAverage: Hashable, Sendable {
  /// The number of prices averaged.
  public let lookback: Int
  private var window: [Int64]
  private var next = 0
  private var seen = 0
  private var sum: Int128 = 0

  /// Makes an average that has seen no price yet.
  ///
  /// - Precondition: `lookback` is positive.
  public init(lookback: Int) {
    precondition(lookback > 0, "the lookback must be positive")
    self.lookback = lookback
    self.window = [Int64](repeating: 0, count: lookback)
  }

  /// Takes the next price in.
  ///
  /// - Complexity: O(1).
  public mutating func update(_ price: Price) {
    sum += Int128(price.units) - Int128(window[next])
    window[next] = price.units
    next = next + 1 == lookback ? 0 : next + 1
    if seen < lookback { seen += 1 }
  }

  /// The sum of the last `lookback` prices in minor units; nil while warming up.
  public var sumOfUnits: Int128? { seen == lookback ? sum : nil }

  /// The average in currency units; nil while warming up.
  public var value: Double? { sumOfUnits.map { Double($0) / Double(lookback) / 1e8 } }
}
