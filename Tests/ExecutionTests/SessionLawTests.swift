// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws that every session keeps, over random markets, scripts, costs and exits.

import Execution
import MarketData
import Signals
import Testing

@Suite struct SessionLawTests {
  static let seeds: ClosedRange<UInt64> = 1...300

  @Test func booksBalanceAndAnAuditorWithoutTheLedgerAgrees() throws {
    var broken: [UInt64] = []
    for seed in Self.seeds {
      let random = try RandomSession(seed: seed)
      let session = try random.run()
      let agrees = audit(session, random.series) == session.record.equity
      if !(agrees && session.ledger.proven()) { broken.append(seed) }
    }
    #expect(broken == [])
  }

  @Test func profitsAddUpToTheChangeOfEquity() throws {
    var broken: [UInt64] = []
    for seed in Self.seeds {
      let random = try RandomSession(seed: seed)
      // Flat at the end: a last signal that leaves the market two bars before the end.
      var rule = random.rule
      for index in 140..<150 { rule.script[index] = .view(.flat) }
      let session = try random.run(rule: rule)
      guard session.openPosition == nil else { continue }
      let profit = session.record.trades.reduce(Money.zero) { $0 + $1.profit }
      if session.record.equity.last != session.record.capital + profit { broken.append(seed) }
    }
    #expect(broken == [])
  }

  @Test func everyFillIsPossibleAndEveryCostIsAgainstTheOrder() throws {
    var broken: [String] = []
    var fills = 0
    for seed in Self.seeds {
      let random = try RandomSession(seed: seed)
      for fill in try random.run().record.fills {
        fills += 1
        let bar = random.series[fill.barIndex]
        let inside = bar.low <= fill.reference && fill.reference <= bar.high
        let buying = fill.quantity.units > 0
        let fair = buying ? fill.price >= fill.reference : fill.price <= fill.reference
        let later = fill.barIndex > fill.signalIndex
        if !(inside && fair && later) { broken.append("seed \(seed), bar \(fill.barIndex)") }
      }
    }
    #expect(broken == [])
    #expect(fills > 5000)
  }

  @Test func aPositionIsNeverLargerThanItsAccountCarries() throws {
    var broken: [UInt64] = []
    for seed in Self.seeds {
      let session = try RandomSession(seed: seed).run()
      var cash = Int128(session.configuration.initialCapital.cents)
      var held: Int64 = 0
      for fill in session.record.fills {
        let value = Int128(fill.quantity.units < 0 ? -fill.value.cents : fill.value.cents)
        if held == 0 {
          // Opening: a purchase must leave cash, a short must leave half its value as equity.
          let limit = fill.quantity.units > 0 ? cash : 2 * cash
          if (value < 0 ? -value : value) > limit { broken.append(seed) }
        }
        cash -= value + Int128(fill.commission.cents)
        held += fill.quantity.units
        if held > 0 && cash < 0 { broken.append(seed) }
      }
    }
    #expect(broken == [])
  }

  @Test func higherCostsNeverRaiseTheEquityOfTheSameFills() throws {
    var broken: [UInt64] = []
    for seed in Self.seeds {
      let random = try RandomSession(seed: seed)
      func final(_ commission: Int64) throws -> Money? {
        // A fixed small size, so that costs change no quantity.
        try Backtest.run(
          random.series, rule: random.rule,
          configuration: configuration(
            capital: 1_000_000_00, commission: commission, fraction: 10_000)
        ).record.equity.last
      }
      let (free, dear) = (try final(0), try final(3000))
      if let free, let dear, dear > free { broken.append(seed) }
    }
    #expect(broken == [])
  }

  @Test func aPrefixOfTheMarketGivesAPrefixOfTheSession() throws {
    var broken: [UInt64] = []
    for seed in Self.seeds {
      let random = try RandomSession(seed: seed)
      let whole = try random.run().record.equity
      let part = try Backtest.run(
        random.series.prefix(90), rule: random.rule, configuration: random.configuration)
      if part.record.equity[...] != whole[..<90] { broken.append(seed) }
    }
    #expect(broken == [])
  }

  @Test func openPositionsAreLeftInTheFirstBarThatReachesTheirStop() throws {
    var broken: [String] = []
    var stops = 0
    for seed in Self.seeds {
      let random = try RandomSession(seed: seed)
      guard let stop = random.configuration.exits.stopMillionths else { continue }
      for trade in try random.run().record.trades {
        let long = trade.quantity.units > 0
        let entry = Double(trade.entryPrice.units)
        let level = entry * (1 + (long ? -1 : 1) * Double(stop) / 1e6)
        let first = (trade.entryIndex...trade.exitIndex).first { index in
          let bar = random.series[index]
          return long ? Double(bar.low.units) <= level - 1 : Double(bar.high.units) >= level + 1
        }
        guard let first else { continue }
        stops += 1
        // Another exit may come first, at the open of that very bar.
        if first != trade.exitIndex { broken.append("seed \(seed), bar \(first)") }
      }
    }
    #expect(broken == [])
    #expect(stops > 200)
  }

  /// Cash and position from the fills alone, in wide integers.
  private func audit(_ session: TradingSession, _ series: BarSeries) -> [Money] {
    var cash = session.configuration.initialCapital
    var quantity = Quantity.zero
    var fills = session.record.fills[...]
    return (0..<series.count).map { index in
      while let fill = fills.first, fill.barIndex == index {
        cash -= (Money(price: fill.price, quantity: fill.quantity) ?? .zero) + fill.commission
        quantity = quantity + fill.quantity
        fills.removeFirst()
      }
      return cash + (Money(price: series.closes[index], quantity: quantity) ?? .zero)
    }
  }
}
