// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension ForecastPairs {
  /// Mean |e|, in the unit of the series.
  public var meanAbsoluteError: Statistic {
    guard count > 0 else { return Self.empty }
    return Statistic(compensatedSum(errors.map { abs($0) }) / Double(count))
  }
}
