// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A seasonal ARIMA model of one series, as a forecaster.
public struct ARIMAForecaster: ForecastModel, Hashable {
  /// The model.
  public let model: ARIMAModel

  /// Makes the forecaster.
  public init(_ model: ARIMAModel) { self.model = model }

  public var specification: String {
    "arima\(model.order);mean=\(model.mean.rawValue)"
  }

  /// More than the model's own, so that the search for the maximum has something to go by.
  public var minimumObservations: Int {
    model.minimumObservations + 4 * (model.order.coefficientCount + 1)
  }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try fit(observations, from: nil)
  }

  public func fit(
    _ observations: [Double], from earlier: (any FittedModel)?
  ) throws(FitError) -> any FittedModel {
    try validate(observations, minimum: minimumObservations)
    let earlier = (earlier as? FittedARIMA)?.fit
    let own = earlier?.model == model ? earlier : nil
    let fit: ARIMAFit
    do {
      fit = try model.fit(observations, regressors: [], from: own)
    } catch { throw FitError(error) }
    return FittedARIMA(try fit.converged())
  }
}

extension ARIMAFit {
  /// The fit itself, if its search ended at a maximum or at a bound.
  ///
  /// - Throws: `FitError.notConverged` where it did not.
  public func converged() throws(FitError) -> ARIMAFit {
    guard certificate.converged || !certificate.activeBounds.isEmpty else {
      throw .notConverged(advice: Self.advice)
    }
    return self
  }

  /// What to do about a search that did not converge.
  static let advice = "try lower orders, or more observations"
}

extension FitError {
  /// What kept an ARIMA model from being fitted.
  init(_ error: ARIMAError) {
    switch error {
    case .tooFewObservations(let needed, let have):
      self = .tooFewObservations(needed: needed, have: have)
    case .notFinite(let position, let value): self = .notFinite(position: position, value: value)
    default: self = .degenerate(error.description)
    }
  }
}

/// A fitted seasonal ARIMA model, as a forecaster.
public struct FittedARIMA: FittedModel {
  /// The fit.
  public let fit: ARIMAFit
  /// The orders that a search chose; nil where they were given.
  public let chosen: String?

  /// Takes a fit, and the orders that a search chose.
  public init(_ fit: ARIMAFit, chosen: String? = nil) {
    self.fit = fit
    self.chosen = chosen
  }

  public var summary: FitSummary {
    var summary = FitSummary(
      observationCount: fit.observationCount, parameters: fit.parameters,
      freeParameterCount: fit.freeParameterCount, residuals: fit.innovations,
      logLikelihood: fit.logLikelihood)
    summary.chosen = chosen
    summary.certificate = FitCertificate(fit.certificate)
    return summary
  }

  public func forecast(
    horizon: Int, after history: ArraySlice<Double>
  ) -> [PredictiveDistribution] {
    state(after: history).forecastKnown(horizon: horizon, regressors: [])
  }

  public func sumForecast(
    horizon: Int, after history: ArraySlice<Double>
  ) -> PredictiveDistribution {
    state(after: history).sumForecastKnown(horizon: horizon, regressors: [])
  }

  /// The state after the sample: one more observation costs no look at those before.
  public func filter(after sample: ArraySlice<Double>) -> any ForecastFilter {
    state(after: sample)
  }

  /// The filter after a history, the parameters as fitted.
  private func state(after history: ArraySlice<Double>) -> ARIMAState {
    var state = fit.stateBeforeData
    for value in history { state.advance(value) }
    return state
  }
}

extension ARIMAState: ForecastFilter {
  /// Takes in the next observation of a model without regressors.
  public mutating func update(_ observation: Double) { advance(observation) }

  /// The distribution of the next observation of a model without regressors.
  public var next: PredictiveDistribution { forecastKnown(horizon: 1, regressors: [])[0] }
}
