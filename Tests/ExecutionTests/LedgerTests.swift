// SPDX-License-Identifier: GPL-3.0-or-later
//
// The books: postings, balances, proof. Planted faults caught here: a posting on one side only; a
// negative amount posted as it is; a balance changed without an entry.

import Execution
import MarketData
import Testing

@Suite struct LedgerTests {
  @Test func aPostingMovesTheSameAmountOnBothSides() {
    var ledger = Ledger(capital: Money(cents: 1000))
    ledger.post(Money(cents: 300), debit: .positions, credit: .cash, barIndex: 1)
    #expect(ledger.balance(.cash) == Money(cents: 700))
    #expect(ledger.balance(.positions) == Money(cents: 300))
    #expect(ledger.balance(.capital) == Money(cents: -1000))
    #expect(ledger.isBalanced && ledger.proven())
  }

  @Test func aNegativeAmountIsPostedTheOtherWayRound() {
    var ledger = Ledger(capital: Money(cents: 1000))
    ledger.post(Money(cents: -300), debit: .cash, credit: .realisedProfit, barIndex: 1)
    #expect(ledger.entries.last?.debit == .realisedProfit)
    #expect(ledger.entries.last?.amount == Money(cents: 300))
    #expect(ledger.balance(.cash) == Money(cents: 700))
  }

  @Test func nothingIsNotPosted() {
    var ledger = Ledger(capital: Money(cents: 1000))
    ledger.post(.zero, debit: .commission, credit: .cash, barIndex: 1)
    #expect(ledger.entries.count == 1)
  }

  @Test(arguments: [
    (1_234_567_89 as Int64, 100 as Int64, 123_46 as Int64), (50, 10_000, 0), (150, 10_000, 2),
    (-250, 10_000, 2), (99_999, 0, 0),
  ])
  func commissionIsTheFractionRoundedHalfToEven(cents: Int64, rate: Int64, expected: Int64) {
    // Rates are hundredths of a basis point: 100 is 1 bp, 10 000 is 1 %.
    let costs = CostModel(commission: rate, slippage: 0)
    #expect(costs.commission(on: Money(cents: cents)) == Money(cents: expected))
  }
}
