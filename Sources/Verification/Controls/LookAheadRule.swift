// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Signals

/// The cheating control: it knows the next close wherever that exists already.
///
/// The gate must refuse it. Where bars arrive one by one it has nothing to look at and stays out.
public struct LookAheadRule: TradingRule, Hashable {
  /// Makes the rule.
  public init() {}

  public mutating func signal(after history: BarHistory) -> Signal {
    guard let next = history.futureCloseForControls(barsAhead: 1) else { return .view(.flat) }
    return .view(next > history.currentClose ? .long : .short)
  }
}
