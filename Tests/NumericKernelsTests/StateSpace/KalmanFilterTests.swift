// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws of the filter. "Catches" names the faults that were planted.

import NumericKernels
import Testing

struct KalmanFilterTests {
  /// Law K1. Catches: the state noise doubled; F without H; a loading without Z's weights.
  @Test func `The likelihood is that of the dense normal vector`() {
    for sample in StateSpaceSample.proper(60) {
      let value = sample.model.likelihood(of: sample.observations)
      let truth = DenseReference(sample.model, sample.observations)
      #expect(
        relativeError(value.logLikelihood, truth.logLikelihoodOfAllObservations) < 1e-9,
        "\(sample.name)")
    }
  }

  /// Law K11. Catches: a missing value filtered as zero; two predictions at it.
  @Test func `Missing values leave the normal vector of the observed ones`() {
    for (index, sample) in StateSpaceSample.proper(60).enumerated() {
      let observations = sample.observations.enumerated().map { step, value in
        (step * 7 + index) % 3 == 0 ? nil : value
      }
      let value = sample.model.likelihood(of: observations)
      let truth = DenseReference(sample.model, observations)
      #expect(value.count == observations.count { $0 != nil })
      #expect(
        relativeError(value.logLikelihood, truth.logLikelihoodOfAllObservations) < 1e-9,
        "\(sample.name)")
    }
  }

  /// Law K1 with diffuse states: the limit of the dense likelihood, least squares included.
  /// Catches: P⁎ updated without F⁎kkᵀ; ln F⁎ for ln F∞; a squared innovation in the diffuse phase.
  @Test func `The diffuse likelihood is that of generalised least squares`() {
    for sample in StateSpaceSample.diffuse(20) {
      let value = sample.model.likelihood(of: sample.observations)
      let truth = DenseReference(sample.model, sample.observations)
      #expect(value.diffuseCount == truth.diffuseCount)
      #expect(
        relativeError(
          value.logLikelihoodOfAllObservations, truth.logLikelihoodOfAllObservations) < 1e-9,
        "\(sample.name)")
      let constant = 0.5 * Double(truth.diffuseCount) * 1.8378770664093453
      #expect(
        abs(value.logLikelihood - value.logLikelihoodOfAllObservations - constant) < 1e-10)
    }
  }

  /// Law K7. Catches: v/F for v/√F.
  @Test func `Standardised innovations are the values freed of their correlation`() {
    for sample in StateSpaceSample.proper(60) {
      let series = sample.model.filtered(sample.observations)
      let values = series.innovations.map { $0?.standardised ?? .nan }
      let truth = DenseReference(sample.model, sample.observations).standardised
      #expect(values.count == truth.count)
      #expect(zip(values, truth).allSatisfy { abs($0 - $1) < 1e-9 }, "\(sample.name)")
    }
  }

  /// Bit for bit. Catches: an update that advances twice at a missing value.
  @Test func `Bar by bar gives the bits of the batch`() {
    for sample in StateSpaceSample.diffuse(6) {
      let batch = sample.model.filtered(sample.observations, offsets: nil)
      var filter = KalmanFilter(sample.model)
      for (step, value) in sample.observations.enumerated() {
        #expect(Array(batch.predicted.mean(at: step)) == filter.mean)
        #expect(Array(batch.predicted.covariance(at: step)) == filter.covariance)
        #expect(filter.update(value) == batch.innovations[step])
      }
      #expect(filter.likelihood == batch.likelihood)
      #expect(filter.likelihood == sample.model.likelihood(of: sample.observations))
      #expect(filter.mean == batch.filter.mean && filter.covariance == batch.filter.covariance)
    }
  }

  /// Catches: only one triangle updated.
  @Test func `Covariances are symmetric to the last bit`() {
    for sample in StateSpaceSample.diffuse(20) + StateSpaceSample.proper(20) {
      let series = sample.model.filtered(sample.observations)
      let size = sample.model.stateCount
      for step in 0..<series.count {
        for states in [series.predicted, series.filtered] {
          let matrix = rows(Array(states.covariance(at: step)), width: size)
          #expect(matrix == transpose(matrix), "\(sample.name)")
        }
      }
    }
  }

  /// Catches: an offset added instead of taken off.
  @Test func `An offset moves the series`() {
    for sample in StateSpaceSample.proper(10) {
      let offsets = sample.observations.indices.map { 3 - 0.7 * Double($0) }
      let moved = zip(sample.observations, offsets).map { value, offset in value.map { $0 + offset }
      }
      let plain = sample.model.likelihood(of: sample.observations)
      let value = sample.model.likelihood(of: moved, offsets: offsets)
      #expect(relativeError(value.logLikelihood, plain.logLikelihood) < 1e-12)
    }
  }

  /// Multiplying all variances by the scale gives the scaled likelihood, and no other factor more.
  /// Catches: divisor n − 1.
  @Test func `The scaled likelihood is the largest over a common factor`() {
    for values in [nileFlow, nileFlow.map { 0.01 * $0 }] {
      func model(_ factor: Double) -> StateSpaceModel {
        .localLinearTrend(
          observationVariance: 3 * factor, levelVariance: 0.5 * factor,
          slopeVariance: 0.01 * factor)
      }
      let unit = model(1).likelihood(of: values)
      let scaled = model(unit.scale).likelihood(of: values).logLikelihood
      #expect(relativeError(scaled, unit.scaledLogLikelihood) < 1e-12)
      for other in [0.97, 1.03] {
        #expect(model(unit.scale * other).likelihood(of: values).logLikelihood < scaled)
      }
    }
  }

  /// Catches: a steady gain kept over a missing value.
  @Test func `The steady state changes the likelihood within its tolerance`() {
    var observations: [Double?] = nileFlow + nileFlow
    for step in [40, 41, 90, 150] { observations[step] = nil }
    let model = StateSpaceModel.localLevel(
      observationVariance: 15098.5771046, levelVariance: 1469.14663055)
    let exact = model.likelihood(of: observations).logLikelihood
    let steady = model.likelihood(of: observations, steadyStateTolerance: 1e-11).logLikelihood
    #expect(steady != exact)
    #expect(relativeError(steady, exact) < 1e-10)
  }

  /// A model that cannot give the data is told by −∞, not by a number.
  /// Catches: a division by a variance of zero.
  @Test func `Data that the model cannot give have no likelihood`() {
    let model = StateSpaceModel(
      observation: [1], observationVariance: 0, transition: [1], selection: [1],
      disturbanceCovariance: [0])
    let value = model.likelihood(of: [1, 2, nil])
    #expect(value.logLikelihood == -.infinity && value.impossibleCount == 2)
  }
}
