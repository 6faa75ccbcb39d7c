// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the search of EGARCH ends. The likelihood has an edge at every mean that equals an
// observation, as |z| has at 0, and is rough where the variance does not forget its start.
// "Catches" names the faults that were planted and seen to be caught.

import Forecasting
import NumericKernels
import RealModule
import Testing

/// Returns whose log variance follows an EGARCH of scaled normal errors.
private func simulated(
  _ count: Int, seed: UInt64, alpha: Double, gamma: Double, beta: Double
) -> [Double] {
  var stream = RandomStream(seed: seed, purpose: "egarch maxima")
  var state = 0.0
  return (0..<count).map { _ in
    let z = stream.normal()
    let error = PortableMath.exp(0.5 * state) * z
    state = alpha * (abs(z) - 0.7978845608028654) + gamma * z + beta * state
    return 0.02 + error
  }
}

private func windows(_ series: [Double], of length: Int, step: Int) -> [[Double]] {
  stride(from: 0, through: series.count - length, by: step).map {
    Array(series[$0..<($0 + length)])
  }
}

private let lively = simulated(1_400, seed: 31, alpha: 0.4, gamma: -0.2, beta: 0.9)
/// Sizes of errors lower the variance here: the likelihood rises to where nothing is forgotten.
private let perverse = simulated(900, seed: 5, alpha: -0.06, gamma: -0.15, beta: 0.97)

/// The most that the likelihood gains by moving one parameter, up and down, within its range.
private func gain(_ fit: GARCHFit, _ sample: [Double]) throws -> Double {
  var gain = -Double.infinity
  for index in fit.parameters.indices {
    let name = fit.model.parameterNames[index]
    guard !fit.certificate.activeBounds.contains(name) else { continue }
    for change in [-1e-4, -1e-7, 1e-7, 1e-4] {
      var moved = fit.parameters
      moved[index] *= 1 + change
      let other = try fit.model.logLikelihood(sample, parameters: moved)
      gain = max(gain, other - fit.logLikelihood)
    }
  }
  return gain
}

/// The mean of log|∂ ln σ²ₜ₊₁ / ∂ ln σ²ₜ| along a fit's own sample.
private func forgetting(_ fit: GARCHFit) -> Double {
  let first = fit.parameters.count - fit.shape.count - 3
  let weights = fit.parameters[first..<(first + 3)].map { $0 }
  let terms = zip(fit.residuals, fit.variances).dropLast().map { error, variance in
    let z = error / variance.squareRoot()
    return Double.log(abs(weights[2] - 0.5 * (weights[0] * abs(z) + weights[1] * z)))
  }
  return terms.reduce(0, +) / Double(terms.count)
}

struct EGARCHMaximumTests {
  /// Catches: a search that goes back and forth over an edge; an edge taken for a maximum whose
  /// other side rises; an edge that is not said to be one.
  @Test(arguments: [
    GARCH(.egarch), GARCH(.egarch, family: .student), GARCH(.egarch, family: .skewStudent),
  ])
  func `Every maximum is found, on an edge or between two`(model: GARCH) throws {
    var onEdge = 0
    for sample in windows(lively, of: 500, step: 25) {
      let fit = try model.estimate(sample)
      #expect(fit.certificate.hasConverged && fit.certificate.gradientNorm < 1e-4)
      #expect(try gain(fit, sample) < 1e-7)
      let mean = fit.parameters[0]
      #expect(fit.certificate.isOnEdge == sample.contains(mean))
      guard fit.certificate.isOnEdge else { continue }
      onEdge += 1
      #expect(fit.certificate.activeBounds.allSatisfy { $0 != "mu" })
      // The likelihood falls away on both sides. One side may be flat, but both falls together are
      // in proportion to the distance; at a smooth maximum they would grow with its square.
      var (nearFalls, farFalls) = (0.0, 0.0)
      for change in [-1e-6, 1e-6] {
        var moved = fit.parameters
        moved[0] += change
        let near = try model.logLikelihood(sample, parameters: moved) - fit.logLikelihood
        moved[0] += change
        let far = try model.logLikelihood(sample, parameters: moved) - fit.logLikelihood
        #expect(near < 0 && far < near)
        nearFalls += near
        farFalls += far
      }
      #expect(abs(farFalls / nearFalls - 2) < 0.05)
    }
    #expect(onEdge > 1)
  }

  /// Catches: a search that leaves the region where the recursion forgets its start; an end at the
  /// border of it that is called a maximum; a search that gives up where there is none inside; a
  /// bound that is not named.
  @Test(arguments: [
    GARCH(.egarch), GARCH(.egarch, mean: .zero), GARCH(.egarch, family: .student, start: .fcp),
    GARCH(.egarch, mean: .autoregressive),
  ])
  func `No search leaves where the variance forgets its start`(model: GARCH) throws {
    var bounded = 0
    for sample in windows(perverse, of: 300, step: 50) {
      let fit = try model.estimate(sample)
      let exponent = try #require(fit.certificate.lyapunovExponent)
      #expect(exponent < 0 && abs(exponent - forgetting(fit)) < 1e-6)
      // Edges of a mean with a lag are not followed.
      guard fit.certificate.hasConverged || model.mean != .autoregressive else {
        #expect(throws: FitError.self) { try fit.converged() }
        continue
      }
      #expect(fit.certificate.hasConverged)
      #expect(try gain(fit, sample) < 1e-7)
      let alpha = fit.parameters[fit.parameters.count - fit.shape.count - 3]
      #expect((alpha == 0) == fit.certificate.activeBounds.contains("alpha[1]"))
      guard alpha == 0 else { continue }
      bounded += 1
      var moved = fit.parameters
      moved[fit.parameters.count - fit.shape.count - 3] = -1e-5
      #expect(try model.logLikelihood(sample, parameters: moved) > fit.logLikelihood)
    }
    #expect(bounded > 0)
  }

  /// Catches: a search that gives up where the first four climbs end at the border.
  @Test(arguments: [(14, 0.1, -0.1, 0.9), (33, 0.03, -0.2, 0.95), (41, 0.1, -0.1, 0.9)])
  func `Further starts find a maximum off the border`(
    seed: UInt64, alpha: Double, gamma: Double, beta: Double
  ) throws {
    let sample = simulated(250, seed: seed, alpha: alpha, gamma: gamma, beta: beta)
    let fit = try GARCH(.egarch).estimate(sample)
    #expect(fit.certificate.hasConverged && fit.persistence > 0.3)
    #expect(try gain(fit, sample) < 1e-7)
  }

  @Test func `Only the exponential recursion has an exponent`() throws {
    let fit = try GARCH(.gjr).estimate(lively)
    #expect(fit.certificate.lyapunovExponent == nil && !fit.certificate.isOnEdge)
  }
}
