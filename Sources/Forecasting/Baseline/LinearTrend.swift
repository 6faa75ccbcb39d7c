// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A straight line in time, fitted by least squares.
///
/// yₜ = a + b·t + ε. The standard error of a forecast counts the uncertainty of both coefficients:
/// s√(1 + 1/n + (t − t̄)²/Σ(t − t̄)²). The time index continues from the sample that was fitted.
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
    let count: Int

    func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution] {
      let size = Double(count)
      let spread = size * (size * size - 1) / 12
      return (1...horizon).map { step in
        let time = size + Double(step)
        let distance = time - (size + 1) / 2
        return PredictiveDistribution(
          mean: intercept + slope * time,
          standardError: scale * (1 + 1 / size + distance * distance / spread).squareRoot())
      }
    }
  }
}
