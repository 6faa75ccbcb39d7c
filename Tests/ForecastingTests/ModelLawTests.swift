// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws that every model of the catalogue keeps (sheet 9.2). A model joins by a line in `ModelCase`.
// "Catches" names the faults that were planted.

import Forecasting
import NumericKernels
import Testing

struct ModelLawTests {
  /// Catches: a model added to the catalogue and to no law.
  @Test func `Every model of the catalogue is under these laws`() {
    let tested = Set(ModelCase.all.map(\.pattern))
    #expect(tested == Set(ModelSpecification.catalogue.map(\.pattern)))
  }

  /// Laws F1, F2 and F3: x → c·x + b gives c·mean + b and |c|·error, for negative c, too.
  /// Catches: an epsilon of 10⁻⁸ added to a variance.
  @Test(arguments: ModelCase.all)
  func `Forecasts move and scale with the data`(model: ModelCase) throws {
    let series = referenceSeries(120)
    let plain = try model.model().fit(series).forecast(horizon: 8, after: series[...])
    var worst = 0.0
    for (scale, shift) in [(4.0, 0.0), (1e-6, 0), (-2, 0), (0.5, 300), (-1e3, -7)]
    where model.isSharp && (shift == 0 || model.shifts) {
      let moved = series.map { scale * $0 + shift }
      let steps = try model.model().fit(moved).forecast(horizon: 8, after: moved[...])
      for (step, base) in zip(steps, plain) {
        worst = max(worst, abs(step.mean - (scale * base.mean + shift)) / abs(scale))
        worst = max(worst, abs(step.standardError / abs(scale) - base.standardError))
      }
    }
    #expect(worst <= 1e-10)
  }

  /// Law F6, bit for bit. Catches: a flat forecast of the last horizon's error.
  @Test(arguments: ModelCase.all)
  func `A shorter horizon is the beginning of a longer one`(model: ModelCase) throws {
    let series = referenceSeries(120)
    let fitted = try model.model().fit(series)
    let long = fitted.forecast(horizon: 12, after: series[...])
    let wrong = (1...12).filter {
      fitted.forecast(horizon: $0, after: series[...]) != Array(long[..<$0])
    }
    #expect(long.count == 12 && wrong.isEmpty)
  }

  /// Laws F7, F8 and F9. Catches: ends of the interval swapped; the level not
  /// halved.
  @Test(arguments: ModelCase.all)
  func `Errors are positive, never shrink with the horizon, and intervals nest`(
    model: ModelCase
  ) throws {
    let series = referenceSeries(120)
    let steps = try model.model().fit(series).forecast(horizon: 12, after: series[...])
    var wrong: [Int] = []
    for (index, step) in steps.enumerated() {
      let before = index == 0 ? step.standardError : steps[index - 1].standardError
      var holds = step.standardError > 0 && step.standardError.isFinite
      let grows = model.isVolatility || step.standardError >= before * (1 - 1e-15)
      holds = holds && grows && step.quantile(0.5) == step.mean
      var inner = (lower: step.mean, upper: step.mean)
      for level in [0.01, 0.5, 0.8, 0.9, 0.95, 0.999] {
        let outer = step.predictionInterval(level: level)
        holds = holds && outer.lower < inner.lower && inner.upper < outer.upper
        holds = holds && abs(outer.upper - step.quantile(0.5 + level / 2)) <= 1e-12
        holds = holds && abs(outer.lower - step.quantile(0.5 - level / 2)) <= 1e-12
        inner = outer
      }
      if !holds { wrong.append(index) }
    }
    #expect(wrong.isEmpty)
  }

  /// Law F10. A regression on a constant has no unique solution and says so.
  /// Catches: dependent columns let through; an epsilon added
  /// to a variance.
  @Test(arguments: ModelCase.all)
  func `A constant series gives a constant forecast or a typed error`(model: ModelCase) throws {
    var wrong: [Double] = []
    for level in [0.0, 1, -3, 0.1, 123.456, 1e6, 1e-6] {
      let series = [Double](repeating: level, count: 80)
      do {
        let fitted = try model.model().fit(series)
        let steps = fitted.forecast(horizon: 6, after: series[...])
        let flat = model.shifts ? level : 0
        let error = model.shifts ? 0 : abs(level)
        let holds = steps.allSatisfy {
          abs($0.mean - flat) <= 1e-10 * abs(level)
            && abs($0.standardError - error) <= 1e-10 * abs(level)
        }
        if !holds { wrong.append(level) }
      } catch FitError.degenerate {
        continue
      }
    }
    #expect(wrong.isEmpty)
  }

  /// Laws D7 and F5: the same bits whether the future exists or not, and from a slice of a longer
  /// array as from an array of its own. Catches: a place counted from
  /// the length of a slice.
  @Test(arguments: ModelCase.all)
  func `What comes after the history changes no bit`(model: ModelCase) throws {
    let full = referenceSeries(120).enumerated().map { $0 < 100 ? $1 : 1e9 }
    let own = Array(full[..<100])
    let first = try model.model().fit(own)
    let second = try model.model().fit(Array(full[..<100]))
    let slice = full[30..<100]
    let copy = Array(slice)
    let results = [slice, copy[...]].flatMap { history in
      [first, second].map { fitted in
        fitted.forecast(horizon: 7, after: history) + [
          fitted.sumForecast(horizon: 7, after: history)
        ]
      }
    }
    let summaries = [first.summary, second.summary]
    #expect(results.allSatisfy { $0 == results[0] } && summaries[0] == summaries[1])
  }

  /// Law F22. Catches: a residual with the sign turned.
  @Test(arguments: ModelCase.all)
  func `An observation is its fitted value plus its residual`(model: ModelCase) throws {
    let series = referenceSeries(120)
    let fitted = try model.model().fit(series)
    let summary = fitted.summary
    let residuals = summary.residuals
    let sums = (model.warmUp..<120).map { time in
      let step =
        model.followsHistory
        ? fitted.forecast(horizon: 1, after: series[..<time])[0].mean
        : summary.parameters[0].value + summary.parameters[1].value * Double(time + 1)
      return step + residuals[time - model.warmUp]
    }
    let worst = worstError(sums, Array(series[model.warmUp...]))
    #expect(residuals.count == 120 - model.warmUp && summary.observationCount == 120)
    #expect(worst <= 1e-12)
  }

  /// Catches: a minimum that is one too low.
  @Test(arguments: ModelCase.all)
  func `Too few observations are a typed error and enough are a fit`(model: ModelCase) throws {
    let configuration = try model.model()
    let minimum = configuration.minimumObservations
    let series = referenceSeries(minimum)
    var wrong: [Int] = []
    for count in 0..<minimum {
      do {
        _ = try configuration.fit(Array(series[..<count]))
        wrong.append(count)
      } catch {
        if error != .tooFewObservations(needed: minimum, have: count) { wrong.append(count) }
      }
    }
    let fitted = try configuration.fit(series)
    let steps = fitted.forecast(horizon: 2, after: series[...])
    #expect(wrong.isEmpty && steps.count == 2)
  }

  /// Law D12. Catches: NaN refused and infinity taken.
  @Test(arguments: ModelCase.all)
  func `An observation that is not finite is a typed error with its position`(
    model: ModelCase
  ) throws {
    let configuration = try model.model()
    var wrong: [Int] = []
    for bad in [Double.nan, .infinity, -.infinity] {
      for position in [0, 1, 70, 119] {
        var series = referenceSeries(120)
        series[position] = bad
        do {
          _ = try configuration.fit(series)
          wrong.append(position)
        } catch {
          guard case .notFinite(position, let value) = error, value == bad || bad.isNaN else {
            wrong.append(position)
            continue
          }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  /// Law K10 and the definition of the likelihood. Catches: ln n of all observations for that of
  /// the residuals; the small-sample term without its + 1.
  @Test(arguments: ModelCase.all)
  func `Likelihood and criteria follow their definitions`(model: ModelCase) throws {
    let summary = try model.model().fit(referenceSeries(120)).summary
    let likelihood = try #require(summary.logLikelihood)
    let criteria = [summary.aic, summary.aicc, summary.bic].map { $0 ?? .nan }
    let (count, size) = (Double(summary.residuals.count), Double(summary.freeParameterCount))
    let expected = [
      2 * size - 2 * likelihood,
      2 * size - 2 * likelihood + 2 * size * (size + 1) / (count - size - 1),
    ]
    #expect(worstError(Array(criteria[..<2]), expected) <= 1e-14)
    let logCount = size > 0 ? (criteria[2] + 2 * likelihood) / size : naturalLogarithm(count)
    #expect(abs(logCount - naturalLogarithm(count)) <= 1e-12)
    guard model.shifts, model.hasPlainLikelihood else { return }
    // With the variance at its maximum the likelihood is −n/2 (ln 2πσ² + 1).
    let variance = try #require(summary.parameters.last { $0.name == "variance" }).value
    let maximum = -count / 2 * (naturalLogarithm(2 * Double.pi * variance) + 1)
    #expect(worstError([likelihood], [maximum]) <= 1e-12)
    let estimated = summary.parameters.count
    #expect(summary.freeParameterCount == estimated)
  }
}

/// The natural logarithm from its series, independent of the library that the sources use.
private func naturalLogarithm(_ value: Double) -> Double {
  // ln(m · 2^e) = e ln 2 + 2 artanh((m − 1)/(m + 1)).
  let ratio = (value.significand - 1) / (value.significand + 1)
  var power = ratio
  var sum = 0.0
  for term in 0..<60 {
    sum += power / Double(2 * term + 1)
    power *= ratio * ratio
  }
  return Double(value.exponent) * 0.6931471805599453 + 2 * sum
}
