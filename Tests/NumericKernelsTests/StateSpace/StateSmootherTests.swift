// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws of the smoothers. "Catches" names the faults that were planted.

import NumericKernels
import Testing

struct StateSmootherTests {
  /// Catches: N⁽¹⁾ without its cross terms; the term of F⁎ left out of N⁽²⁾; r⁽¹⁾ without r⁽⁰⁾.
  @Test func `Smoothed states are the dense conditional ones`() {
    for sample in StateSpaceSample.diffuse(20) + StateSpaceSample.proper(20) {
      let size = sample.model.stateCount
      let states = sample.model.filtered(sample.observations).smoothed()
      let truth = DenseReference(sample.model, sample.observations)
      var (worstMean, worstCovariance) = (0.0, 0.0)
      for step in sample.observations.indices {
        let covariance = rows(Array(states.covariance(at: step)), width: size)
        for row in 0..<size {
          let mean = truth.smoothedMeans[step][row]
          worstMean = max(
            worstMean, abs(states.mean(at: step, state: row) - mean) / max(1, abs(mean)))
          for column in 0..<size {
            let entry = truth.smoothedCovariances[step][row][column]
            worstCovariance = max(
              worstCovariance, abs(covariance[row][column] - entry) / max(1, abs(entry)))
          }
        }
      }
      #expect(worstMean < 1e-8 && worstCovariance < 1e-8, "\(sample.name)")
    }
  }

  /// Durbin and Koopman's treatment of a diffuse phase with a gap, as the R package KFAS prints it
  /// for a local linear trend (table of statsmodels' tests). Catches: N⁽¹⁾ without its cross terms.
  @Test func `A diffuse phase with a gap has its known states`() {
    let model = StateSpaceModel.localLinearTrend(
      observationVariance: 1.993, levelVariance: 8.253, slopeVariance: 2.334)
    let series = model.filtered([10.2394, nil, 6.123123, 1, 1, 1, 1, 1, 1, 1])
    #expect(abs(series.likelihood.logLikelihood - -18.3036127435546) < 1e-11)
    #expect(
      series.innovations.map { $0?.diffuseVariance } == [1, nil, 4] + .init(repeating: 0, count: 7))
    let states = series.smoothed()
    let levels = [10.1958496846685, 7.90679411898588, 5.66874027732911, 1.6510939930052]
    let slopes = [-2.10871399396641, -2.05771226994051, -1.95570882188872, -1.27057656766659]
    let spreads = [4.46814315215799, 7.41130233180799, 3.63231563764979, 3.45299459266899]
    for step in levels.indices {
      #expect(abs(states.mean(at: step) - levels[step]) < 1e-11)
      #expect(abs(states.mean(at: step, state: 1) - slopes[step]) < 1e-11)
      #expect(abs(states.covariance(at: step).reduce(0, +) - spreads[step]) < 1e-11)
    }
  }

  /// Law K18. Catches: the information of a step taken in twice.
  @Test func `Knowing more never widens a state's variance`() {
    for sample in StateSpaceSample.diffuse(20) + StateSpaceSample.proper(20) {
      let series = sample.model.filtered(sample.observations)
      let smoothed = series.smoothed()
      for step in series.diffuseStepCount..<series.count {
        for state in 0..<sample.model.stateCount {
          let predicted = series.predicted.variance(at: step, state: state)
          let filtered = series.filtered.variance(at: step, state: state)
          let room = 1e-10 * (1 + predicted)
          #expect(filtered <= predicted + room)
          #expect(smoothed.variance(at: step, state: state) <= filtered + room)
        }
      }
      let last = series.count - 1
      #expect(
        zip(smoothed.mean(at: last), series.filtered.mean(at: last))
          .allSatisfy { relativeError($0, $1) < 1e-9 || abs($0 - $1) < 1e-9 })
      #expect(
        zip(smoothed.covariance(at: last), series.filtered.covariance(at: last))
          .allSatisfy { abs($0 - $1) < 1e-9 * (1 + abs($1)) })
    }
  }

  /// Catches: a regular step's variance missing; regressors filtered from the initial mean.
  @Test func `Gains kept once smooth and whiten as the filter does`() {
    for sample in StateSpaceSample.diffuse(12) {
      let series = sample.model.filtered(sample.observations)
      let gains = FilterGains(
        sample.model, isObserved: sample.observations.map { $0 != nil })
      // What stands at a missing value must not matter.
      let values = sample.observations.map { $0 ?? 1e6 }
      let means = gains.smoothedMeans(of: values)
      #expect(
        zip(means, series.smoothed().means).allSatisfy { abs($0 - $1) < 1e-8 * (1 + abs($1)) },
        "\(sample.name)")
      let whitened = gains.standardised(values, fromZero: false)
      let truth = series.innovations.compactMap { $0?.standardised }
      #expect(whitened.count == truth.count)
      #expect(zip(whitened, truth).allSatisfy { abs($0 - $1) < 1e-9 * (1 + abs($1)) })
      #expect(gains.likelihood.logVarianceSum == series.likelihood.logVarianceSum)
      #expect(gains.likelihood.squareSum == 0)
      let (single, double) = (gains.standardised(values), gains.standardised(values.map { 2 * $0 }))
      #expect(double == single.map { 2 * $0 })
    }
  }

  /// Law K19: means within five standard errors, variances within five, over 10⁴ draws.
  /// Catches: no draw of the observation error; the drawn path not corrected.
  @Test(arguments: [0, 1, 4])
  func `Drawn states have the smoothed moments`(index: Int) {
    let sample = StateSpaceSample.diffuse(0)[index]
    let series = sample.model.filtered(sample.observations)
    let states = series.smoothed()
    let smoother = SimulationSmoother(series, values: sample.observations.map { $0 ?? 0 })
    var stream = RandomStream(seed: 19, purpose: "simulation smoother")
    let draws = 10_000
    let size = states.stateCount
    var sums = [Double](repeating: 0, count: states.means.count)
    var squares = sums
    for _ in 0..<draws {
      for (entry, value) in smoother.draw(using: &stream).enumerated() {
        let deviation = value - states.means[entry]
        sums[entry] += deviation
        squares[entry] += deviation * deviation
      }
    }
    let count = Double(draws)
    for entry in sums.indices {
      let variance = states.variance(at: entry / size, state: entry % size)
      let room = 1e-7 * (1 + abs(states.means[entry]))
      #expect(abs(sums[entry] / count) <= 5 * (max(variance, 0) / count).squareRoot() + room)
      #expect(
        abs(squares[entry] / count - variance) <= 5 * variance * (2 / count).squareRoot() + room)
    }
  }
}
