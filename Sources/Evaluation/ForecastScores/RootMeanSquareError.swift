// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension ForecastPairs {
  /// √(mean e²), in the unit of the series.
  public var rootMeanSquareError: Statistic {
    guard count > 0 else { return Self.empty }
    return Statistic((compensatedSum(errors.map { $0 * $0 }) / Double(count)).squareRoot())
  }
}
