// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one session that backtest, replay and paper trading run. A bar passes through it in the order
// in which the market reveals it:
//
//   open   what was decided after an earlier close is filled at this bar's open
//   range  stop and target of the open position are looked at; a stop goes first where both are hit
//   close  the books are marked and proved, time and margin are looked at, the rule speaks
//
// What the rule says after this close is filled no earlier than at the next bar's open.

import MarketData
import PortfolioRisk
import Signals

/// A rule trading one instrument, bar by bar.
public struct TradingSession: Sendable {
  /// The settings of the session.
  public let configuration: SessionConfiguration
  /// What has happened so far.
  public private(set) var record: SessionRecord
  private var rule: any TradingRule
  private var book: PositionBook
  private var position: OpenPosition?
  private var pending: PendingOrder?
  /// A side that an exit has left and that the rule must leave, too, before it is entered again.
  private var exhausted: Direction = .flat

  /// Opens a session before its first bar.
  public init(configuration: SessionConfiguration, rule: any TradingRule, expectedBars: Int = 0) {
    self.configuration = configuration
    self.rule = rule
    self.book = PositionBook(capital: configuration.initialCapital)
    self.record = SessionRecord(capital: configuration.initialCapital, expectedBars: expectedBars)
  }

  /// The books: cash, positions, profits and costs.
  public var ledger: Ledger { book.ledger }

  /// The position that is open, if any.
  public var openPosition: OpenPosition? { position }

  /// Takes the history's current bar through open, range and close.
  ///
  /// - Throws: `SessionError` where the books do not balance after the bar.
  /// - Complexity: O(1) beside the rule.
  public mutating func advance(
    open: Price, high: Price, low: Price, close: Price, history: BarHistory
  ) throws(SessionError) {
    let index = history.currentIndex
    try fillPending(at: open, index: index)
    if let position { try leaveByPrice(position, open: open, high: high, low: low, index: index) }

    guard let value = book.value(at: close),
      (book.ledger.balance(.cash) + value).cents.magnitude <= Money.largest.cents.magnitude
    else { throw .outOfRange(barIndex: index) }
    guard book.ledger.isBalanced, book.balances(marked: value) else {
      throw .booksDoNotBalance(barIndex: index)
    }
    let equity = book.ledger.balance(.cash) + value
    record.mark(equity: equity, positionValue: value)

    decide(rule.signal(after: history), equity: equity, value: value, close: close, index: index)
  }

  // MARK: Open

  private mutating func fillPending(at open: Price, index: Int) throws(SessionError) {
    guard let order = pending else { return }
    pending = nil
    if let position { try leave(position, at: open, order: order, index: index) }
    guard order.direction != .flat, order.quantity.units != 0 else { return }
    try enter(order, at: open, index: index)
  }

  private mutating func enter(
    _ order: PendingOrder, at open: Price, index: Int
  ) throws(SessionError) {
    let long = order.direction == .long
    guard let price = configuration.costs.fillPrice(open, buying: long) else {
      throw .outOfRange(barIndex: index)
    }
    let quantity = permitted(order.quantity, at: price, long: long, index: index)
    guard quantity.units != 0 else { return }
    guard let value = Money(price: price, quantity: quantity.magnitude) else {
      throw .outOfRange(barIndex: index)
    }
    let fill = Fill(
      barIndex: index, signalIndex: order.signalIndex, quantity: quantity, price: price,
      reference: open, commission: configuration.costs.commission(on: value),
      reason: order.reason, value: value)
    book.open(fill)
    record.fills.append(fill)
    let levels = configuration.exits.levels(entry: price, long: long)
    position = OpenPosition(
      quantity: quantity, entryIndex: index, entryPrice: price, stop: levels.stop,
      target: levels.target)
  }

  /// The part of an entry that the account can carry at the price it really gets.
  private mutating func permitted(
    _ quantity: Quantity, at price: Price, long: Bool, index: Int
  ) -> Quantity {
    let equity = book.ledger.balance(.cash)
    let limit = configuration.margin.largestValue(long: long, equity: equity)
    // Leave room for the commission, which is a part of the value.
    let room = limit - configuration.costs.commission(on: limit)
    let largest = configuration.sizing.largestQuantity(worth: room, at: price)
    guard quantity.magnitude > largest else { return quantity }
    let granted = long ? largest : -largest
    record.refusals.append(
      OrderRefusal(
        barIndex: index, quantity: quantity - granted,
        rule: long ? "cash must cover the purchase" : "equity must cover the initial margin"))
    return granted
  }

  // MARK: Range

  private mutating func leaveByPrice(
    _ position: OpenPosition, open: Price, high: Price, low: Price, index: Int
  ) throws(SessionError) {
    let long = position.quantity.units > 0
    let signalIndex = index - 1
    // Where both levels lie inside the bar its path is unknown: the worse one is taken.
    if let stop = position.stop, long ? low <= stop : high >= stop {
      let price = long ? min(open, stop) : max(open, stop)
      try leave(
        position, at: price, order: .exit(.stop, signalIndex: signalIndex), index: index)
    } else if let target = position.target, long ? high >= target : low <= target {
      let price = long ? max(open, target) : min(open, target)
      try leave(
        position, at: price, order: .exit(.target, signalIndex: signalIndex), index: index)
    }
  }

  private mutating func leave(
    _ position: OpenPosition, at reference: Price, order: PendingOrder, index: Int
  ) throws(SessionError) {
    let buying = position.quantity.units < 0
    guard let price = configuration.costs.fillPrice(reference, buying: buying),
      let value = Money(price: price, quantity: position.quantity.magnitude)
    else { throw .outOfRange(barIndex: index) }
    let fill = Fill(
      barIndex: index, signalIndex: order.signalIndex, quantity: -position.quantity, price: price,
      reference: reference, commission: configuration.costs.commission(on: value),
      reason: order.reason, value: value)
    let profit = book.close(fill)
    record.fills.append(fill)
    record.trades.append(
      ClosedTrade(
        entryIndex: position.entryIndex, exitIndex: index, quantity: position.quantity,
        entryPrice: position.entryPrice, exitPrice: price, profit: profit, reason: order.reason))
    if order.reason != .signal { exhausted = buying ? .short : .long }
    self.position = nil
  }

  // MARK: Close

  private mutating func decide(
    _ signal: Signal, equity: Money, value: Money, close: Price, index: Int
  ) {
    record.signals.append(signal)
    if position != nil {
      if configuration.margin.requiresLiquidation(positionValue: value, equity: equity) {
        pending = .exit(.liquidation, signalIndex: index)
        return
      }
      if let maximum = configuration.exits.maximumBars, let position,
        index - position.entryIndex + 1 >= maximum
      {
        pending = .exit(.time, signalIndex: index)
        return
      }
    }
    guard case .view(let wanted) = signal else { return }
    if wanted != exhausted { exhausted = .flat }
    let held: Direction = position.map { $0.quantity.units > 0 ? .long : .short } ?? .flat
    guard wanted != held, wanted == .flat || wanted != exhausted else { return }
    let quantity = configuration.sizing.quantity(for: wanted, equity: equity, price: close)
    pending = PendingOrder(
      direction: wanted, quantity: quantity, reason: .signal, signalIndex: index)
  }
}

/// An order that waits for the next open.
private struct PendingOrder: Sendable {
  let direction: Direction
  let quantity: Quantity
  let reason: OrderReason
  let signalIndex: Int

  static func exit(_ reason: OrderReason, signalIndex: Int) -> PendingOrder {
    PendingOrder(direction: .flat, quantity: .zero, reason: reason, signalIndex: signalIndex)
  }
}

/// A position that is held.
public struct OpenPosition: Hashable, Sendable {
  /// The signed quantity, negative for a short.
  public let quantity: Quantity
  /// The bar of the entry.
  public let entryIndex: Int
  /// The entry's price, slippage included.
  public let entryPrice: Price
  /// The price that ends the position at a loss.
  public let stop: Price?
  /// The price that ends the position at a gain.
  public let target: Price?
}

/// Why a session cannot go on.
public enum SessionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Cash plus positions is not what capital, profits and costs say.
  case booksDoNotBalance(barIndex: Int)
  /// A price or a value is beyond what any account deals in.
  case outOfRange(barIndex: Int)

  public var description: String {
    switch self {
    case .outOfRange(let barIndex):
      "bar \(barIndex + 1): a price or the account's value is beyond 10^15 currency units"
    case .booksDoNotBalance(let barIndex):
      "internal error: cash plus positions must equal equity after bar \(barIndex + 1)"
    }
  }
}
