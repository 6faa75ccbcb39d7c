// SPDX-License-Identifier: GPL-3.0-or-later
//
// The contract of every forecaster: a configuration is fitted to a history, and the fitted value
// gives predictive distributions. Neither changes afterwards, so that results can be shared.

/// The configuration of a forecaster.
public protocol ForecastModel: Sendable {
  /// The model in the grammar of `ModelSpecification`.
  var specification: String { get }
  /// The smallest number of observations that a fit accepts.
  var minimumObservations: Int { get }
  /// Estimates the parameters from observations in ascending time.
  func fit(_ observations: [Double]) throws(FitError) -> any FittedModel
}

/// A fitted forecaster.
public protocol FittedModel: Sendable {
  /// What the fit found, and how well it describes the sample.
  var summary: FitSummary { get }
  /// The distributions of the next `horizon` observations after a history, the parameters as
  /// fitted.
  ///
  /// - Precondition: `horizon` is positive; the history has at least the model's minimum length.
  func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution]
  /// The distribution of the sum of the next `horizon` observations.
  func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution
}

extension FittedModel {
  /// Sums steps whose errors are independent of each other, as those of unpredictable returns are.
  public func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution
  {
    let steps = forecast(horizon: horizon, after: history)
    let variance = steps.reduce(0.0) { $0 + $1.standardError * $1.standardError }
    return PredictiveDistribution(
      mean: steps.reduce(0.0) { $0 + $1.mean }, standardError: variance.squareRoot())
  }
}

/// Why a model could not be fitted.
public enum FitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The model needs more observations than there are.
  case tooFewObservations(needed: Int, have: Int)
  /// An observation is infinite or not a number.
  case notFinite(position: Int, value: Double)
  /// The regression behind the model has no unique solution.
  case degenerate(String)

  public var description: String {
    switch self {
    case .tooFewObservations(let needed, let have):
      "the model needs at least \(needed) observations and has \(have)"
    case .notFinite(let position, let value):
      "observation \(position + 1) is \(value); observations must be finite"
    case .degenerate(let reason): "the model cannot be fitted: \(reason)"
    }
  }
}
