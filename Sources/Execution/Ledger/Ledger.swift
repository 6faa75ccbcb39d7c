// SPDX-License-Identifier: GPL-3.0-or-later
//
// Double-entry books in whole cents. An entry names a debited and a credited account and one
// positive amount, so a single entry cannot be out of balance; what can go wrong is the arithmetic
// around the entries, which `proven` recomputes from the entries alone.

import MarketData

/// One posting: the same amount debited to one account and credited to another.
public struct LedgerEntry: Hashable, Sendable {
  /// The position of the bar in which it was posted.
  public let barIndex: Int
  /// The account that receives.
  public let debit: LedgerAccount
  /// The account that gives.
  public let credit: LedgerAccount
  /// The amount, positive.
  public let amount: Money
}

/// The books of one account: entries, and the balances that follow from them.
public struct Ledger: Hashable, Sendable {
  /// The entries in the order of posting.
  public private(set) var entries: [LedgerEntry] = []
  /// Debits minus credits of each account, in cents.
  private var cash: Int64 = 0
  private var positions: Int64 = 0
  private var capital: Int64 = 0
  private var realisedProfit: Int64 = 0
  private var commission: Int64 = 0

  /// Opens the books with a capital paid in.
  public init(capital: Money) {
    post(capital, debit: .cash, credit: .capital, barIndex: 0)
  }

  /// Posts an amount; a negative one is posted the other way round, zero not at all.
  public mutating func post(
    _ amount: Money, debit: LedgerAccount, credit: LedgerAccount, barIndex: Int
  ) {
    guard amount.cents != 0 else { return }
    let turned = amount.cents < 0
    let entry = LedgerEntry(
      barIndex: barIndex, debit: turned ? credit : debit, credit: turned ? debit : credit,
      amount: turned ? -amount : amount)
    entries.append(entry)
    add(entry.amount.cents, to: entry.debit)
    add(-entry.amount.cents, to: entry.credit)
  }

  /// Debits minus credits of an account: positive for an asset held.
  public func balance(_ account: LedgerAccount) -> Money {
    switch account {
    case .cash: Money(cents: cash)
    case .positions: Money(cents: positions)
    case .capital: Money(cents: capital)
    case .realisedProfit: Money(cents: realisedProfit)
    case .commission: Money(cents: commission)
    }
  }

  /// Whether all balances sum to zero: the trial balance, O(1).
  public var isBalanced: Bool { cash + positions + capital + realisedProfit + commission == 0 }

  /// Whether the balances are those that the entries alone give, O(entries).
  public func proven() -> Bool {
    var sums = [Int64](repeating: 0, count: LedgerAccount.allCases.count)
    for entry in entries {
      guard entry.amount.cents > 0, entry.debit != entry.credit else { return false }
      sums[entry.debit.rawValue] += entry.amount.cents
      sums[entry.credit.rawValue] -= entry.amount.cents
    }
    return isBalanced
      && LedgerAccount.allCases.allSatisfy { sums[$0.rawValue] == balance($0).cents }
  }

  private mutating func add(_ cents: Int64, to account: LedgerAccount) {
    switch account {
    case .cash: cash += cents
    case .positions: positions += cents
    case .capital: capital += cents
    case .realisedProfit: realisedProfit += cents
    case .commission: commission += cents
    }
  }
}
