// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Signals

/// How large a position a view becomes: a fixed fraction of equity, in whole lots, rounded down.
public struct PositionSizing: Hashable, Sendable {
  /// The part of equity that a position takes, in millionths.
  public let equityMillionths: Int64
  /// The smallest tradable step of quantity.
  public let lot: Quantity

  /// Makes the rule.
  ///
  /// - Precondition: the fraction lies in 1...10⁶ millionths, the lot is positive.
  public init(equityMillionths: Int64, lot: Quantity) {
    precondition((1...1_000_000).contains(equityMillionths), "the fraction must lie in (0, 1]")
    precondition(lot.units > 0, "the lot must be positive")
    self.equityMillionths = equityMillionths
    self.lot = lot
  }

  /// The signed quantity for a view, at a price, with an equity; zero where equity is used up.
  public func quantity(for direction: Direction, equity: Money, price: Price) -> Quantity {
    guard direction != .flat, equity.cents > 0 else { return .zero }
    let budget = FixedPoint.dividedHalfEven(
      Int128(equity.cents) * Int128(equityMillionths), by: 1_000_000)
    let size = largestQuantity(worth: Money(cents: budget ?? equity.cents), at: price)
    return direction == .long ? size : -size
  }

  /// 10¹⁴ units of an instrument: sums of two fit into 64 bits.
  private static let largestQuantity: Int64 = 1_000_000_000_000_000_000

  /// The largest quantity in whole lots whose value does not exceed an amount.
  public func largestQuantity(worth amount: Money, at price: Price) -> Quantity {
    guard amount.cents > 0 else { return .zero }
    // One cent is 10^10 of the product of price and quantity units.
    let lotWorth = Int128(price.units) * Int128(lot.units)
    let lots = Int128(amount.cents) * 10_000_000_000 / lotWorth
    // A quantity beyond the largest representable one is cut to it, in whole lots.
    let most = Self.largestQuantity / lot.units
    let count = min(Int64(exactly: lots) ?? most, most)
    return Quantity(units: count * lot.units)
  }
}
