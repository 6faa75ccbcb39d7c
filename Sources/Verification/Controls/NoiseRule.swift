// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import NumericKernels
import Signals

/// The worthless control: every few bars it turns a coin.
///
/// The gate must refuse it. Seeded, so that every run is the same.
public struct NoiseRule: TradingRule {
  private var stream: RandomStream
  private let meanBars: Int
  private var view = Direction.flat

  /// Makes the rule.
  ///
  /// - Parameter meanBars: the mean number of bars between two turns of the coin.
  /// - Precondition: `meanBars` is positive.
  public init(seed: UInt64, meanBars: Int) {
    precondition(meanBars > 0, "the mean holding time must be positive")
    self.stream = RandomStream(seed: seed, purpose: "noise control")
    self.meanBars = meanBars
  }

  public mutating func signal(after history: BarHistory) -> Signal {
    if view == .flat || stream.index(below: meanBars) == 0 {
      view = stream.index(below: 2) == 0 ? .long : .short
    }
    return .view(view)
  }
}
