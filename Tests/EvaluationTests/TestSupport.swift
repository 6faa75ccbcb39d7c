// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Execution
import MarketData
import NumericKernels
import PortfolioRisk
import Signals

/// Numbers in (−½, ½) from the generator of scripts/reference/evaluation.py.
func referenceNumbers(_ count: Int) -> [Double] {
  var state: UInt32 = 777
  return (0..<count).map { _ in
    state = 1_664_525 &* state &+ 1_013_904_223
    return Double(state) / 0x1p32 - 0.5
  }
}

/// |value − truth| / |truth|; the absolute error where the truth is zero, infinite for no value.
func relativeError(_ value: Double?, _ truth: Double) -> Double {
  guard let value else { return .infinity }
  if value == truth { return 0 }
  return truth == 0 ? abs(value) : abs(value - truth) / abs(truth)
}

/// Daily bars whose four prices are equal, from 2000-01-01 on.
func series(closes: [Double]) -> BarSeries {
  let day: Int64 = 86_400_000_000
  let prices = closes.map { Price(units: Int64(($0 * 1e8).rounded())) }
  return BarSeries(
    name: "test",
    timestamps: closes.indices.map { Timestamp(microseconds: Int64($0 + 10_957) * day) },
    opens: prices, highs: prices, lows: prices, closes: prices, volumes: nil)
}

/// Daily bars whose log returns are given, from 100 on.
func series(logReturns: [Double]) -> BarSeries {
  var closes = [100.0]
  for value in logReturns { closes.append(closes[closes.count - 1] * exponential(value)) }
  return series(closes: closes)
}

/// eˣ for |x| < 1 from its series.
private func exponential(_ value: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  for index in 1...24 {
    term *= value / Double(index)
    sum += term
  }
  return sum
}

/// Log returns rₜ = φrₜ₋₁ + 0.01·z.
func autoregressiveReturns(_ count: Int, coefficient: Double, seed: UInt64) -> [Double] {
  var stream = RandomStream(seed: seed, purpose: "autoregressive returns")
  var last = 0.0
  return (0..<count).map { _ in
    last = coefficient * last + 0.01 * stream.normal()
    return last
  }
}

/// A rule that says what a list says, bar by bar.
struct ScriptedRule: TradingRule {
  let views: [Direction]

  mutating func signal(after history: BarHistory) -> Signal {
    .view(views[history.currentIndex])
  }
}

/// The record of a session without costs that puts all its equity into each view.
func record(
  _ series: BarSeries, capital: Int64 = 10_000, rule: any TradingRule
) throws -> SessionRecord {
  let configuration = SessionConfiguration(
    initialCapital: Money(cents: capital * 100), costs: CostModel(commission: 0, slippage: 0),
    sizing: PositionSizing(equityMillionths: 1_000_000, lot: Quantity(units: 1)),
    margin: MarginPolicy(),
    exits: ExitPolicy(stopMillionths: nil, targetMillionths: nil, maximumBars: nil))
  return try Backtest.run(series, rule: rule, configuration: configuration).record
}

/// Amounts in whole currency units.
func money(_ amounts: [Int64]) -> [Money] { amounts.map { Money(cents: $0 * 100) } }

extension [Measurement] {
  /// The measurement of a statistic, which must be there once.
  subscript(id: MeasurementID) -> Measurement? {
    let found = filter { $0.id == id }
    return found.count == 1 ? found[0] : nil
  }
}
