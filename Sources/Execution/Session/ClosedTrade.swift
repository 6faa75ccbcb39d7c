// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// A round trip: a position from its entry to its exit.
public struct ClosedTrade: Hashable, Sendable {
  /// The bar of the entry.
  public let entryIndex: Int
  /// The bar of the exit; not before the entry.
  public let exitIndex: Int
  /// The signed quantity, negative for a short.
  public let quantity: Quantity
  /// The entry's price, slippage included.
  public let entryPrice: Price
  /// The exit's price, slippage included.
  public let exitPrice: Price
  /// Gain or loss net of both commissions.
  public let profit: Money
  /// Why the position was left.
  public let reason: OrderReason

  /// Whether the account, not the candidate, ended the trade; such trades are no evidence.
  public var isForced: Bool { reason == .liquidation }
}
