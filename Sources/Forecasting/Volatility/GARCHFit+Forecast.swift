// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// The variances of the next observations.
public struct VarianceForecast: Hashable, Sendable {
  /// How the variances were found.
  public enum Method: Hashable, Sendable {
    /// By formula.
    case exact
    /// As means over simulated pairs of opposite paths, from a seed.
    case simulated(pairs: Int, seed: UInt64)
    /// Beyond one step there is no finite mean variance: exp of the mean log variance instead.
    case geometric(pairs: Int, seed: UInt64)
  }

  /// The variances of the errors of the next steps.
  public let variances: [Double]
  /// How they were found.
  public let method: Method
}

extension GARCHFit: FittedModel {
  /// The parameters with robust standard errors; given ones have neither these nor a certificate.
  public var summary: FitSummary {
    let errors = standardErrors(.robust)
    let names = model.parameterNames
    var summary = FitSummary(
      observationCount: observationCount,
      parameters: names.indices.map {
        .init(name: names[$0], value: parameters[$0], standardError: errors[$0])
      },
      freeParameterCount: names.count - certificate.activeBounds.count, residuals: residuals,
      logLikelihood: logLikelihood)
    guard isEstimated else { return summary }
    summary.certificate = FitCertificate(
      converged: certificate.hasConverged, gradientNorm: certificate.gradientNorm,
      informationEigenvalues: certificate.hessianEigenvalues.sorted(),
      activeBounds: certificate.activeBounds, startDisagreement: 0)
    return summary
  }

  /// The state of the model after a history that starts where the sample did.
  ///
  /// - Complexity: O(n); one more observation is O(p + o + q) by `GARCHState.update`.
  public func state(after history: ArraySlice<Double>) -> GARCHState {
    var state = GARCHState(self)
    for value in history { state.update(value) }
    return state
  }

  public func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution]
  {
    state(after: history).forecast(horizon: horizon)
  }

  public func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution
  {
    state(after: history).sumForecast(horizon: horizon)
  }

  /// The state after the sample: one more observation costs no look at those before.
  public func filter(after sample: ArraySlice<Double>) -> any ForecastFilter {
    state(after: sample)
  }
}

/// A fitted model after some observations: what it says of the next ones.
public struct GARCHState: ForecastFilter {
  /// The pairs of paths and the seed of simulated variances.
  public static let simulation = (pairs: 10_000, seed: UInt64(20_260_101))

  let fit: GARCHFit
  private(set) var filter: VarianceFilter
  private var last: Double?
  let meanConstant: Double
  let meanSlope: Double

  /// The state before the first observation of the sample.
  init(_ fit: GARCHFit) {
    self.fit = fit
    filter = fit.startingFilter
    meanConstant = fit.model.meanCount > 0 ? fit.parameters[0] : 0
    meanSlope = fit.model.meanCount > 1 ? fit.parameters[1] : 0
  }

  /// Takes in the next observation.
  ///
  /// - Complexity: O(p + o + q).
  public mutating func update(_ observation: Double) {
    // The first observation of an autoregressive mean has nothing before it.
    if meanSlope == 0 || last != nil || fit.model.mean != .autoregressive {
      filter.update(error(observation))
    }
    last = observation
  }

  private func error(_ observation: Double) -> Double {
    var error = observation
    if fit.model.meanCount > 0 { error -= meanConstant }
    if fit.model.meanCount > 1, let last { error -= meanSlope * last }
    return error
  }

  /// The mean of the next observation.
  public var mean: Double { meanConstant + meanSlope * (last ?? 0) }
  /// The variance of the next observation.
  public var variance: Double { filter.variance }

  /// The value that the next observation does not exceed with a probability strictly in (0, 1).
  public func quantile(_ probability: Double) -> Double {
    mean + variance.squareRoot() * fit.density.quantile(probability)
  }

  /// The probability that the next observation is at most `value`.
  public func cumulative(_ value: Double) -> Double {
    fit.density.cumulative((value - mean) / variance.squareRoot())
  }

  /// The loss that the next observation exceeds with probability 1 − `level`; losses are positive.
  ///
  /// - Precondition: `level` lies strictly between 0 and 1.
  public func valueAtRisk(level: Double) -> Double {
    // 1 − level loses the digits of a level near 1, but the level itself has no more.
    -quantile(1 - level)
  }

  /// The variances of the errors of the next steps.
  ///
  /// - Precondition: `horizon` is positive.
  public func varianceForecast(horizon: Int) -> VarianceForecast {
    precondition(horizon > 0, "the horizon must be positive")
    let model = fit.model
    if model.form == .linear {
      return VarianceForecast(
        variances: filter.expectedVariances(
          horizon: horizon, negativeShare: fit.density.negativeSquareMean), method: .exact)
    }
    if horizon == 1 { return VarianceForecast(variances: [variance], method: .exact) }
    if model.family == .normal, model.recursion(.first).longestLag == 1 {
      return VarianceForecast(variances: exponentialNormal(horizon), method: .exact)
    }
    let (pairs, seed) = Self.simulation
    let simulated = filter.simulatedVariances(
      horizon: horizon, pairs: pairs, density: fit.density,
      stream: RandomStream(seed: seed, purpose: "variance forecast"))
    guard model.family.hasPowerTails else {
      return VarianceForecast(
        variances: [variance] + simulated.means.dropFirst(),
        method: .simulated(pairs: pairs, seed: seed))
    }
    return VarianceForecast(
      variances: [variance] + simulated.logarithms.dropFirst().map { .exp($0) },
      method: .geometric(pairs: pairs, seed: seed))
  }

  /// E exp(ln σ²) of the exponential form of lag one with normal errors.
  ///
  /// ln σ² k steps on is ω Σ βⁱ + βᵏ ln σ² + Σ βⁱ g(z) with independent z, and E exp(b g(z)) =
  /// exp(−bα√(2/π)) [exp(b²(α + γ)²/2) Φ(b(α + γ)) + exp(b²(α − γ)²/2) Φ(b(α − γ))].
  /// Source: Nelson, Econometrica 59 (1991).
  private func exponentialNormal(_ horizon: Int) -> [Double] {
    let (omega, weights) = fit.firstOrderWeights
    var (power, constant, logMean) = (1.0, 0.0, 0.0)
    return (0..<horizon).map { _ in
      defer {
        constant += omega * power
        logMean += Self.logMean(power * weights.alpha, power * weights.gamma)
        power *= weights.beta
      }
      return .exp(constant + power * filter.state + logMean)
    }
  }

  /// ln E exp(α(|z| − √(2/π)) + γz) for a normal z.
  private static func logMean(_ alpha: Double, _ gamma: Double) -> Double {
    let (up, down) = (alpha + gamma, alpha - gamma)
    let sum =
      Double.exp(0.5 * up * up) * Normal.standardCumulative(up)
      + .exp(0.5 * down * down) * Normal.standardCumulative(down)
    return .log(sum) - alpha * (2 / Double.pi).squareRoot()
  }

  /// The variance of the sum of the next observations.
  ///
  /// The error of step k moves every later value of an autoregressive mean: its weight in the sum
  /// is 1 + φ + … + φ^(horizon − k).
  ///
  /// - Precondition: `horizon` is positive.
  public func aggregatedVariance(horizon: Int) -> Double {
    let variances = varianceForecast(horizon: horizon).variances
    var (weight, power, sum) = (0.0, 1.0, 0.0)
    for variance in variances.reversed() {
      weight += power
      power *= meanSlope
      sum += weight * weight * variance
    }
    return sum
  }
}
