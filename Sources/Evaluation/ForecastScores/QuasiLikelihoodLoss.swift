// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import RealModule

extension DistributionPairs {
  /// The mean of ln h + s/h over the forecast variances h and squares s that stand for the truth.
  ///
  /// The square is a noisy but unbiased sight of the variance, and this loss ranks forecasts as it
  /// would by the variance itself. Undefined where a forecast variance is zero.
  ///
  /// Source: Patton, "Volatility forecast comparison using imperfect volatility proxies", Journal
  /// of Econometrics 160 (2011), equation 24.
  ///
  /// - Precondition: there is one square a pair, and none is negative.
  public func quasiLikelihoodLoss(squares: [Double]) -> Statistic {
    precondition(squares.count == count, "one square a pair")
    precondition(squares.allSatisfy { $0 >= 0 }, "squares are not negative")
    guard count > 0 else { return ForecastPairs.empty }
    let variances = distributions.map { $0.standardError * $0.standardError }
    guard variances.allSatisfy({ $0 > 0 }) else { return .undefined("a forecast variance is zero") }
    let losses = zip(variances, squares).map { .log($0) + $1 / $0 }
    return Statistic(compensatedSum(losses) / Double(count))
  }
}
