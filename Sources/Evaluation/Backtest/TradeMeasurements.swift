// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the closed trades say, with intervals from resampling blocks of trades in order of entry.

import Execution
import MarketData

/// Measures the trades that a candidate closed itself.
public func tradeMeasurements(
  _ trades: [ClosedTrade], spanInDays: Int, settings: MeasurementSettings
) -> [Measurement] {
  let counted = Measurement.counted(.closedTrades, trades.count, unit: tradeUnit)
  guard !trades.isEmpty else {
    let missing: [MeasurementID] = [
      .totalProfit, .monthlyProfit, .winRate, .profitFactor, .expectancy,
    ]
    return [counted]
      + missing.map { .missing($0, unit: tradeUnit, reason: "no closed trades") }
  }
  let profits = trades.sorted { $0.entryIndex < $1.entryIndex }.map(\.profit)
  return [counted] + profitMeasurements(profits, spanInDays: spanInDays, settings: settings)
    + [winRateMeasurement(profits, settings: settings)]
}

/// The unit of everything that is counted in closed trades.
public let tradeUnit = "closed trades"

private func winRateMeasurement(
  _ profits: [Money], settings: MeasurementSettings
) -> Measurement {
  let rate = WinRate(profits)
  let interval = rate.interval(level: settings.level)
  return Measurement(
    id: .winRate, estimate: rate.fraction, lower: interval?.lower, upper: interval?.upper,
    count: rate.wins + rate.losses, unit: tradeUnit, method: "Wilson score interval")
}

private func profitMeasurements(
  _ profits: [Money], spanInDays: Int, settings: MeasurementSettings
) -> [Measurement] {
  let count = profits.count
  let amounts = profits.map(\.value)
  let intervals = settings.bootstrap.intervals(
    count: count, statisticCount: 2, purpose: "closed trades"
  ) { positions, values in
    var gain = 0.0
    var loss = 0.0
    for position in positions {
      let amount = amounts[position]
      if amount > 0 { gain += amount } else { loss -= amount }
    }
    values[0] = gain - loss
    values[1] = loss > 0 ? gain / loss : gain > 0 ? .infinity : .nan
  }
  let total = profits.reduce(Money.zero, +).value
  let months = Double(spanInDays) / 30
  func scaled(_ id: MeasurementID, by factor: Double) -> Measurement {
    Measurement(
      id: id, estimate: Statistic(total * factor), lower: intervals[0].map { $0.lower * factor },
      upper: intervals[0].map { $0.upper * factor }, count: count, unit: tradeUnit,
      method: bootstrapMethod)
  }
  return [
    scaled(.totalProfit, by: 1),
    months > 0
      ? scaled(.monthlyProfit, by: 1 / months)
      : .missing(.monthlyProfit, unit: tradeUnit, reason: "the series spans no whole day"),
    Measurement(
      id: .profitFactor, estimate: profitFactor(profits), lower: intervals[1]?.lower,
      upper: intervals[1]?.upper, count: count, unit: tradeUnit, method: bootstrapMethod),
    scaled(.expectancy, by: 1 / Double(count)),
  ]
}

let bootstrapMethod = "stationary bootstrap, percentiles"
