// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// The parameters of a fit, its likelihood and its residuals.
public struct FitSummary: Hashable, Sendable {
  /// One estimated number.
  public struct Parameter: Hashable, Sendable {
    /// The parameter's name in the model's documentation.
    public let name: String
    /// The estimate.
    public let value: Double
    /// The standard error of the estimate; nil where the parameter was given or none is known.
    public let standardError: Double?

    /// Makes a named estimate.
    public init(name: String, value: Double, standardError: Double?) {
      self.name = name
      self.value = value
      self.standardError = standardError
    }
  }

  /// The number of observations given.
  public let observationCount: Int
  /// The estimates, in the order of the model's documentation.
  public let parameters: [Parameter]
  /// The number of estimated parameters, the innovation variance included.
  public let freeParameterCount: Int
  /// The one-step errors in sample, one for each observation that the model can predict.
  public let residuals: [Double]
  /// The log-likelihood of the predictable observations; nil where the variance is zero.
  public let logLikelihood: Double?
  /// The model that an automatic search chose; nil where the model was given.
  public var chosen: String?
  /// How sure a fit by search is; nil for a fit in closed form.
  public var certificate: FitCertificate?

  /// Makes a summary of a fit whose innovations are normal with one variance.
  init(observationCount: Int, parameters: [Parameter], residuals: [Double], variance: Double) {
    self.observationCount = observationCount
    self.parameters = parameters
    self.freeParameterCount = parameters.count { $0.name != "lambda" }
    self.residuals = residuals
    self.logLikelihood = gaussianLogLikelihood(residuals, variance: variance)
  }

  /// Makes a summary with a likelihood of its own.
  init(
    observationCount: Int, parameters: [Parameter], freeParameterCount: Int, residuals: [Double],
    logLikelihood: Double?
  ) {
    self.observationCount = observationCount
    self.parameters = parameters
    self.freeParameterCount = freeParameterCount
    self.residuals = residuals
    self.logLikelihood = logLikelihood
  }

  /// Akaike's criterion, −2 ln L + 2k; nil without a likelihood.
  public var aic: Double? { logLikelihood.map { 2 * Double(freeParameterCount) - 2 * $0 } }

  /// Akaike's criterion with the small-sample term; nil where n − k − 1 is not positive.
  public var aicc: Double? {
    let (count, size) = (Double(residuals.count), Double(freeParameterCount))
    guard let aic, count - size - 1 > 0 else { return nil }
    return aic + 2 * size * (size + 1) / (count - size - 1)
  }

  /// Schwarz's criterion, −2 ln L + k ln n; nil without a likelihood.
  public var bic: Double? {
    guard let logLikelihood, !residuals.isEmpty else { return nil }
    return Double(freeParameterCount) * .log(Double(residuals.count)) - 2 * logLikelihood
  }
}

/// The log-likelihood of independent normal residuals; nil where the variance is not positive.
func gaussianLogLikelihood(_ residuals: [Double], variance: Double) -> Double? {
  guard variance > 0, !residuals.isEmpty else { return nil }
  let squares = compensatedSum(residuals.map { $0 * $0 })
  return -0.5 * (Double(residuals.count) * .log(2 * .pi * variance) + squares / variance)
}

/// Throws the first observation that is not finite or too large to be squared and summed, or the
/// count where it is too small.
func validate(_ observations: [Double], minimum: Int) throws(FitError) {
  for (index, value) in observations.enumerated() where !(abs(value) < 1e100) {
    throw .notFinite(position: index, value: value)
  }
  guard observations.count >= minimum else {
    throw .tooFewObservations(needed: minimum, have: observations.count)
  }
}
