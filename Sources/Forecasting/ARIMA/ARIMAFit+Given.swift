// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

extension ARIMAOrder {
  /// φ(1)Φ(1), by which the mean of the differenced series is multiplied in its equation.
  public func interceptFactor(_ coefficients: [Double]) -> Double {
    Intercept(order: arma, coefficients: coefficients).factor
  }
}

extension ARIMAModel {
  /// Evaluates the model at given parameters, the innovation variance among them.
  ///
  /// - Parameters:
  ///   - coefficients: φ, θ, Φ, Θ.
  ///   - regression: the mean μ of the differenced series, if the model has one, then a coefficient
  ///     a regressor.
  ///   - innovationVariance: σ².
  /// - Throws: `ARIMAError` as a fit does, and where the coefficients have no likelihood.
  public func fit(
    _ observations: [Double], regressors: [[Double]], coefficients: [Double],
    regression: [Double], innovationVariance: Double
  ) throws(ARIMAError) -> ARIMAFit {
    try fit(
      observations, regressors: regressors, coefficients: coefficients, regression: regression
    ).with(innovationVariance: innovationVariance)
  }
}

extension ARIMAFit {
  /// The fit with another innovation variance, and the log-likelihood there.
  ///
  /// ℓ(σ²) = ℓ(σ̂²) + ½n(1 + ln(σ̂²/σ²) − σ̂²/σ²).
  func with(innovationVariance variance: Double) -> ARIMAFit {
    var fit = self
    let ratio = innovationVariance / variance
    fit.logLikelihood += 0.5 * Double(effectiveCount) * (1 + .log(ratio) - ratio)
    fit.innovationVariance = variance
    fit.state.innovationVariance = variance
    fit.parameters[fit.parameters.count - 1] = .init(
      name: "variance", value: variance, standardError: nil)
    return fit
  }
}
