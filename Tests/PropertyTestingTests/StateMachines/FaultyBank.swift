// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting

/// A ledger whose accounts have numbers of its own making, with a fault to be found.
struct FaultyBank: Sendable {
  enum Fault: CaseIterable, Sendable {
    case none, selfTransferCreatesMoney, emptyAccountCloses, thirdAccountSharesTheFirst
  }

  let fault: Fault
  private var balances: [Int: Int] = [:]
  private var opened = 0

  init(fault: Fault) { self.fault = fault }

  var total: Int { balances.values.reduce(0, +) }
  var accounts: Int { balances.count }

  mutating func open() -> Int {
    opened += 1
    // No model could foresee these numbers.
    let number = fault == .thirdAccountSharesTheFirst && opened == 3 ? 7919 : opened * 7919
    if balances[number] == nil { balances[number] = 0 }
    return number
  }

  mutating func deposit(_ amount: Int, to account: Int) -> Bool {
    guard let balance = balances[account] else { return false }
    balances[account] = balance + amount
    return true
  }

  mutating func transfer(_ amount: Int, from: Int, to: Int) -> Bool {
    guard let source = balances[from], let target = balances[to], source >= amount else {
      return false
    }
    balances[from] = source - amount
    balances[to] =
      fault == .selfTransferCreatesMoney || from != to ? target + amount : source
    if fault == .emptyAccountCloses, balances[from] == 0 { balances[from] = nil }
    return true
  }

  func balance(of account: Int) -> Int? { balances[account] }

  /// What the model knows: balances by the command that opened the account.
  struct Model: Hashable, Sendable {
    var accounts: [Reference<Int>] = []
    var balances: [Reference<Int>: Int] = [:]

    var account: Generator<Reference<Int>> { .element(of: accounts) }
    // order does not matter: integers add up
    var total: Int { balances.values.reduce(0, +) }

    mutating func transfer(_ order: Order) -> Bool {
      guard balances[order.from, default: 0] >= order.amount else { return false }
      balances[order.from, default: 0] -= order.amount
      balances[order.to, default: 0] += order.amount
      return true
    }
  }

  struct Order: Sendable, CustomStringConvertible {
    let from: Reference<Int>
    let to: Reference<Int>
    let amount: Int

    var description: String { "(\(from), \(to), \(amount))" }
  }

  static func machine(_ fault: Fault) -> StateMachine<Model, FaultyBank> {
    StateMachine(
      model: Model(), system: { FaultyBank(fault: fault) },
      commands: [open, deposit, transfer, balance],
      invariant: { model, bank in
        try require(model.total == bank.total, "\(bank.total) held, \(model.total) paid in")
        // Shared accounts are for the balances to find.
        let isComplete = bank.accounts == model.accounts.count
        try require(isComplete || bank.fault == .thirdAccountSharesTheFirst, "an account is gone")
      })
  }

  private static var open: Command<Model, FaultyBank> {
    Command(
      "open", drawing: { _ in .constant(0) },
      model: { model, _, account in
        model.accounts.append(account)
        model.balances[account] = 0
        return .anything
      }, resolving: { bank, _, _ in bank.open() })
  }

  private static var deposit: Command<Model, FaultyBank> {
    Command(
      "deposit", when: { !$0.accounts.isEmpty },
      drawing: { zip($0.account, .integer(in: 1...1000)) },
      model: { model, order, _ in
        model.balances[order.0, default: 0] += order.1
        return .exactly(true)
      }, resolving: { bank, order, find in bank.deposit(order.1, to: try find(order.0)) })
  }

  private static var transfer: Command<Model, FaultyBank> {
    Command(
      "transfer", when: { !$0.accounts.isEmpty },
      drawing: { model in
        zip(model.account, model.account, .integer(in: 1...1000)).map {
          Order(from: $0, to: $1, amount: $2)
        }
      },
      model: { model, order, _ in .exactly(model.transfer(order)) },
      resolving: { bank, order, find in
        bank.transfer(order.amount, from: try find(order.from), to: try find(order.to))
      })
  }

  private static var balance: Command<Model, FaultyBank> {
    Command(
      "balance", when: { !$0.accounts.isEmpty }, drawing: \.account,
      model: { model, account, _ in .exactly(model.balances[account]) },
      resolving: { bank, account, find in bank.balance(of: try find(account)) })
  }
}
