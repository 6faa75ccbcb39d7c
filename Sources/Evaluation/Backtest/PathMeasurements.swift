// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the equity path says beside that of buying and holding, with intervals from resampling
// blocks of bars, the same bars for both paths.

import Execution
import MarketData
import RealModule

/// The unit of everything that is counted in bars.
public let barUnit = "bars"

/// Measures a session's equity path against a benchmark's on the same bars.
///
/// A session that never held a position has shown nothing: everything is missing.
public func pathMeasurements(
  _ record: SessionRecord, benchmark: SessionRecord, series: BarSeries,
  settings: MeasurementSettings
) -> [Measurement] {
  let days = Measurement.counted(.days, series.spanInDays, unit: "days")
  let capital = Measurement(
    id: .capital, estimate: .finite(record.capital.value), lower: record.capital.value,
    upper: record.capital.value, count: 1, unit: "account", method: Measurement.statedMethod)
  guard let barsPerYear = series.barsPerYear, !record.fills.isEmpty else {
    let reason = record.fills.isEmpty ? "no position was ever held" : "fewer than two bars"
    return [days, capital]
      + pathStatistics.map { .missing($0, unit: barUnit, reason: reason) }
  }
  let path = EquityPath(
    capital: record.capital, equity: record.equity, barsPerYear: barsPerYear)
  let other = EquityPath(
    capital: benchmark.capital, equity: benchmark.equity, barsPerYear: barsPerYear)
  let intervals = pathIntervals(path, benchmark: other, settings: settings)
  let estimates = pathEstimates(path, benchmark: other)
  var measurements = [days, capital]
  for (index, id) in bootstrappedStatistics.enumerated() {
    measurements.append(
      Measurement(
        id: id, estimate: estimates[index], lower: intervals[index]?.lower,
        upper: intervals[index]?.upper, count: record.equity.count, unit: barUnit,
        method: bootstrapMethod))
  }
  measurements.append(exact(.exposure, exposure(record), bars: record.equity.count))
  measurements.append(
    exact(.turnover, turnover(record, barsPerYear: barsPerYear), bars: record.equity.count))
  return measurements
}

private let bootstrappedStatistics: [MeasurementID] = [
  .annualReturn, .alpha, .sharpeRatio, .sortinoRatio, .maximumDrawdown,
]
private let pathStatistics = bootstrappedStatistics + [.exposure, .turnover]

private func exact(_ id: MeasurementID, _ statistic: Statistic, bars: Int) -> Measurement {
  Measurement(
    id: id, estimate: statistic, lower: statistic.finiteValue, upper: statistic.finiteValue,
    count: bars, unit: barUnit, method: Measurement.countedMethod)
}

private func pathEstimates(_ path: EquityPath, benchmark: EquityPath) -> [Statistic] {
  let logs = path.logReturns
  let returns = path.returns
  return [
    annualReturn(logReturns: logs, barsPerYear: path.barsPerYear),
    alpha(logReturns: logs, benchmark: benchmark.logReturns, barsPerYear: path.barsPerYear),
    sharpeRatio(returns, barsPerYear: path.barsPerYear),
    sortinoRatio(returns, barsPerYear: path.barsPerYear),
    maximumDrawdown(path),
  ]
}

private func pathIntervals(
  _ path: EquityPath, benchmark: EquityPath, settings: MeasurementSettings
) -> [(lower: Double, upper: Double)?] {
  let logs = path.logReturns
  let otherLogs = benchmark.logReturns
  let returns = path.returns
  let root = path.barsPerYear.squareRoot()
  return settings.bootstrap.intervals(
    count: logs.count, statisticCount: bootstrappedStatistics.count, purpose: "bars"
  ) { positions, values in
    var sums = ResampleSums()
    for position in positions {
      sums.add(log: logs[position], otherLog: otherLogs[position], simple: returns[position])
    }
    let count = Double(positions.count)
    let own = Double.expMinusOne(sums.log / count * path.barsPerYear)
    let other = Double.expMinusOne(sums.otherLog / count * path.barsPerYear)
    let mean = sums.simple / count
    let variance = (sums.square - count * mean * mean) / (count - 1)
    let downside = (sums.downsideSquare / count).squareRoot()
    values[0] = own
    values[1] = own - other
    values[2] = variance > 0 ? mean / variance.squareRoot() * root : .nan
    values[3] = downside > 0 ? mean / downside * root : mean > 0 ? .infinity : .nan
    values[4] = 1 - .exp(sums.deepest)
  }
}

/// Sums over one resampled path, gathered in one pass.
private struct ResampleSums {
  var log = 0.0
  var otherLog = 0.0
  var simple = 0.0
  var square = 0.0
  var downsideSquare = 0.0
  /// The largest fall of the summed log returns below their running maximum, zero or negative.
  var deepest = 0.0
  private var peak = 0.0

  mutating func add(log: Double, otherLog: Double, simple: Double) {
    self.log += log
    self.otherLog += otherLog
    self.simple += simple
    square += simple * simple
    if simple < 0 { downsideSquare += simple * simple }
    if self.log > peak { peak = self.log }
    deepest = min(deepest, self.log - peak)
  }
}
