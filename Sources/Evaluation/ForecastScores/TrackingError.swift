// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension ForecastPairs {
  /// The standard deviation of the errors with divisor n, so that RMSE² = (mean error)² + this².
  public var trackingError: Statistic {
    guard let deviation = SampleMoments(errors).populationStandardDeviation else {
      return Self.empty
    }
    return Statistic(deviation)
  }
}
