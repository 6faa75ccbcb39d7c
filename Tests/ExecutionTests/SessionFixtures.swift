// SPDX-License-Identifier: GPL-3.0-or-later

import Execution
import MarketData
import NumericKernels
import PortfolioRisk
import Signals

/// A rule that says what a test wants it to say.
struct ScriptedRule: TradingRule {
  var script: [Signal]

  mutating func signal(after history: BarHistory) -> Signal {
    script.indices.contains(history.currentIndex) ? script[history.currentIndex] : .abstain
  }
}

/// A configuration with round numbers.
func configuration(
  capital: Int64 = 10_000_00, commission: Int64 = 0, slippage: Int64 = 0, lot: Int64 = 10_000,
  fraction: Int64 = 1_000_000, exits: ExitPolicy = noExits
) -> SessionConfiguration {
  SessionConfiguration(
    initialCapital: Money(cents: capital),
    costs: CostModel(commission: commission, slippage: slippage),
    sizing: PositionSizing(equityMillionths: fraction, lot: Quantity(units: lot)),
    margin: MarginPolicy(), exits: exits)
}

let noExits = ExitPolicy(stopMillionths: nil, targetMillionths: nil, maximumBars: nil)

/// A bar of whole currency units.
typealias Quote = (open: Int64, high: Int64, low: Int64, close: Int64)

/// Daily bars of whole currency units.
func bars(_ quotes: [Quote]) throws -> BarSeries {
  try BarSeries(
    name: "made",
    bars: quotes.enumerated().map { index, quote in
      try Bar(
        timestamp: Timestamp(microseconds: Int64(index) * Timestamp.microsecondsPerDay),
        open: whole(quote.open), high: whole(quote.high), low: whole(quote.low),
        close: whole(quote.close))
    })
}

/// Bars that never move within a day.
func steps(_ prices: [Int64]) throws -> BarSeries {
  try bars(prices.map { ($0, $0, $0, $0) })
}

/// A price of whole currency units.
func whole(_ units: Int64) -> Price { Price(units: units * 100_000_000) }

/// A random market and a random script, for laws that hold for every session.
struct RandomSession {
  let series: BarSeries
  let rule: ScriptedRule
  let configuration: SessionConfiguration

  init(seed: UInt64) throws {
    var stream = RandomStream(seed: seed, purpose: "random session")
    var close = 50_00 + Int64(stream.index(below: 50_00))
    var made: [Bar] = []
    var script: [Signal] = []
    let choices: [Signal] = [
      .abstain, .abstain, .view(.long), .view(.short), .view(.flat), .view(.long),
    ]
    for index in 0..<150 {
      func move() -> Int64 { Int64(stream.index(below: 400)) - 195 }
      let open = max(100, close + move())
      close = max(100, open + move())
      let high = max(open, close) + Int64(stream.index(below: 100))
      let low = max(50, min(open, close) - Int64(stream.index(below: 100)))
      func cents(_ value: Int64) -> Price { Price(units: value * 1_000_000 + 37) }
      made.append(
        try Bar(
          timestamp: Timestamp(microseconds: Int64(index) * Timestamp.microsecondsPerDay),
          open: cents(open), high: cents(high), low: cents(low), close: cents(close)))
      script.append(choices[stream.index(below: choices.count)])
    }
    series = try BarSeries(name: "random", bars: made)
    rule = ScriptedRule(script: script)
    func maybe(_ bound: Int) -> Int64? {
      stream.index(below: 2) == 0 ? nil : 1 + Int64(stream.index(below: bound))
    }
    configuration = SessionConfiguration(
      initialCapital: Money(cents: 1_00 + Int64(stream.index(below: 10_000_000))),
      costs: CostModel(
        commission: Int64(stream.index(below: 5000)), slippage: Int64(stream.index(below: 5000))),
      sizing: PositionSizing(
        equityMillionths: 1 + Int64(stream.index(below: 1_000_000)),
        lot: Quantity(units: 1 + Int64(stream.index(below: 20_000)))),
      margin: MarginPolicy(),
      exits: ExitPolicy(
        stopMillionths: maybe(200_000), targetMillionths: maybe(200_000),
        maximumBars: maybe(20).map(Int.init)))
  }

  func run(rule other: (any TradingRule)? = nil) throws -> TradingSession {
    try Backtest.run(series, rule: other ?? rule, configuration: configuration)
  }
}
