// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

extension OrderCriterion {
  /// The criterion of a log-likelihood with k parameters and n observations left by differencing.
  ///
  /// Infinite where the correction of AICc is undefined, n ≤ k + 1.
  ///
  /// Source: Hurvich and Tsai, "Regression and time series model selection in small samples",
  /// Biometrika 76 (1989), for AICc.
  ///
  /// - Precondition: both counts are positive.
  public func value(
    logLikelihood: Double, parameterCount: Int, observationCount: Int
  ) -> Double {
    precondition(parameterCount > 0 && observationCount > 0, "the counts must be positive")
    let k = Double(parameterCount)
    let n = Double(observationCount)
    switch self {
    case .aic: return -2 * logLikelihood + 2 * k
    case .aicc:
      guard n > k + 1 else { return .infinity }
      return -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / (n - k - 1)
    case .bic: return -2 * logLikelihood + k * Double.log(n)
    }
  }
}
