// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels

/// The pinball loss of a quantile: what it is minimised by in the mean is the quantile itself.
///
/// Formula: τe for e = y − q ≥ 0 and (τ − 1)e below, in the unit of the series.
///
/// Source: Koenker and Bassett, "Regression quantiles", Econometrica 46 (1978), equation 2.2.
///
/// - Precondition: `probability` lies strictly between 0 and 1.
public func pinballLoss(_ actual: Double, quantile: Double, probability: Double) -> Double {
  precondition(probability > 0 && probability < 1, "the probability must lie inside (0, 1)")
  let error = actual - quantile
  return error >= 0 ? probability * error : (probability - 1) * error
}

extension DistributionPairs {
  /// The mean pinball loss of the forecasts' quantiles at a probability.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1.
  public func pinballLoss(probability: Double) -> Statistic {
    guard count > 0 else { return ForecastPairs.empty }
    let losses = zip(actuals, distributions).map {
      Evaluation.pinballLoss(
        $0, quantile: $1.quantile(probability), probability: probability)
    }
    return Statistic(compensatedSum(losses) / Double(count))
  }
}
