// SPDX-License-Identifier: GPL-3.0-or-later
//
// Worked sessions: what is filled when, at which price, and what is left.
// Planted faults caught here: fill at the signal's close; slippage in the order's favour; the entry
// commission forgotten in the profit; the target before the stop; a stop filled at its level
// through a gap; exits looked at only when the rule speaks; re-entry right after a stop.

import Execution
import MarketData
import Signals
import Testing

@Suite struct SessionTests {
  @Test func aSignalIsFilledAtTheNextOpen() throws {
    let series = try bars([(10, 10, 10, 10), (12, 13, 11, 13), (14, 15, 14, 15)])
    let session = try run(series, [.view(.long)])
    let fill = try #require(session.record.fills.first)
    #expect(fill.barIndex == 1)
    #expect(fill.price == whole(12))
    // Sized at the close of the signal's bar (1000 units), cut to the cash at the dearer open.
    #expect(fill.quantity == Quantity(units: 833 * 10_000))
    #expect(session.record.refusals.count == 1)
    #expect(session.record.equity.last == Money(cents: 10_000_00 + 833 * 3_00))
  }

  @Test func costsGoAgainstTheOrderOnBothSides() throws {
    // 100 bp of slippage and 50 bp of commission a side, one unit of 100.
    let series = try steps([100, 100, 100, 100])
    let session = try Backtest.run(
      series, rule: ScriptedRule(script: [.view(.long), .view(.flat)]),
      configuration: configuration(
        capital: 110_00, commission: 5000, slippage: 10_000, lot: 10_000))
    let prices = session.record.fills.map(\.price)
    #expect(prices == [whole(101), whole(99)])
    // Bought at 101, sold at 99, commissions 0.505 and 0.495, each rounded half to even.
    #expect(session.record.trades.map(\.profit) == [Money(cents: -2_00 - 50 - 50)])
    #expect(session.record.equity.last == Money(cents: 110_00 - 3_00))
  }

  @Test func aShortGainsWhatThePriceLoses() throws {
    let session = try run(try steps([100, 100, 90, 80]), [.view(.short), .abstain, .view(.flat)])
    #expect(session.record.trades.map(\.profit) == [Money(cents: 100 * 20_00)])
    #expect(session.record.equity.last == Money(cents: 12_000_00))
  }

  @Test func aReversalClosesAndOpensAtOneOpen() throws {
    let session = try run(try steps([100, 100, 110, 110]), [.view(.long), .view(.short)])
    let sides = session.record.fills.map { $0.quantity.units > 0 }
    #expect(sides == [true, false, false])
    #expect(session.record.fills.map(\.barIndex) == [1, 2, 2])
    #expect(session.record.trades.count == 1)
  }

  @Test(arguments: [
    // The stop lies inside the bar; the bar opens beyond it; both levels lie inside the bar.
    (Quote(100, 101, 94, 96), 95 as Int64, OrderReason.stop),
    (Quote(90, 91, 89, 90), 90, .stop),
    (Quote(100, 120, 94, 100), 95, .stop),
    // The target lies inside the bar; the bar opens beyond it.
    (Quote(100, 112, 99, 105), 110, .target),
    (Quote(115, 116, 114, 115), 115, .target),
  ])
  func exitsByPriceTakeTheWorseReading(quote: Quote, price: Int64, reason: OrderReason) throws {
    let series = try bars([(100, 100, 100, 100), (100, 100, 100, 100), quote, (100, 100, 100, 100)])
    let session = try run(
      series, [.view(.long)],
      exits: ExitPolicy(stopMillionths: 50_000, targetMillionths: 100_000, maximumBars: nil))
    let exit = try #require(session.record.fills.last)
    #expect(exit.price == whole(price))
    #expect(exit.reason == reason)
    #expect(exit.barIndex == 2)
  }

  @Test func aShortIsStoppedAboveItsEntry() throws {
    let series = try bars([(100, 100, 100, 100), (100, 100, 100, 100), (101, 106, 100, 102)])
    let session = try run(
      series, [.view(.short)],
      exits: ExitPolicy(stopMillionths: 50_000, targetMillionths: nil, maximumBars: nil))
    #expect(session.record.fills.last?.price == whole(105))
    #expect(session.record.trades.map(\.reason) == [.stop])
  }

  @Test func thePositionMayBeStoppedInTheBarOfItsEntry() throws {
    let series = try bars([(100, 100, 100, 100), (100, 100, 90, 95)])
    let session = try run(
      series, [.view(.long)],
      exits: ExitPolicy(stopMillionths: 50_000, targetMillionths: nil, maximumBars: nil))
    #expect(session.record.fills.map(\.barIndex) == [1, 1])
  }

  @Test func timeEndsAPositionWithoutAnySignal() throws {
    let session = try run(
      try steps([100, 100, 101, 102, 103, 104]), [.view(.long)],
      exits: ExitPolicy(stopMillionths: nil, targetMillionths: nil, maximumBars: 3))
    let trade = try #require(session.record.trades.first)
    #expect(trade.reason == .time)
    // Held for bars 1, 2 and 3, left at the open of bar 4.
    #expect(trade.exitIndex == 4)
  }

  @Test func aSideThatWasStoppedIsEnteredAgainOnlyAfterTheRuleHasLeftIt() throws {
    let series = try steps([100, 100, 90, 90, 90, 90, 90, 90])
    let script: [Signal] =
      [.view(.long), .view(.long), .view(.long), .view(.long), .view(.flat)]
      + [.view(.long)]
    let session = try run(
      series, script,
      exits: ExitPolicy(stopMillionths: 50_000, targetMillionths: nil, maximumBars: nil))
    #expect(session.record.fills.map(\.barIndex) == [1, 2, 6])
  }

  @Test func aLossByMarginCallIsEvidenceAndAGainIsNot() throws {
    let session = try run(try steps([100, 100, 160, 160, 160]), [.view(.short)])
    #expect(session.record.trades.map(\.reason) == [.liquidation])
    #expect(session.record.evidentTrades.count == 1)
    // Called at 160, the price halves before the next open: a gain that nobody earned.
    let lucky = try run(try steps([100, 100, 160, 80, 80]), [.view(.short)])
    #expect(lucky.record.trades.map(\.reason) == [.liquidation])
    #expect(lucky.record.evidentTrades.isEmpty)
    #expect(session.record.equity.last == Money(cents: 4_000_00))
  }

  @Test func aPositionThatIsOpenAtTheEndIsNoClosedTrade() throws {
    let session = try run(try steps([100, 100, 120]), [.view(.long)])
    #expect(session.record.trades.isEmpty)
    #expect(session.openPosition?.entryIndex == 1)
    #expect(session.record.equity.last == Money(cents: 12_000_00))
  }

  /// Catches: arithmetic that traps where a price leaves every range.
  @Test func pricesBeyondAnyAccountEndTheSessionWithAnError() throws {
    let tiny = Price(units: 1)
    func bar(_ day: Int64, _ price: Price) throws -> Bar {
      try Bar(
        timestamp: Timestamp(microseconds: day * Timestamp.microsecondsPerDay), open: price,
        high: price, low: price, close: price)
    }
    let huge = Price(units: 9_000_000_000_000_000_000)
    let series = try BarSeries(
      name: "wild", bars: [bar(0, tiny), bar(1, tiny), bar(2, huge), bar(3, tiny), bar(4, huge)])
    for side in [Direction.long, .short] {
      #expect(throws: SessionError.outOfRange(barIndex: 2)) {
        try run(series, [.view(side)])
      }
    }
    let dear = try BarSeries(name: "dear", bars: (0..<4).map { try bar($0, huge) })
    let session = try Backtest.run(
      dear, rule: ScriptedRule(script: [.view(.long), .view(.flat)]),
      configuration: configuration(capital: 99_999_999_999_999_999, lot: 1))
    #expect(session.record.trades.count == 1)
  }

  private func run(
    _ series: BarSeries, _ script: [Signal], exits: ExitPolicy = noExits
  ) throws -> TradingSession {
    try Backtest.run(
      series, rule: ScriptedRule(script: script), configuration: configuration(exits: exits))
  }
}
