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
  /// The same, where a search can begin at an earlier fit of the same model; nil is no such fit.
  ///
  /// - Postcondition: the likelihood is below that of a fit without it by 10⁻⁶ at most, unless a
  ///   higher maximum has come up since the search last looked for others.
  func fit(
    _ observations: [Double], from earlier: (any FittedModel)?
  ) throws(FitError) -> any FittedModel
}

extension ForecastModel {
  /// Most models have nothing to search for.
  public func fit(
    _ observations: [Double], from earlier: (any FittedModel)?
  ) throws(FitError) -> any FittedModel {
    try fit(observations)
  }
}

/// A fitted forecaster.
public protocol FittedModel: Sendable {
  /// What the fit found, and how well it describes the sample.
  var summary: FitSummary { get }
  /// The distributions of the next `horizon` observations after a history, the parameters as
  /// fitted.
  ///
  /// - Precondition: `horizon` is positive; the history has at least the model's minimum length and
  ///   ends with the newest observation.
  func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution]
  /// The distribution of the sum of the next `horizon` observations.
  ///
  /// Every model says it for itself: whether the errors of successive steps add up or cancel is a
  /// property of the model.
  func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution
  /// The same fit, so many observations after the sample that it was fitted to.
  func advanced(by observations: Int) -> any FittedModel
  /// The model at the end of the sample that it was fitted to, ready for one observation more at a
  /// time.
  ///
  /// - Precondition: `sample` is the sample of the fit.
  func filter(after sample: ArraySlice<Double>) -> any ForecastFilter
}

extension FittedModel {
  /// Most models know the time only through the history.
  public func advanced(by observations: Int) -> any FittedModel { self }

  /// A model without a state of its own looks through the whole history anew.
  public func filter(after sample: ArraySlice<Double>) -> any ForecastFilter {
    HistoryFilter(model: self, sample: sample)
  }
}

/// The variance of the sum of a random walk's next `steps` values, in units of one step's variance.
///
/// The first shock enters every value, the last one only the last: Σ k² = n(n + 1)(2n + 1)/6.
func randomWalkSumVariance(steps: Int) -> Double {
  let count = Double(steps)
  return count * (count + 1) * (2 * count + 1) / 6
}

/// Why a model could not be fitted.
public enum FitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The model needs more observations than there are.
  case tooFewObservations(needed: Int, have: Int)
  /// An observation is infinite, not a number, or so large that its square would be infinite.
  case notFinite(position: Int, value: Double)
  /// The regression behind the model has no unique solution.
  case degenerate(String)
  /// The search did not end at a maximum of the likelihood; the fit must not be used.
  case notConverged(advice: String)
  /// A given parameter lies outside the range of its model.
  case parameterOutOfRange(name: String, value: Double, rule: String)

  public var description: String {
    switch self {
    case .tooFewObservations(let needed, let have):
      "the model needs at least \(needed) observations and has \(have)"
    case .notFinite(let position, let value):
      "observation \(position + 1) is \(value); observations must be finite and below 1e100"
    case .degenerate(let reason): "the model cannot be fitted: \(reason)"
    case .notConverged(let advice):
      "the model cannot be fitted: the search for the maximum likelihood did not converge; "
        + advice
    case .parameterOutOfRange(let name, let value, let rule):
      "parameter \(name) is \(value); it must \(rule)"
    }
  }
}
