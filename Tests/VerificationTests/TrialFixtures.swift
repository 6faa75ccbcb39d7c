// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Execution
import Forecasting
import MarketData
import PortfolioRisk
import Promotion
import Signals
import Verification

/// A candidate with round numbers around a rule.
func candidate(
  _ name: String, rule: @escaping @Sendable () -> any TradingRule
) -> Candidate {
  Candidate(
    name: name,
    session: SessionConfiguration(
      initialCapital: Money(cents: 100_000_00), costs: CostModel(commission: 100, slippage: 200),
      sizing: PositionSizing(equityMillionths: 250_000, lot: Quantity(units: 10_000)),
      margin: MarginPolicy(),
      exits: ExitPolicy(stopMillionths: nil, targetMillionths: nil, maximumBars: nil)),
    forecaster: ForecasterSettings(
      model: Autoregression(order: 1, window: 250), input: .logReturn, horizon: 1, training: 500,
      test: 60), makeRule: rule)
}

/// The three controls as the bundled files describe them.
func controls(seed: UInt64) -> [Control] {
  let good = ForecastThreshold.Settings(
    horizon: 1, window: 250, refitInterval: 20, roundTripCost: 0.0006, threshold: 0.002,
    below: .short)
  return [
    Control(role: .lookAhead, candidate: candidate("cheat") { LookAheadRule() }),
    Control(role: .noise, candidate: candidate("noise") { NoiseRule(seed: seed, meanBars: 3) }),
    Control(
      role: .knownGood,
      candidate: candidate("good") {
        ForecastThreshold(model: Autoregression(order: 1, window: 250), settings: good)
      }),
  ]
}

/// A policy of the size of the bundled one.
func policy(profitFactor: Double = 1.5, required: [String] = ["s"]) throws -> PromotionPolicy {
  try PromotionPolicy(
    confidence: 0.95, resamples: 499, certificateDays: 1,
    criteria: [
      Criterion(set: "s", measurement: .closedTrades, bound: .atLeast(30)),
      Criterion(set: "s", measurement: .profitFactor, bound: .above(profitFactor)),
      Criterion(set: "s", measurement: .winRate, bound: .above(0.5)),
      Criterion(set: "s", measurement: .alpha, bound: .above(0)),
      Criterion(set: "s", measurement: .rmseRatio, bound: .atMost(1.1)),
      Criterion(set: "s", measurement: .violationRate, bound: .atMost(0.25)),
      Criterion(set: "lax", measurement: .capital, bound: .atLeast(1)),
    ], requiredSets: required)
}
