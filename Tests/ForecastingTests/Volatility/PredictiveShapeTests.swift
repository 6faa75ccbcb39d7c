// SPDX-License-Identifier: GPL-3.0-or-later
//
// Predictive distributions with the density of the model. "Catches" names the faults that were
// planted and seen to be caught.

import Forecasting
import NumericKernels
import RealModule
import Testing

private let skewed = StandardisedHansenT(degreesOfFreedom: 6, asymmetry: -0.25)

private let sample: [Double] = {
  var stream = RandomStream(seed: 12, purpose: "predictive shapes")
  var variance = 1.0
  return (0..<1_500).map { _ in
    let error = variance.squareRoot() * skewed.quantile(stream.uniform())
    variance = 0.05 + (error < 0 ? 0.14 : 0.06) * error * error + 0.85 * variance
    return 0.1 + error
  }
}()

/// The same with a mean that follows the observation before.
private let following: [Double] = {
  var last = 0.0
  return sample.map { value in
    last = value + 0.7 * last
    return last
  }
}()

private let models: [GARCH] = [
  GARCH(.garch, family: .student), GARCH(.gjr, family: .skewStudent),
  GARCH(.egarch, family: .skewStudent), GARCH(.garch, family: .fernandezSteel),
  GARCH(.egarch, family: .generalisedError),
  GARCH(.gjr, mean: .autoregressive, family: .fernandezSteelNormal),
]

private func series(_ model: GARCH) -> [Double] {
  model.mean == .autoregressive ? following : sample
}

private func fit(_ model: GARCH) throws -> GARCHFit { try model.estimate(series(model)) }

struct PredictiveShapeTests {
  /// Catches: normal quantiles whatever the density; the mean left out.
  @Test(arguments: models)
  func `One step ahead the quantiles are those of the density`(model: GARCH) throws {
    let (fit, sample) = (try fit(model), series(model))
    let state = fit.state(after: sample[...])
    let step = fit.forecast(horizon: 1, after: sample[...])[0]
    for probability in [0.001, 0.05, 0.5, 0.9, 0.995] {
      #expect(step.quantile(probability) == state.quantile(probability))
      #expect(abs(state.cumulative(step.quantile(probability)) - probability) < 1e-11)
    }
    let interval = step.predictionInterval(level: 0.9)
    #expect(interval.lower == state.quantile(0.5 - 0.45))
    #expect(interval.upper == state.quantile(0.5 + 0.45))
    #expect(state.next == step && fit.sumForecast(horizon: 1, after: sample[...]) == step)
    let long = fit.forecast(horizon: 5, after: sample[...])
    #expect(long[0] == step && long.count == 5)
  }

  /// Catches: a shape kept for normal errors; an interval by the quantiles of both tails.
  @Test func `Normal errors give the normal distribution at every step, bit for bit`() throws {
    let fit = try GARCH(.gjr).estimate(sample)
    let steps = fit.forecast(horizon: 4, after: sample[...])
    let all = steps + [fit.sumForecast(horizon: 4, after: sample[...])]
    for step in all {
      let plain = PredictiveDistribution(mean: step.mean, standardError: step.standardError)
      #expect(step == plain && step.shape == .normal)
      let reach = step.standardError * Normal.standardQuantile(0.95)
      let interval = step.predictionInterval(level: 0.9)
      #expect(interval == (step.mean - reach, step.mean + reach))
    }
  }

  /// An own simulation from states and quantiles alone; 4.5 standard errors of both simulations.
  /// Catches: the one-step density kept for later steps; φ left out of the paths; sums of the last
  /// errors only.
  @Test(arguments: models)
  func `Later quantiles are those of simulated paths`(model: GARCH) throws {
    let (fit, sample) = (try fit(model), series(model))
    let step = fit.forecast(horizon: 6, after: sample[...])[5]
    let sum = fit.sumForecast(horizon: 6, after: sample[...])
    let start = fit.state(after: sample[...])
    #expect(step.shape != start.next.shape && sum.shape != start.next.shape)
    var stream = RandomStream(seed: 77, purpose: "own paths")
    let count = 20_000
    var (values, sums) = ([Double](), [Double]())
    for _ in 0..<count {
      var (state, total, value) = (start, 0.0, 0.0)
      for _ in 0..<6 {
        value = state.quantile(stream.uniform())
        state.update(value)
        total += value
      }
      values.append(value)
      sums.append(total)
    }
    for probability in [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] {
      for (draws, law) in [(values, step), (sums, sum)] {
        let quantile = law.quantile(probability)
        let share = Double(draws.count { $0 <= quantile }) / Double(count)
        let paths = Double(GARCHState.pathSimulation.paths)
        let error = (probability * (1 - probability) * (1 / Double(count) + 1 / paths)).squareRoot()
        #expect(abs(share - probability) < 4.5 * error)
      }
    }
  }

  /// Catches: permutations that depend on the horizon.
  @Test(arguments: models)
  func `A shorter horizon is the beginning of a longer one`(model: GARCH) throws {
    let state = try fit(model).state(after: series(model)[...])
    let long = state.forecast(horizon: 7)
    for horizon in 1..<7 {
      let short = state.forecast(horizon: horizon)
      #expect(short.map(\.shape) == long.prefix(horizon).map(\.shape))
    }
    #expect(state.forecast(horizon: 7) == long)
  }

  /// Catches: paths that do not come in pairs.
  @Test func `A symmetric model has symmetric intervals`() throws {
    let fit = try GARCH(.garch, family: .student).estimate(sample)
    for step in fit.forecast(horizon: 4, after: sample[...]) {
      let interval = step.predictionInterval(level: 0.9)
      let (below, above) = (step.mean - interval.lower, interval.upper - step.mean)
      #expect(abs(below - above) < 1e-9 * above)
    }
  }

  /// Catches: quantiles not interpolated in order; a node beyond the sample.
  @Test func `Simulated quantiles ascend, keep the sample's range and meet its quantiles`() {
    let draws = (0..<8_192).map { Normal.standardQuantile((Double($0) + 0.5) / 8_192) }
    let quantiles = SimulatedQuantiles(ascending: draws)
    var last = -Double.infinity
    for index in 1..<2_000 {
      let probability = Double(index) / 2_000
      let value = quantiles.quantile(probability)
      #expect(value > last)
      #expect(abs(value - Normal.standardQuantile(probability)) < 2e-3)
      last = value
    }
    #expect(quantiles.quantile(1e-12) == draws[0])
    #expect(quantiles.quantile(1 - 1e-12) == draws[8_191])
    let few = SimulatedQuantiles(ascending: [1, 3])
    #expect(few.quantile(0.5) == 2 && few.quantile(0.001) == 1 && few.quantile(0.999) == 3)
  }

  @Test func `A shift moves every quantile`() {
    for shape in [ErrorShape.normal, .standardised(.student, shape: [5])] {
      let law = PredictiveDistribution(mean: 1, standardError: 2, shape: shape)
      let moved = law.shifted(by: -3)
      #expect(moved.shape == shape && moved.standardError == 2 && moved.mean == -2)
      #expect(abs(moved.quantile(0.1) - law.quantile(0.1) + 3) < 1e-14)
    }
  }

  /// Beyond the simulated steps the last law stands; nothing ends in infinity.
  @Test func `Long horizons and integrated models stay in range`() throws {
    let state = try fit(GARCH(.garch, family: .student)).state(after: sample[...])
    let steps = GARCHState.pathSimulation.steps
    let long = state.forecast(horizon: steps + 3)
    #expect(long[steps + 2].shape == long[steps - 1].shape)
    #expect(long.allSatisfy { $0.quantile(0.999).isFinite && $0.quantile(0.5).isFinite })
  }
}
