// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting

/// Predictive distributions beside what came, position by position.
public struct DistributionPairs: Hashable, Sendable {
  /// What came.
  public let actuals: [Double]
  /// What was forecast.
  public let distributions: [PredictiveDistribution]

  /// Pairs actuals with distributions.
  ///
  /// - Throws: `ForecastPairsError` where the numbers differ or an actual is not finite.
  public init(
    actuals: [Double], distributions: [PredictiveDistribution]
  ) throws(ForecastPairsError) {
    guard actuals.count == distributions.count else {
      throw .misaligned(actuals: actuals.count, forecasts: distributions.count)
    }
    for (index, actual) in actuals.enumerated() where !actual.isFinite {
      throw .notFinite(position: index)
    }
    self.actuals = actuals
    self.distributions = distributions
  }

  /// The number of pairs.
  public var count: Int { actuals.count }
}
