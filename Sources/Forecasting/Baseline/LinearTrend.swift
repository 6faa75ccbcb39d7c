// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A straight line in time, fitted by least squares.
///
/// yₜ = a + b·t + ε. The standard error of a forecast counts the uncertainty of both coefficients:
/// s√(1 + 1/n + (t − t̄)²/Σ(t − t̄)²).
public struct LinearTrend: ForecastModel, Hashable {
  /// Makes the configuration.
  public init() {}

  public var specification: String { "trend" }
  public var minimumObservations: Int { 3 }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try validate(observations, minimum: minimumObservations)
    let count = observations.count
    let times = (1...count).map(Double.init)
    let fit: LeastSquares
    do {
      fit = try LeastSquares(
        columns: [[Double](repeating: 1, count: count), times], response: observations)
    } catch {
      throw .degenerate(error.description)
    }
    let squares = fit.residualSumOfSquares
    let variance = squares / Double(count)
    let summary = FitSummary(
      observationCount: count,
      parameters: [
        .init(
          name: "intercept", value: fit.coefficients[0], standardError: fit.standardErrors[0]),
        .init(name: "slope", value: fit.coefficients[1], standardError: fit.standardErrors[1]),
        .init(name: "variance", value: variance, standardError: nil),
      ],
      residuals: fit.residuals, variance: variance)
    return Fitted(
      summary: summary, intercept: fit.coefficients[0], slope: fit.coefficients[1],
      scale: (squares / Double(count - 2)).squareRoot(), count: count)
  }

  private struct Fitted: FittedModel {
    let summary: FitSummary
    let intercept: Double
    let slope: Double
    let scale: Double
    /// The number of observations that were fitted.
    let count: Int
    /// Observations since then.
    var elapsed = 0

    func advanced(by observations: Int) -> any FittedModel {
      var moved = self
      moved.elapsed += observations
      return moved
    }

    func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution] {
      (1...horizon).map { step in
        let distance = self.distance(step)
        return PredictiveDistribution(
          mean: mean(step),
          standardError: scale
            * (1 + 1 / Double(count) + distance * distance / spread).squareRoot())
      }
    }

    func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution {
      // New noise is independent from step to step; the line's own error is common to all.
      let ahead = Double(horizon)
      let reach = (1...horizon).reduce(0) { $0 + distance($1) }
      let variance = ahead + ahead * ahead / Double(count) + reach * reach / spread
      return PredictiveDistribution(
        mean: (1...horizon).reduce(0) { $0 + mean($1) },
        standardError: scale * variance.squareRoot())
    }

    private func mean(_ step: Int) -> Double {
      intercept + slope * Double(count + elapsed + step)
    }

    /// Time from the middle of the sample to a step ahead.
    private func distance(_ step: Int) -> Double {
      Double(count + elapsed + step) - Double(count + 1) / 2
    }

    /// Σ (t − t̄)² over the sample.
    private var spread: Double {
      let size = Double(count)
      return size * (size * size - 1) / 12
    }
  }
}
