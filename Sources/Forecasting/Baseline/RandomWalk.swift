// SPDX-License-Identifier: GPL-3.0-or-later
//
// The two baselines that every forecaster must beat: tomorrow is like today, with or without the
// average step so far (Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3rd ed.,
// section 5.2; the standard errors are those of table 5.2).

import NumericKernels

/// The naive forecast, or the naive forecast with drift.
///
/// yₜ₊ₕ = y_T + h·d, where the drift d is the mean step (y_T − y₁)/(T − 1), or 0 without drift. The
/// standard error at horizon h is σ√h, and σ√(h(1 + h/(T−1))) where the drift is estimated.
public struct RandomWalk: ForecastModel, Hashable {
  /// Whether the mean step is estimated.
  public enum Drift: String, Hashable, Sendable {
    /// The mean step is zero.
    case zero
    /// The mean step is estimated.
    case estimated
  }

  /// Whether the mean step is estimated.
  public let drift: Drift

  /// Makes the configuration.
  public init(drift: Drift) { self.drift = drift }

  public var specification: String { drift == .zero ? "naive" : "drift" }
  public var minimumObservations: Int { drift == .zero ? 2 : 3 }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try validate(observations, minimum: minimumObservations)
    let steps = zip(observations.dropFirst(), observations).map { $0 - $1 }
    let moments = SampleMoments(steps)
    let slope = drift == .zero ? 0 : moments.mean
    let residuals = steps.map { $0 - slope }
    let squares = compensatedSum(residuals.map { $0 * $0 })
    // The likelihood's variance has divisor n; the forecast's counts the estimated drift.
    let variance = squares / Double(steps.count)
    let unbiased = squares / Double(steps.count - (drift == .zero ? 0 : 1))
    let slopeError = (unbiased / Double(steps.count)).squareRoot()
    var parameters: [FitSummary.Parameter] = []
    if drift == .estimated {
      parameters.append(.init(name: "drift", value: slope, standardError: slopeError))
    }
    parameters.append(.init(name: "variance", value: variance, standardError: nil))
    let summary = FitSummary(
      observationCount: observations.count, parameters: parameters, residuals: residuals,
      variance: variance)
    return Fitted(
      summary: summary, slope: slope, scale: unbiased.squareRoot(),
      stepCount: drift == .zero ? nil : steps.count)
  }

  private struct Fitted: FittedModel {
    let summary: FitSummary
    let slope: Double
    let scale: Double
    /// The number of steps that the slope was estimated from; nil for a given slope.
    let stepCount: Int?

    func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution] {
      let origin = history[history.endIndex - 1]
      return (1...horizon).map { step in
        let ahead = Double(step)
        let estimation = stepCount.map { 1 + ahead / Double($0) } ?? 1
        return PredictiveDistribution(
          mean: origin + ahead * slope, standardError: scale * (ahead * estimation).squareRoot())
      }
    }

    func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution {
      let origin = history[history.endIndex - 1]
      let ahead = Double(horizon)
      // Σ k of the slope's share in each step; its error is common to all of them.
      let slopeSteps = ahead * (ahead + 1) / 2
      let estimation = stepCount.map { slopeSteps * slopeSteps / Double($0) } ?? 0
      let variance = randomWalkSumVariance(steps: horizon) + estimation
      return PredictiveDistribution(
        mean: ahead * origin + slopeSteps * slope, standardError: scale * variance.squareRoot())
    }
  }
}
