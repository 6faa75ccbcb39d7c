// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Signals

/// What happened in a session, bar by bar and trade by trade.
public struct SessionRecord: Hashable, Sendable {
  /// What the owner paid in before the first bar.
  public let capital: Money
  /// Cash plus positions after each close.
  public private(set) var equity: [Money] = []
  /// The position's value after each close, negative for a short.
  public private(set) var positionValue: [Money] = []
  /// What the rule said after each close.
  public internal(set) var signals: [Signal] = []
  /// The executions in order.
  public internal(set) var fills: [Fill] = []
  /// The round trips in order of their exits.
  public internal(set) var trades: [ClosedTrade] = []
  /// Orders or parts of orders that a limit forbade.
  public internal(set) var refusals: [OrderRefusal] = []

  init(capital: Money, expectedBars: Int) {
    self.capital = capital
    equity.reserveCapacity(expectedBars)
    positionValue.reserveCapacity(expectedBars)
    signals.reserveCapacity(expectedBars)
  }

  /// The trades that count as evidence: all but gains by force.
  public var evidentTrades: [ClosedTrade] { trades.filter(\.isEvidence) }

  mutating func mark(equity: Money, positionValue: Money) {
    self.equity.append(equity)
    self.positionValue.append(positionValue)
  }
}
