// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Exponentially weighted volatility of returns whose mean is zero.
///
/// σ²ₜ₊₁ = λσ²ₜ + (1 − λ)r²ₜ, started at the first squared return, so that no variance uses a later
/// return. The forecast is flat: the same variance at every horizon. Units: those of the returns,
/// per observation. Source: J. P. Morgan, "RiskMetrics technical document", 4th ed. (1996),
/// section 5.2, whose daily λ is 0.94.
public struct EWMAVolatility: ForecastModel, Hashable {
  /// The weight of the past variance, λ.
  public let decay: Double

  /// Makes the configuration.
  ///
  /// - Precondition: `decay` lies strictly between 0 and 1.
  public init(decay: Double = 0.94) {
    precondition(decay > 0 && decay < 1, "the decay must lie strictly between 0 and 1")
    self.decay = decay
  }

  public var specification: String { "ewma;lambda=\(decay)" }
  public var minimumObservations: Int { 2 }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try validate(observations, minimum: minimumObservations)
    var variance = observations[0] * observations[0]
    var logLikelihood: Double? = 0
    for value in observations.dropFirst() {
      if variance > 0, let sum = logLikelihood {
        logLikelihood = sum - 0.5 * (.log(2 * .pi * variance) + value * value / variance)
      } else {
        logLikelihood = nil
      }
      variance = decay * variance + (1 - decay) * value * value
    }
    let summary = FitSummary(
      observationCount: observations.count,
      parameters: [
        .init(name: "lambda", value: decay, standardError: nil),
        .init(name: "variance", value: variance, standardError: nil),
      ],
      freeParameterCount: 0, residuals: Array(observations.dropFirst()),
      logLikelihood: logLikelihood)
    return Fitted(summary: summary, decay: decay)
  }

  /// The volatility of each return as known before it; that of the first is its own size.
  ///
  /// - Complexity: O(n).
  public func volatilities(of returns: [Double]) -> [Double] {
    var variance = returns.first.map { $0 * $0 } ?? 0
    return returns.map { value in
      defer { variance = decay * variance + (1 - decay) * value * value }
      return variance.squareRoot()
    }
  }

  private struct Fitted: FittedModel {
    let summary: FitSummary
    let decay: Double

    func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution] {
      let first = history[history.startIndex]
      var variance = first * first
      for value in history.dropFirst() {
        variance = decay * variance + (1 - decay) * value * value
      }
      let step = PredictiveDistribution(mean: 0, standardError: variance.squareRoot())
      return [PredictiveDistribution](repeating: step, count: horizon)
    }

    func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution {
      // Returns are unpredictable here, so their variances add up.
      let step = forecast(horizon: 1, after: history)[0]
      return PredictiveDistribution(
        mean: 0, standardError: step.standardError * Double(horizon).squareRoot())
    }
  }
}
