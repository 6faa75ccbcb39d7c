// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The seasonal naive forecast: the value of the same season in the last cycle.
///
/// yₜ₊ₕ = y at the same place of the last observed cycle of length m; standard error σ√(k + 1) with
/// k whole cycles between (Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3rd
/// ed., table 5.2).
public struct SeasonalNaive: ForecastModel, Hashable {
  /// The length of a cycle in observations.
  public let season: Int

  /// Makes the configuration.
  ///
  /// - Precondition: `season` is positive.
  public init(season: Int) {
    precondition(season > 0, "the season must be positive")
    self.season = season
  }

  public var specification: String { "seasonal-naive:\(season)" }
  public var minimumObservations: Int { season + 1 }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try validate(observations, minimum: minimumObservations)
    let residuals = zip(observations.dropFirst(season), observations).map { $0 - $1 }
    let variance = compensatedSum(residuals.map { $0 * $0 }) / Double(residuals.count)
    let summary = FitSummary(
      observationCount: observations.count,
      parameters: [.init(name: "variance", value: variance, standardError: nil)],
      residuals: residuals, variance: variance)
    return Fitted(summary: summary, season: season, scale: variance.squareRoot())
  }

  private struct Fitted: FittedModel {
    let summary: FitSummary
    let season: Int
    let scale: Double

    func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution] {
      (0..<horizon).map { step in
        PredictiveDistribution(
          mean: history[history.endIndex - season + step % season],
          standardError: scale * Double(step / season + 1).squareRoot())
      }
    }

    func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution {
      // Each season is a random walk of its own; the first ones of a cycle come once more often.
      let (cycles, rest) = horizon.quotientAndRemainder(dividingBy: season)
      let variance =
        Double(rest) * randomWalkSumVariance(steps: cycles + 1)
        + Double(season - rest) * randomWalkSumVariance(steps: cycles)
      let steps = forecast(horizon: horizon, after: history)
      return PredictiveDistribution(
        mean: steps.reduce(0) { $0 + $1.mean }, standardError: scale * variance.squareRoot())
    }
  }
}
