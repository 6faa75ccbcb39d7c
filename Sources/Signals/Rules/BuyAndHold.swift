// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// Long from the first bar to the last: the benchmark of every other rule.
public struct BuyAndHold: TradingRule, Hashable {
  /// Makes the rule.
  public init() {}

  public mutating func signal(after history: BarHistory) -> Signal { .view(.long) }
}
