// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Forecasting
import MarketData
import Testing

private func settings(
  _ model: any ForecastModel, input: ForecasterSettings.Input, horizon: Int = 1, training: Int = 60,
  test: Int = 20
) -> ForecasterSettings {
  ForecasterSettings(model: model, input: input, horizon: horizon, training: training, test: test)
}

/// The naive forecast, whose fit fails for some lengths of the history.
private struct FragileModel: ForecastModel {
  let fails: @Sendable (Int) -> Bool
  var specification: String { "fragile" }
  var minimumObservations: Int { 2 }

  func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    if fails(observations.count) { throw .degenerate("as planned") }
    return try RandomWalk(drift: .zero).fit(observations)
  }
}

private let measuring = MeasurementSettings(level: 0.9, resamples: 199, seed: 9)

struct ForecastEvaluationTests {
  /// Catches: a ratio equal to the limit that violates it.
  @Test(arguments: [1, 3, 10])
  func `The naive forecast of log prices has ratio 1 exactly`(horizon: Int) throws {
    let bars = series(logReturns: autoregressiveReturns(300, coefficient: 0.3, seed: 2))
    let model = RandomWalk(drift: .zero)
    let evaluation = try evaluateForecaster(
      settings(model, input: .logPrice, horizon: horizon), series: bars)
    let measured = evaluation.measurements(violationLimit: 1, settings: measuring)
    let ratio = try #require(measured[.rmseRatio])
    #expect(evaluation.audits.allSatisfy { $0.ratio == .finite(1) })
    #expect(evaluation.pairs.forecasts.allSatisfy { $0 == 0 } && evaluation.failures.isEmpty)
    #expect(ratio.estimate == .finite(1) && ratio.lower == 1 && ratio.upper == 1)
    #expect(measured[.violationRate]?.estimate == .finite(0))
    let origins = 301 - horizon - 61
    #expect(ratio.count == origins && evaluation.training.count == 60)
  }

  /// The pairs against the plain definition: one origin after the other, refitted by hand.
  /// Catches: the history one observation short.
  @Test func `Every pair is the forecast from its origin and what came after it`() throws {
    let bars = series(logReturns: autoregressiveReturns(120, coefficient: 0.5, seed: 3))
    let logs = bars.closes.map { naturalLog($0.value) }
    let returns = zip(logs.dropFirst(), logs).map { $0 - $1 }
    let model = Autoregression(order: 1)
    let evaluation = try evaluateForecaster(
      settings(model, input: .logReturn, horizon: 2, training: 50, test: 15), series: bars)
    var worst = 0.0
    for (index, origin) in (51..<119).enumerated() {
      let fitted = try model.fit(Array(returns[..<(50 + index / 15 * 15)]))
      let forecast = fitted.sumForecast(horizon: 2, after: returns[..<origin]).mean
      worst = max(worst, abs(evaluation.pairs.forecasts[index] - forecast))
      worst = max(worst, abs(evaluation.pairs.actuals[index] - (logs[origin + 2] - logs[origin])))
    }
    #expect(evaluation.pairs.count == 68 && worst <= 1e-12)
  }

  /// Catches: a trend that forecasts the first origin of its window for all of them.
  @Test func `A trend along a perfect line is right at every origin of a window`() throws {
    let bars = series(logReturns: [Double](repeating: 0.01, count: 200))
    let evaluation = try evaluateForecaster(
      settings(LinearTrend(), input: .logPrice, horizon: 3), series: bars)
    let worst = evaluation.pairs.errors.map { abs($0) }.max()
    #expect((worst ?? 1) <= 1e-8 && evaluation.pairs.count == 137)
  }

  /// An AR(1) forecast of AR(1) returns keeps √(1 − φ²) of the naive error; of 3000 origins the
  /// ratio has a standard error below 0.01. Catches: the history one
  /// observation short.
  @Test(arguments: [0.6, -0.8])
  func `A planted autoregression is found to its theoretical ratio`(coefficient: Double) throws {
    let bars = series(
      logReturns: autoregressiveReturns(4000, coefficient: coefficient, seed: 4))
    let evaluation = try evaluateForecaster(
      settings(Autoregression(order: 1), input: .logReturn, training: 1000, test: 250), series: bars
    )
    let measured = evaluation.measurements(violationLimit: 0.95, settings: measuring)
    let ratio = try #require(measured[.rmseRatio])
    let truth = (1 - coefficient * coefficient).squareRoot()
    let estimate = try #require(ratio.estimate.finiteValue)
    let (lower, upper) = (try #require(ratio.lower), try #require(ratio.upper))
    #expect(abs(estimate - truth) < 0.03 && lower <= estimate && estimate <= upper)
    #expect(measured[.violationRate]?.estimate == .finite(0))
    // 90 % of 2999 origins, five standard errors.
    let share = try #require(evaluation.coverage.finiteValue)
    #expect(abs(share - 0.9) < 0.028)
  }

  /// Laws D6 and D7 of the whole evaluation: what is cut off changes nothing before it.
  /// Catches: a model fitted to its own test window.
  @Test(arguments: ["ar(2)", "naive", "drift", "ewma"])
  func `Evaluating a prefix gives the prefix of the audits`(text: String) throws {
    let model = try ModelSpecification.model(text)
    let bars = series(logReturns: autoregressiveReturns(260, coefficient: 0.4, seed: 5))
    let chosen = settings(model, input: .logReturn, horizon: 2)
    let whole = try evaluateForecaster(chosen, series: bars)
    var wrong: [Int] = []
    for count in [64, 83, 103, 104, 150, 260] {
      let part = try evaluateForecaster(chosen, series: bars.prefix(count))
      let complete = part.audits.filter { $0.window.count == 20 }
      let holds =
        complete == Array(whole.audits[..<complete.count])
        && part.pairs.forecasts == Array(whole.pairs.forecasts[..<part.pairs.count])
        && part.pairs.count == count - 2 - 61 && part.training == whole.training
      if !holds { wrong.append(count) }
    }
    #expect(wrong.isEmpty)
  }

  /// Catches: a failed fit that counts as nothing; a ratio equal to the limit that violates it.
  @Test func `A failed fit is a violation and an audit without a ratio`() throws {
    let bars = series(logReturns: autoregressiveReturns(280, coefficient: 0, seed: 6))
    let model = FragileModel { $0 == 81 || $0 == 141 || $0 == 161 }
    let evaluation = try evaluateForecaster(
      settings(model, input: .logPrice), series: bars)
    let measured = evaluation.measurements(violationLimit: 1, settings: measuring)
    let failed = evaluation.audits.filter { $0.ratio.extendedValue == nil }.map(\.window.lowerBound)
    let windows = evaluation.audits.count
    #expect(windows == 11 && failed == [81, 141, 161] && evaluation.failures.count == 3)
    #expect(measured[.violationRate]?.estimate == .finite(3.0 / 11))
    #expect(measured[.violationRate]?.count == 11)
    #expect(measured[.effectiveAudits]?.estimate == .finite(8))
    #expect(evaluation.pairs.count == 8 * 20 - 1)
  }

  @Test func `Where every fit fails or no price moves there is no ratio`() throws {
    let bars = series(logReturns: autoregressiveReturns(150, coefficient: 0, seed: 7))
    let failing = try evaluateForecaster(
      settings(FragileModel { _ in true }, input: .logPrice), series: bars)
    let still = try evaluateForecaster(
      settings(RandomWalk(drift: .zero), input: .logPrice),
      series: series(closes: [Double](repeating: 50, count: 150)))
    for evaluation in [failing, still] {
      let measured = evaluation.measurements(violationLimit: 1, settings: measuring)
      let statistics = [measured[.rmseRatio], measured[.violationRate]]
      #expect(statistics.allSatisfy { $0 != nil && $0?.estimate.extendedValue == nil })
      #expect(measured[.effectiveAudits]?.estimate == .finite(0))
    }
    #expect(failing.coverage.extendedValue == nil && still.coverage == .finite(1))
  }

  /// Law M20.
  @Test func `Too little history for one window is a typed error`() {
    let model = RandomWalk(drift: .zero)
    for (count, horizon) in [(0, 1), (1, 1), (62, 1), (64, 3)] {
      let bars = series(closes: (0..<count).map { 100 + Double($0) })
      #expect(throws: SplitError.self) {
        try evaluateForecaster(
          settings(model, input: .logPrice, horizon: horizon), series: bars)
      }
    }
  }
}

/// The natural logarithm from its series, independent of the library that the sources use.
private func naturalLog(_ value: Double) -> Double {
  let ratio = (value.significand - 1) / (value.significand + 1)
  var power = ratio
  var sum = 0.0
  for term in 0..<60 {
    sum += power / Double(2 * term + 1)
    power *= ratio * ratio
  }
  return Double(value.exponent) * 0.6931471805599453 + 2 * sum
}
