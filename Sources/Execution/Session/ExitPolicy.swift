// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// When a position is left without being asked: by price or by time.
///
/// Distances are millionths of the entry price. Every exit is looked at in every bar for every open
/// position, whether the rule speaks or not, and nothing blocks one.
public struct ExitPolicy: Hashable, Sendable {
  /// Loss at which a position is closed, in millionths of the entry price; nil for none.
  public let stopMillionths: Int64?
  /// Gain at which a position is closed, in millionths of the entry price; nil for none.
  public let targetMillionths: Int64?
  /// Bars after which a position is closed at the next open; nil for none.
  public let maximumBars: Int?

  /// Makes a policy.
  ///
  /// - Precondition: every number that is given is positive, the stop below 10⁶ millionths.
  public init(stopMillionths: Int64?, targetMillionths: Int64?, maximumBars: Int?) {
    precondition(
      stopMillionths.map { (1..<1_000_000).contains($0) } ?? true, "the stop must lie in (0, 1)")
    precondition(targetMillionths.map { $0 > 0 } ?? true, "the target must be positive")
    precondition(maximumBars.map { $0 > 0 } ?? true, "the maximal holding time must be positive")
    self.stopMillionths = stopMillionths
    self.targetMillionths = targetMillionths
    self.maximumBars = maximumBars
  }

  /// The prices at which a position is left, fixed when it is entered.
  func levels(entry: Price, long: Bool) -> (stop: Price?, target: Price?) {
    func level(_ millionths: Int64?, up: Bool) -> Price? {
      guard let millionths else { return nil }
      let factor = up ? 1_000_000 + millionths : 1_000_000 - millionths
      // A target below zero for a short is never reached; a level beyond 64 bits neither.
      return FixedPoint.dividedHalfEven(Int128(entry.units) * Int128(factor), by: 1_000_000)
        .map { Price(units: $0) }
    }
    return (level(stopMillionths, up: !long), level(targetMillionths, up: long))
  }
}
