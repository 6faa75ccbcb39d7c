// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Execution
import MarketData
import NumericKernels
import Signals
import Testing

private func path(_ equity: [Int64], capital: Int64 = 100, barsPerYear: Double = 252) -> EquityPath
{
  EquityPath(
    capital: Money(cents: capital * 100), equity: money(equity), barsPerYear: barsPerYear)
}

struct PathStatisticsTests {
  /// Catches: divisor n in the Sharpe ratio; the downside deviation over losing bars only.
  @Test func `Sharpe and Sortino ratios are the published ones`() {
    let returns: [Double] = [
      0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526,
    ]
    let sortino = [0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04]
    let excess = returns.map { $0 - 0.05 }
    let values = [
      sharpeRatio(excess, barsPerYear: 1), sortinoRatio(sortino, barsPerYear: 1),
      sharpeRatio(excess, barsPerYear: 12), sortinoRatio(sortino, barsPerYear: 12),
    ].map(\.finiteValue)
    let truths = ReferenceNumbers.ratios + ReferenceNumbers.ratios.map { $0 * 12.0.squareRoot() }
    let worst = zip(values, truths).map { relativeError($0, $1) }.max()
    #expect((worst ?? 1) <= 1e-14)
  }

  /// Law R3.
  @Test func `Ratios do not see a scale, and losing what was gained turns the sign`() {
    let returns = referenceNumbers(200).map { $0 + 0.05 }
    let sharpe = sharpeRatio(returns, barsPerYear: 252).finiteValue ?? 0
    let sortino = sortinoRatio(returns, barsPerYear: 252).finiteValue ?? 0
    let errors = [
      relativeError(sharpeRatio(returns.map { $0 * 1e-5 }, barsPerYear: 252).finiteValue, sharpe),
      relativeError(sharpeRatio(returns.map { -$0 }, barsPerYear: 252).finiteValue, -sharpe),
      relativeError(sortinoRatio(returns.map { $0 * 1e-5 }, barsPerYear: 252).finiteValue, sortino),
    ]
    #expect(errors.allSatisfy { $0 <= 1e-13 } && sharpe > 0 && sortino > 0)
  }

  /// Catches: one pass of squares, whose rounding noise passes for a deviation.
  @Test func `Returns that never change have no ratio, and no loss has an infinite one`() {
    var wrong = 0
    for (index, value) in ([0, 0.1] + referenceNumbers(400).map { $0 / 3 }).enumerated() {
      let returns = [Double](repeating: value, count: 2 + index)
      if sharpeRatio(returns, barsPerYear: 252).extendedValue != nil { wrong += 1 }
    }
    let sortino = [[0, 0, 0.1], [0, 0], []].map { sortinoRatio($0, barsPerYear: 252) }
    #expect(wrong == 0 && sortino[0] == .infinite)
    #expect(sortino[1...].allSatisfy { $0.extendedValue == nil })
    #expect(sharpeRatio([0.1], barsPerYear: 252).extendedValue == nil)
  }

  /// Catches: a running maximum that starts at the first bar.
  @Test(
    arguments: [
      ([90], 0.1), ([90, 120, 60, 130, 100], 0.5), ([100, 101, 102], 0), ([50, 40, 45, 80], 0.6),
      ([200, 100, 300, 160, 299], 0.5), ([0], 1), ([-20, 50], 1.2),
    ] as [([Int64], Double)])
  func `The largest fall counts from the capital paid in`(equity: [Int64], fall: Double) {
    let statistic = maximumDrawdown(path(equity)).finiteValue
    #expect(relativeError(statistic, fall) <= 1e-15)
  }

  /// Law R6.
  @Test func `Drawdowns do not see a scale, and a part falls no more than the whole`() {
    let equity = referenceNumbers(100).map { Int64(($0 + 1) * 1000) }
    let whole = maximumDrawdown(path(equity, capital: 1000)).finiteValue ?? 0
    let scaled = maximumDrawdown(path(equity.map { $0 * 7 }, capital: 7000)).finiteValue ?? 9
    let parts = (1...100).map {
      maximumDrawdown(path(Array(equity[..<$0]), capital: 1000)).finiteValue ?? 9
    }
    #expect(abs(whole - scaled) <= 1e-15 && parts.last == whole)
    #expect(zip(parts.dropFirst(), parts).allSatisfy { $0 >= $1 })
    #expect(maximumDrawdown(path([])).extendedValue == nil)
  }

  /// Catches: a year of one bar more; half of the benchmark subtracted.
  @Test func `Growth compounds to a year, and a path has no alpha over itself`() {
    let twice = path([110, 140, 150, 200], barsPerYear: 4).logReturns
    let years = path([110, 140, 150, 200], barsPerYear: 8).logReturns
    let values = [
      annualReturn(logReturns: twice, barsPerYear: 4),
      annualReturn(logReturns: years, barsPerYear: 8),
      annualReturn(logReturns: path([0, 0]).logReturns, barsPerYear: 252),
      alpha(logReturns: twice, benchmark: twice, barsPerYear: 4),
      alpha(logReturns: twice, benchmark: [0, 0, 0, 0], barsPerYear: 4),
    ].map(\.finiteValue)
    let worst = zip(values, [1, 3, -1, 0, 1]).map { relativeError($0, $1) }.max()
    #expect((worst ?? 1) <= 1e-14 && values[3] == 0)
    #expect(annualReturn(logReturns: [], barsPerYear: 252).extendedValue == nil)
  }

  /// Catches: a year of 365 days.
  @Test func `A year has 365.25 daily bars and a span counts from first to last`() {
    let bars = series(closes: [Double](repeating: 5, count: 11))
    let perYear = bars.barsPerYear
    #expect(relativeError(perYear, 365.25) <= 1e-15 && bars.spanInDays == 10)
    #expect(series(closes: [5]).barsPerYear == nil && series(closes: [5]).spanInDays == 0)
  }

  /// By hand: all of 10 000 goes long at 100 after bar 0, so it is held at the ends of bars 1 and
  /// 2; then out, then short at the ends of bars 4 and 5. Half of five fills of 10 000 is 25 000.
  /// Catches: both ways counted; a short not counted as held.
  @Test func `Exposure and turnover follow the hand calculation`() throws {
    let flat = series(closes: [Double](repeating: 100, count: 8))
    let views: [Direction] = [.long, .long, .flat, .short, .short, .long, .long, .long]
    let session = try record(flat, rule: ScriptedRule(views: views))
    // Bars:  0 -   1 L   2 L   3 -   4 S   5 S   6 L   7 L
    let held = exposure(session)
    let traded = turnover(session, barsPerYear: 252).finiteValue
    #expect(session.fills.count == 5 && held == .finite(6.0 / 8.0))
    #expect(relativeError(traded, 2.5 * 252 / 8) <= 1e-14)
    let idle = try record(flat, rule: ScriptedRule(views: views.map { _ in .flat }))
    #expect(exposure(idle) == .finite(0) && turnover(idle, barsPerYear: 252) == .finite(0))
  }

  /// Law A28 and alpha of a path against itself through the whole measurement.
  /// Catches: different bars resampled for the two paths.
  @Test func `Measurements of holding against holding have alpha zero, of idling nothing`() throws {
    let bars = series(logReturns: autoregressiveReturns(200, coefficient: 0, seed: 1))
    let settings = MeasurementSettings(level: 0.9, resamples: 199, seed: 5)
    let holding = try record(bars, rule: BuyAndHold())
    let idle = try record(bars, rule: ScriptedRule(views: bars.closes.map { _ in .flat }))
    let measured = pathMeasurements(holding, benchmark: holding, series: bars, settings: settings)
    let nothing = pathMeasurements(idle, benchmark: holding, series: bars, settings: settings)
    let excess = try #require(measured[.alpha])
    #expect(excess.estimate == .finite(0) && excess.lower == 0 && excess.upper == 0)
    let ids: [MeasurementID] = [
      .annualReturn, .sharpeRatio, .sortinoRatio, .maximumDrawdown, .exposure, .turnover,
    ]
    var wrong: [MeasurementID] = []
    for id in ids {
      guard let some = measured[id], let none = nothing[id], let lower = some.lower,
        let upper = some.upper, some.estimate.finiteValue != nil, lower <= upper,
        none.estimate.extendedValue == nil, none.lower == nil, none.count == 0
      else {
        wrong.append(id)
        continue
      }
    }
    #expect(wrong.isEmpty && nothing[.days]?.estimate == .finite(200))
  }

  /// Prices that make the trades +150, +100 and −50 of the worked example, 10 000 a trade.
  /// Catches: a month of 31 days.
  @Test func `Measurements of trades carry the worked example and ordered intervals`() throws {
    let closes = [100, 100, 101.5, 101.5, 101.5, 102.5, 102.5, 102.5, 102, 102]
    let views: [Direction] = [.long, .flat, .flat, .long, .flat, .flat, .long, .flat, .flat, .flat]
    let bars = series(closes: closes)
    let session = try record(bars, rule: ScriptedRule(views: views))
    let profits = session.trades.map(\.profit)
    // All equity is invested: 10 000 · 1.5 %, 10 150 · 1/101.5, −10 250 · 0.5/102.5.
    #expect(profits.map(\.cents) == [15_000, 10_000, -5_000])
    let settings = MeasurementSettings(level: 0.9, resamples: 999, seed: 5)
    let measured = tradeMeasurements(
      session.evidentTrades, spanInDays: bars.spanInDays, settings: settings)
    let ids: [MeasurementID] = [
      .closedTrades, .totalProfit, .monthlyProfit, .winRate, .profitFactor, .expectancy,
    ]
    let truths = [3, 200, 200 / 0.3, 2.0 / 3.0, 5, 200.0 / 3.0]
    let errors = zip(ids, truths).map { relativeError(measured[$0]?.estimate.finiteValue, $1) }
    #expect(errors.allSatisfy { $0 <= 1e-14 })
    let outside = zip(ids, truths).filter { id, truth in
      guard let lower = measured[id]?.lower, let upper = measured[id]?.upper else { return true }
      return !(lower <= truth && truth <= upper)
    }
    #expect(outside.isEmpty && measured[.profitFactor]?.upper == .infinity)
    let total = measured[.totalProfit]?.upper
    #expect(relativeError(measured[.expectancy]?.upper.map { $0 * 3 }, total ?? 0) <= 1e-14)
    let empty = tradeMeasurements([], spanInDays: 9, settings: settings)
    #expect(ids.dropFirst().allSatisfy { empty[$0]?.estimate.extendedValue == nil })
  }
}
