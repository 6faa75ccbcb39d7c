// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// A position and the ledger entries of the fills that make it, at average cost.
public struct PositionBook: Hashable, Sendable {
  /// The books.
  public private(set) var ledger: Ledger
  /// The signed quantity held.
  public private(set) var quantity: Quantity = .zero
  /// The commission paid so far on the open quantity, entry side.
  public private(set) var openCommission: Money = .zero

  /// Opens the book with a capital paid in.
  public init(capital: Money) { ledger = Ledger(capital: capital) }

  /// What the position cost, negative for a short.
  public var cost: Money { ledger.balance(.positions) }

  /// What the position is worth at a price, negative for a short; nil where that is beyond any
  /// account.
  @inlinable
  public func value(at price: Price) -> Money? { Money(price: price, quantity: quantity) }

  /// Whether cash plus positions equals capital plus profits minus costs, the
  /// position being worth `value` (law X-12).
  ///
  /// The left side comes from the asset accounts, the right side from the owner's accounts and the
  /// unrealised gain; they meet only if every fill was posted completely.
  public func balances(marked value: Money) -> Bool {
    let assets = ledger.balance(.cash) + value
    let unrealised = value - cost
    let owner =
      unrealised - ledger.balance(.capital) - ledger.balance(.realisedProfit)
      - ledger.balance(.commission)
    return assets == owner
  }

  /// Books a fill that opens or enlarges a position.
  ///
  /// - Precondition: the fill does not reduce the position.
  mutating func open(_ fill: Fill) {
    precondition(
      quantity.units == 0 || (quantity.units > 0) == (fill.quantity.units > 0),
      "an opening fill must be on the position's side")
    let value = fill.quantity.units < 0 ? -fill.value : fill.value
    ledger.post(value, debit: .positions, credit: .cash, barIndex: fill.barIndex)
    ledger.post(fill.commission, debit: .commission, credit: .cash, barIndex: fill.barIndex)
    quantity = quantity + fill.quantity
    openCommission += fill.commission
  }

  /// Books a fill that closes the whole position, and returns the profit net of both commissions.
  ///
  /// - Precondition: the fill's quantity is the negative of the position.
  mutating func close(_ fill: Fill) -> Money {
    precondition(
      fill.quantity == -quantity && quantity.units != 0, "a closing fill must close the position")
    let basis = cost
    let proceeds = quantity.units < 0 ? -fill.value : fill.value
    ledger.post(basis, debit: .cash, credit: .positions, barIndex: fill.barIndex)
    ledger.post(proceeds - basis, debit: .cash, credit: .realisedProfit, barIndex: fill.barIndex)
    ledger.post(fill.commission, debit: .commission, credit: .cash, barIndex: fill.barIndex)
    let profit = proceeds - basis - openCommission - fill.commission
    quantity = .zero
    openCommission = .zero
    return profit
  }
}
