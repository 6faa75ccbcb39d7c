// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rules are causal, agree with a plain twin, and do not care about the currency.
// Planted faults caught here: fast and slow swapped; ≥ for > at equal averages; a window one bar
// short; the edge floored at zero; the cost taken once instead of twice.

import Forecasting
import MarketData
import Signals
import Testing

@Suite struct RuleTests {
  @Test func crossoverAgreesWithAPlainTwinAtEveryBar() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let series = try walk(seed: seed, count: 300)
      let rule = MovingAverageCrossover(fast: 5, slow: 13, below: .short)
      let same = signals(rule, series) == plainCrossover(series, fast: 5, slow: 13)
      #expect(same, "seed \(seed)")
    }
  }

  @Test func equalAveragesKeepTheLastView() throws {
    // A constant price after a rise: both averages become equal, and the view stays long.
    let closes = [10, 10, 10, 10, 12, 14] + [Int](repeating: 14, count: 20)
    let series = try flatBars(closes.map { Int64($0) * 100_000_000 })
    let last = signals(MovingAverageCrossover(fast: 2, slow: 4, below: .short), series).last
    #expect(last == .view(.long))
  }

  @Test func signalsDoNotDependOnTheFuture() throws {
    let series = try walk(seed: 7, count: 200)
    let model = Autoregression(order: 1, window: 40)
    let makers: [() -> any TradingRule] = [
      { MovingAverageCrossover(fast: 3, slow: 9, below: .flat) }, { BuyAndHold() },
      { ForecastThreshold(model: model, settings: settings(cost: 0)) },
    ]
    for make in makers {
      let whole = signals(make(), series)
      for cut in stride(from: 1, to: 200, by: 17) {
        let part = signals(make(), series.prefix(cut))
        let agrees = part[...] == whole[..<cut]
        #expect(agrees)
      }
    }
  }

  @Test func signalsDoNotDependOnTheCurrency() throws {
    let series = try walk(seed: 9, count: 200)
    let scaled = try flatBars(series.closes.map { $0.units * 8 })
    let model = Autoregression(order: 1, window: 40)
    let crossover = MovingAverageCrossover(fast: 3, slow: 9, below: .short)
    #expect(signals(crossover, series) == signals(crossover, scaled))
    let threshold = ForecastThreshold(model: model, settings: settings(cost: 0.0001))
    #expect(signals(threshold, series) == signals(threshold, scaled))
  }

  @Test func aRuleIsFlatWhereTheEdgeDoesNotPayItsCost() throws {
    let series = try walk(seed: 3, count: 300)
    let rule = ForecastThreshold(
      model: Autoregression(order: 1, window: 40), settings: settings(cost: 0.5))
    let views = Set(signals(rule, series))
    #expect(views == [.abstain, .view(.flat)])
  }

  @Test func aFitThatFailsIsAnAbstention() throws {
    let series = try flatBars([Int64](repeating: 100_000_000, count: 100))
    let rule = ForecastThreshold(
      model: Autoregression(order: 1, window: 40), settings: settings(cost: 0))
    let views = Set(signals(rule, series))
    #expect(views == [.abstain])
  }

  @Test func anEdgeIsFollowedToItsSide() throws {
    // Returns that alternate in sign: an AR(1) forecasts the next one to be the opposite.
    var units: Int64 = 100_000_000_000
    var closes: [Int64] = []
    for index in 0..<200 {
      units = index % 2 == 0 ? units / 100 * 101 : units / 101 * 100
      units += Int64(index % 7) * 1_000_000
      closes.append(units)
    }
    let series = try flatBars(closes)
    let said = signals(
      ForecastThreshold(model: Autoregression(order: 1, window: 40), settings: settings(cost: 0)),
      series)
    var right = 0
    for index in 60..<199 {
      let up = closes[index + 1] > closes[index]
      if said[index] == .view(up ? .long : .short) { right += 1 }
    }
    #expect(right == 139)
  }
}

private func settings(cost: Double) -> ForecastThreshold.Settings {
  ForecastThreshold.Settings(
    horizon: 1, window: 40, refitInterval: 5, roundTripCost: cost, threshold: 0, below: .short)
}

private func signals(_ rule: any TradingRule, _ series: BarSeries) -> [Signal] {
  var rule = rule
  var history = BarHistory(of: series, feed: .batch)
  return (0..<series.count).map { _ in
    history.advance()
    return rule.signal(after: history)
  }
}

private func plainCrossover(_ series: BarSeries, fast: Int, slow: Int) -> [Signal] {
  var view: Direction?
  return (0..<series.count).map { index in
    guard index + 1 >= slow else { return .abstain }
    func sum(_ lookback: Int) -> Int64 {
      series.closes[(index + 1 - lookback)...index].reduce(0) { $0 + $1.units }
    }
    let (left, right) = (sum(fast) * Int64(slow), sum(slow) * Int64(fast))
    if left > right { view = .long }
    if left < right { view = .short }
    return view.map { .view($0) } ?? .abstain
  }
}

private func walk(seed: UInt64, count: Int) throws -> BarSeries {
  var state = seed
  var units: Int64 = 10_000_000_000
  return try flatBars(
    (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      units += Int64(state >> 33) % 200_000_001 - 100_000_000
      units = max(units, 1_000_000_000)
      return units
    })
}

private func flatBars(_ units: [Int64]) throws -> BarSeries {
  try BarSeries(
    name: "made",
    bars: units.enumerated().map { index, value in
      let price = Price(units: value)
      return try Bar(
        timestamp: Timestamp(microseconds: Int64(index) * Timestamp.microsecondsPerDay),
        open: price, high: price, low: price, close: price)
    })
}
