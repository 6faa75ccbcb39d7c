// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels

/// What a walk-forward is worth: errors of the means beside a benchmark's, and of the densities.
///
/// All scores are over the targets that have a forecast. The squared error of the benchmark stands
/// for the variance that came, the same for every model of a series; the volatility that parts the
/// terciles is the exponentially weighted one of those errors (λ = 0.94), known before each target.
public struct WalkForwardScores: Hashable, Sendable {
  /// The number of targets with a forecast, and without one.
  public let scored: Int
  /// The number of targets without a forecast.
  public let missing: Int
  /// Root mean square error of the forecast means, in the unit of the series.
  public let rootMeanSquareError: Statistic
  /// The same of the benchmark, over the same targets.
  public let benchmarkError: Statistic
  /// The test of squared errors, positive in the model's favour; nil without a forecast.
  public let comparison: DieboldMariano?
  /// Twice the mean pinball loss over 19 quantiles, in the unit of the series.
  public let rankedProbabilityScore: Statistic
  /// The coverage of the intervals.
  public let coverage: IntervalCoverage
  /// The coverage where volatility was low, middling and high.
  public let terciles: [IntervalCoverage]
  /// The mean quasi-likelihood loss of the variances.
  public let quasiLikelihoodLoss: Statistic

  /// Scores a path through a series.
  ///
  /// - Precondition: the path is one through this series; `level` lies strictly between 0 and 1.
  public init(
    _ path: WalkForwardPath, series: [Double], benchmark: PointBenchmark, level: Double
  ) {
    let benchmarks = benchmark.forecasts(of: path.targets, in: series)
    let volatilities = EWMAVolatility().volatilities(of: benchmark.errors(in: series))
    let present = path.forecasts.indices.filter { path.forecasts[$0] != nil }
    let actuals = present.map { series[path.targets.lowerBound + $0] }
    let pairs = Self.pairs(actuals, present.compactMap { path.forecasts[$0] })
    let means = Self.pairs(actuals, pairs.distributions.map(\.mean))
    let rival = Self.pairs(actuals, present.map { benchmarks[$0] })
    let squares = rival.errors.map { $0 * $0 }
    scored = present.count
    missing = path.forecasts.count - present.count
    rootMeanSquareError = means.rootMeanSquareError
    benchmarkError = rival.rootMeanSquareError
    comparison = DieboldMariano(first: squares, second: means.errors.map { $0 * $0 })
    rankedProbabilityScore = pairs.rankedProbabilityScore
    coverage = IntervalCoverage(pairs, level: level)
    // Errors begin at the second observation, and a volatility is known one position before.
    terciles = pairs.coverageByTercile(
      of: present.map { volatilities[path.targets.lowerBound + $0 - 1] }, level: level)
    quasiLikelihoodLoss = pairs.quasiLikelihoodLoss(squares: squares)
  }

  private static func pairs(_ actuals: [Double], _ forecasts: [Double]) -> ForecastPairs {
    do { return try ForecastPairs(actuals: actuals, forecasts: forecasts) } catch {
      preconditionFailure("forecasts are made in pairs and finite: \(error)")
    }
  }

  private static func pairs(
    _ actuals: [Double], _ distributions: [PredictiveDistribution]
  ) -> DistributionPairs {
    do { return try DistributionPairs(actuals: actuals, distributions: distributions) } catch {
      preconditionFailure("forecasts are made in pairs and finite: \(error)")
    }
  }
}
