// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// Why an order was sent.
public enum OrderReason: String, Hashable, Sendable {
  /// The rule asked for another side.
  case signal
  /// The price reached the stop.
  case stop
  /// The price reached the target.
  case target
  /// The position was held for its maximal number of bars.
  case time
  /// The account no longer carried the position.
  case liquidation
}

/// An execution: a quantity at a price, with its commission.
public struct Fill: Hashable, Sendable {
  /// The position of the bar in which the order was filled.
  public let barIndex: Int
  /// The position of the bar after whose close the order was sent; before `barIndex` (law X-13).
  public let signalIndex: Int
  /// The signed quantity, negative for a sale.
  public let quantity: Quantity
  /// The price, slippage included.
  public let price: Price
  /// The market's price without slippage.
  public let reference: Price
  /// The commission paid.
  public let commission: Money
  /// Why the order was sent.
  public let reason: OrderReason

  /// The value traded, positive.
  public let value: Money
}

/// An order, or a part of one, that was not filled, and why.
public struct OrderRefusal: Hashable, Sendable {
  /// The bar in which the order would have been filled.
  public let barIndex: Int
  /// The quantity that was not filled.
  public let quantity: Quantity
  /// The rule that forbade it.
  public let rule: String
}
