// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension ForecastPairs {
  /// Mean of 2|y − ŷ| / (|y| + |ŷ|), from 0 to 2; a pair of two zeros counts 0.
  ///
  /// Source: Makridakis, Spiliotis and Assimakopoulos, "The M4 competition", International Journal
  /// of Forecasting 36 (2020), equation 1, without its factor 100.
  public var symmetricPercentageError: Statistic {
    guard count > 0 else { return Self.empty }
    let terms = zip(actuals, forecasts).map { actual, forecast in
      let size = abs(actual) + abs(forecast)
      return size == 0 ? 0 : 2 * abs(actual - forecast) / size
    }
    return Statistic(compensatedSum(terms) / Double(count))
  }
}
