// SPDX-License-Identifier: GPL-3.0-or-later
//
// Single models against numbers and formulas that were made another way.

import Forecasting
import NumericKernels
import Testing

struct ModelNumberTests {
  /// Catches: residual variance with divisor n; ψ weights one lag late; steps of a sum taken for
  /// independent; the window taken from the start; the trend's index one step early.
  @Test(arguments: ReferenceFit.all.keys.sorted())
  func `Coefficients, forecasts and errors are numpy's`(text: String) throws {
    let truth = try #require(ReferenceFit.all[text])
    let series = referenceSeries(120)
    let fitted = try ModelSpecification.model(text).fit(series)
    let parameters = fitted.summary.parameters.dropLast()
    let steps = fitted.forecast(horizon: 6, after: series[...])
    let sum = fitted.sumForecast(horizon: 6, after: series[...])
    let worst = [
      worstError(parameters.map(\.value), truth.coefficients),
      worstError(parameters.map { $0.standardError ?? .nan }, truth.standardErrors),
      worstError(steps.map(\.mean), truth.means),
      worstError(steps.map(\.standardError), truth.errors),
      worstError([sum.mean, sum.standardError], truth.sum),
    ]
    #expect(worst.allSatisfy { $0 <= 1e-11 })
  }

  /// Brute force: 40 000 futures of the fitted equation. The mean has standard error σ/200 and the
  /// deviation σ/283; five of them. Catches: independent steps summed for an autoregression.
  @Test func `Errors of an autoregression and of its sum are those of simulated futures`() throws {
    let series = referenceSeries(120)
    let fitted = try Autoregression(order: 2).fit(series)
    let equation = fitted.summary.parameters.prefix(3).map(\.value)
    let horizon = 5
    let steps = fitted.forecast(horizon: horizon, after: series[...])
    let scale = steps[0].standardError
    var stream = RandomStream(seed: 23, purpose: "simulated futures")
    var last: [Double] = []
    var sums: [Double] = []
    for _ in 0..<40_000 {
      var (newer, older, sum) = (series[119], series[118], 0.0)
      for _ in 0..<horizon {
        let mean = equation[0] + equation[1] * newer + equation[2] * older
        let next = mean + scale * stream.normal()
        (newer, older, sum) = (next, newer, sum + next)
      }
      last.append(newer)
      sums.append(sum)
    }
    let pairs = [
      (SampleMoments(last), steps[horizon - 1]),
      (SampleMoments(sums), fitted.sumForecast(horizon: horizon, after: series[...])),
    ]
    var worst = 0.0
    for (moments, forecast) in pairs {
      let deviation = moments.standardDeviation ?? 0
      worst = max(worst, abs(moments.mean - forecast.mean) / forecast.standardError * 200)
      worst = max(worst, abs(deviation / forecast.standardError - 1) * 283)
    }
    #expect(worst < 5)
  }

  /// Law F11 and table 5.2 of Hyndman and Athanasopoulos. Catches: the drift over T for T − 1; the
  /// next season's value.
  @Test func `Baselines follow their closed forms`() throws {
    let series = referenceSeries(50)
    let steps = zip(series.dropFirst(), series).map { $0 - $1 }
    let naive = try RandomWalk(drift: .zero).fit(series).forecast(horizon: 9, after: series[...])
    let drift = try RandomWalk(drift: .estimated).fit(series)
      .forecast(horizon: 9, after: series[...])
    let seasonal = try SeasonalNaive(season: 4).fit(series).forecast(horizon: 9, after: series[...])
    let slope = (series[49] - series[0]) / 49
    let free = (steps.reduce(0) { $0 + $1 * $1 } / 49).squareRoot()
    let fixed = (steps.reduce(0) { $0 + ($1 - slope) * ($1 - slope) } / 48).squareRoot()
    let differences = (4..<50).map { series[$0] - series[$0 - 4] }
    let cycle = (differences.reduce(0) { $0 + $1 * $1 } / 46).squareRoot()
    var worst = 0.0
    for index in 0..<9 {
      let ahead = Double(index + 1)
      let values = [naive, drift, seasonal].flatMap { [$0[index].mean, $0[index].standardError] }
      let truths = [
        series[49], free * ahead.squareRoot(), series[49] + ahead * slope,
        fixed * (ahead * (1 + ahead / 49)).squareRoot(), series[46 + index % 4],
        cycle * Double(1 + index / 4).squareRoot(),
      ]
      worst = max(worst, worstError(values, truths))
    }
    #expect(worst <= 1e-12)
  }

  /// The recursion written out: λⁿ⁻¹r₀² + Σ (1 − λ)λⁿ⁻¹⁻ⁱrᵢ². Catches: λ and 1 − λ swapped.
  @Test(arguments: [0.5, 0.8, 0.94, 0.999])
  func `The weighted variance is the weighted sum of squares`(decay: Double) throws {
    let returns = referenceSeries(60).map { $0 - 20 }
    let fitted = try EWMAVolatility(decay: decay).fit(returns)
    var weight = 1.0
    var sum = 0.0
    for value in returns.dropFirst().reversed() {
      sum += (1 - decay) * weight * value * value
      weight *= decay
    }
    sum += weight * returns[0] * returns[0]
    let steps = fitted.forecast(horizon: 3, after: returns[...])
    let values =
      steps.map(\.standardError) + [fitted.summary.parameters[1].value, steps[2].mean]
    #expect(
      worstError(values, [Double](repeating: sum.squareRoot(), count: 3) + [sum, 0]) <= 1e-14)
  }

  /// Law F11's other half: what is forecast after a longer history starts there.
  @Test(arguments: ["naive", "drift", "seasonal-naive:5", "ar(2)"])
  func `A fitted model forecasts from the end of the history it is given`(text: String) throws {
    let series = referenceSeries(120)
    let fitted = try ModelSpecification.model(text).fit(Array(series[..<100]))
    // An impulse at the end must reach the forecasts of a whole cycle.
    var moved = series
    for index in 110..<120 { moved[index] += 1 }
    let plain = fitted.forecast(horizon: 3, after: series[...]).map(\.mean)
    let after = fitted.forecast(horizon: 3, after: moved[...]).map(\.mean)
    let differences = zip(after, plain).map { $0 - $1 }
    #expect(differences.allSatisfy { $0 > 0.05 })
  }

  /// Law: along a perfect line every forecast lies on the line, however far from the fit.
  /// Catches: a trend that forecasts the end of its sample for ever.
  @Test func `A trend goes on from where it has advanced to`() throws {
    let line = (1...120).map { 3 + 0.5 * Double($0) }
    let fitted = try LinearTrend().fit(Array(line[..<100]))
    let once = fitted.advanced(by: 19).forecast(horizon: 1, after: line[..<119])
    let twice = fitted.advanced(by: 12).advanced(by: 7).forecast(horizon: 1, after: line[..<119])
    #expect(abs(once[0].mean - line[119]) <= 1e-9 && once == twice)
  }

  /// The variance of a sum is the sum over all pairs of steps of their errors' covariances, here
  /// from the models' definitions, in units of the first error without estimation.
  /// Catches: the steps of a random walk taken for independent.
  @Test func `The error of a sum gathers the covariances of all pairs of steps`() throws {
    let series = referenceSeries(50)
    let cases: [(any ForecastModel, unit: Double, covariance: (Int, Int) -> Double)] = [
      (RandomWalk(drift: .zero), 1, { Double(min($0, $1)) }),
      (RandomWalk(drift: .estimated), 1 + 1.0 / 49, { Double(min($0, $1)) + Double($0 * $1) / 49 }),
      (SeasonalNaive(season: 4), 1, { $0 % 4 == $1 % 4 ? Double((min($0, $1) - 1) / 4 + 1) : 0 }),
      (EWMAVolatility(), 1, { $0 == $1 ? 1 : 0 }),
    ]
    var worst = 0.0
    for (model, unit, covariance) in cases {
      let fitted = try model.fit(series)
      for horizon in [1, 2, 4, 5, 9] {
        let steps = fitted.forecast(horizon: horizon, after: series[...])
        let sum = fitted.sumForecast(horizon: horizon, after: series[...])
        var variance = 0.0
        for left in 1...horizon {
          for right in 1...horizon { variance += covariance(left, right) / unit }
        }
        let error = steps[0].standardError * variance.squareRoot()
        let mean = steps.reduce(0) { $0 + $1.mean }
        worst = max(worst, worstError([sum.mean, sum.standardError], [mean, error]))
      }
    }
    #expect(worst <= 1e-12)
  }
}
