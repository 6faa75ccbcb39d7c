// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Student's t distribution, through the GNU Scientific Library's distribution functions.
public enum StudentT {
  /// The value that a t variable does not exceed with a probability.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1, `degreesOfFreedom` is positive.
  public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    precondition(probability > 0 && probability < 1, "the probability must lie inside (0, 1)")
    precondition(degreesOfFreedom > 0, "the degrees of freedom must be positive")
    return gsl_cdf_tdist_Pinv(probability, degreesOfFreedom)
  }

  /// The probability that a t variable is at most `value`.
  ///
  /// - Precondition: `degreesOfFreedom` is positive.
  public static func cumulative(_ value: Double, degreesOfFreedom: Double) -> Double {
    precondition(degreesOfFreedom > 0, "the degrees of freedom must be positive")
    return gsl_cdf_tdist_P(value, degreesOfFreedom)
  }
}
