// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// Winning trades as a fraction of winning and losing ones, with the numbers behind it.
public struct WinRate: Hashable, Sendable {
  /// Trades with a profit.
  public let wins: Int
  /// Trades with a loss.
  public let losses: Int
  /// Trades with neither, which count on neither side.
  public let scratches: Int

  /// Counts the trades.
  public init(_ profits: [Money]) {
    wins = profits.count { $0.cents > 0 }
    losses = profits.count { $0.cents < 0 }
    scratches = profits.count - wins - losses
  }

  /// Wins over wins and losses; undefined without either.
  public var fraction: Statistic {
    wins + losses > 0
      ? .finite(Double(wins) / Double(wins + losses)) : .undefined("no closed trades")
  }

  /// Wilson's interval of the fraction; nil without trades.
  public func interval(level: Double) -> (lower: Double, upper: Double)? {
    guard wins + losses > 0 else { return nil }
    return wilsonInterval(successes: wins, trials: wins + losses, level: level)
  }
}
