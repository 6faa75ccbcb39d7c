// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension ForecastPairs {
  /// Mean |e| over the mean absolute seasonal difference of the training data (MASE).
  ///
  /// Source: Hyndman and Koehler, "Another look at measures of forecast accuracy", International
  /// Journal of Forecasting 22 (2006), section 3. Undefined where the training data never change.
  ///
  /// - Precondition: `season` is positive.
  public func meanAbsoluteScaledError(training: [Double], season: Int = 1) -> Statistic {
    precondition(season > 0, "the season must be positive")
    guard count > 0 else { return Self.empty }
    guard training.count > season else { return .undefined("no seasonal difference to scale by") }
    let steps = zip(training.dropFirst(season), training).map { abs($0 - $1) }
    let scale = compensatedSum(steps) / Double(steps.count)
    guard scale > 0 else { return .undefined("the training data never change") }
    return Statistic(compensatedSum(errors.map { abs($0) }) / Double(count) / scale)
  }
}
