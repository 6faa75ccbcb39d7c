// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// An autoregression of order p with an intercept, by least squares on a rolling window.
///
/// yₜ = c + φ₁yₜ₋₁ + … + φₚyₜ₋ₚ + ε, conditional on the window's first p values. Forecasts iterate
/// the equation; their variance is σ²(1 + ψ₁² + … + ψ²ₕ₋₁) with ψ the moving-average weights (Box
/// and Jenkins, "Time series analysis", section 5.1). Parameter uncertainty is left out, as is
/// usual.
public struct Autoregression: ForecastModel, Hashable {
  /// The number of lags, p.
  public let order: Int
  /// The number of latest observations that are fitted; nil for all.
  public let window: Int?

  /// Makes the configuration.
  ///
  /// - Precondition: `order` is positive; a window holds at least 2p + 2 observations.
  public init(order: Int, window: Int? = nil) {
    precondition(order > 0, "the order must be positive")
    precondition(window.map { $0 >= 2 * order + 2 } ?? true, "the window must hold 2p + 2 values")
    self.order = order
    self.window = window
  }

  public var specification: String {
    window.map { "ar(\(order));window=\($0)" } ?? "ar(\(order))"
  }
  public var minimumObservations: Int { window ?? 2 * order + 2 }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try validate(observations, minimum: minimumObservations)
    let sample = Array(observations.suffix(window ?? observations.count))
    let rows = sample.count - order
    var columns = [[Double](repeating: 1, count: rows)]
    for lag in 1...order { columns.append(Array(sample[(order - lag)..<(sample.count - lag)])) }
    let fit: LeastSquares
    do {
      fit = try LeastSquares(columns: columns, response: Array(sample[order...]))
    } catch {
      throw .degenerate(error.description)
    }
    let squares = fit.residualSumOfSquares
    let variance = squares / Double(rows)
    var parameters = fit.coefficients.indices.map { index in
      FitSummary.Parameter(
        name: index == 0 ? "intercept" : "ar\(index)", value: fit.coefficients[index],
        standardError: fit.standardErrors[index])
    }
    parameters.append(.init(name: "variance", value: variance, standardError: nil))
    let summary = FitSummary(
      observationCount: observations.count, parameters: parameters, residuals: fit.residuals,
      variance: variance)
    return Fitted(
      summary: summary, intercept: fit.coefficients[0], weights: Array(fit.coefficients[1...]),
      scale: (squares / Double(rows - order - 1)).squareRoot())
  }

  private struct Fitted: FittedModel {
    let summary: FitSummary
    let intercept: Double
    /// φ₁ … φₚ.
    let weights: [Double]
    let scale: Double

    func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution] {
      let psi = movingAverageWeights(count: horizon)
      var variance = 0.0
      return means(horizon: horizon, after: history).enumerated().map { step, mean in
        variance += psi[step] * psi[step]
        return PredictiveDistribution(mean: mean, standardError: scale * variance.squareRoot())
      }
    }

    func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution {
      // The error of the sum gathers, for each future shock, all the weights that it reaches.
      var reach = 0.0
      var variance = 0.0
      for weight in movingAverageWeights(count: horizon) {
        reach += weight
        variance += reach * reach
      }
      return PredictiveDistribution(
        mean: means(horizon: horizon, after: history).reduce(0, +),
        standardError: scale * variance.squareRoot())
    }

    private func means(horizon: Int, after history: ArraySlice<Double>) -> [Double] {
      var path = Array(history.suffix(weights.count))
      for _ in 0..<horizon {
        var mean = intercept
        for (lag, weight) in weights.enumerated() { mean += weight * path[path.count - 1 - lag] }
        path.append(PredictiveDistribution.held(mean))
      }
      return Array(path.suffix(horizon))
    }

    private func movingAverageWeights(count: Int) -> [Double] {
      var psi = [1.0]
      while psi.count < count {
        var next = 0.0
        for (lag, weight) in weights.enumerated() where lag < psi.count {
          next += weight * psi[psi.count - 1 - lag]
        }
        psi.append(PredictiveDistribution.held(next))
      }
      return psi
    }
  }
}
