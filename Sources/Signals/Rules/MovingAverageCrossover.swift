// SPDX-License-Identifier: GPL-3.0-or-later

import Features
import MarketData

/// Long while a fast moving average lies above a slow one, else short or flat.
///
/// The averages are compared as exact fractions of integer sums, so that equal averages are equal:
/// then the rule keeps its last view. Warm-up: `slow − 1` bars.
public struct MovingAverageCrossover: TradingRule, Hashable {
  private var fast: SimpleMovingAverage
  private var slow: SimpleMovingAverage
  private let below: Direction
  private var view: Direction?

  /// Makes the rule.
  ///
  /// - Parameters:
  ///   - fast: the lookback of the fast average, in bars.
  ///   - slow: the lookback of the slow average, in bars.
  ///   - below: the side to be on while the fast average lies below the slow one.
  /// - Precondition: `0 < fast < slow`.
  public init(fast: Int, slow: Int, below: Direction) {
    precondition(fast > 0 && fast < slow, "the fast lookback must be positive and below the slow")
    self.fast = SimpleMovingAverage(lookback: fast)
    self.slow = SimpleMovingAverage(lookback: slow)
    self.below = below
  }

  public mutating func signal(after history: BarHistory) -> Signal {
    let close = history.currentClose
    fast.update(close)
    slow.update(close)
    guard let fastSum = fast.sumOfUnits, let slowSum = slow.sumOfUnits else { return .abstain }
    let left = fastSum * Int128(slow.lookback)
    let right = slowSum * Int128(fast.lookback)
    if left > right { view = .long } else if left < right { view = below }
    return view.map { .view($0) } ?? .abstain
  }
}
