// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The chi-square distribution, through the GNU Scientific Library's distribution functions.
public enum ChiSquareDistribution {
  /// The probability that a chi-square variable is at least `value`.
  ///
  /// - Precondition: `value` is not NaN and `degreesOfFreedom` is positive and finite.
  public static func survival(_ value: Double, degreesOfFreedom: Double) -> Double {
    precondition(!value.isNaN, "the value must be a number")
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "the degrees of freedom must be positive and finite")
    guard value > 0 else { return 1 }
    guard value.isFinite else { return 0 }
    return gsl_cdf_chisq_Q(value, degreesOfFreedom)
  }
}
