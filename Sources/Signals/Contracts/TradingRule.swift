// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// A rule that turns the bars so far into a view, one bar at a time.
///
/// A rule is causal: its signal after bar t depends on bars up to t only (law CAU). Sessions feed
/// it every bar once, in order; what it remembers is its own.
public protocol TradingRule: Sendable {
  /// Takes the current bar in and says what to do from the next bar's open.
  mutating func signal(after history: BarHistory) -> Signal
}
