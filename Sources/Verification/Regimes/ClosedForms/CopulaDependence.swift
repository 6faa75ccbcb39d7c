// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// Measures of dependence in the normal and Student's t copula with a correlation.
public enum CopulaDependence {
  /// Kendall's τ of either copula: 2/π·asin ρ.
  ///
  /// Source: McNeil, Frey and Embrechts, "Quantitative Risk Management", for all elliptical laws.
  ///
  /// - Precondition: ρ lies in −1...1.
  public static func kendallTau(correlation: Double) -> Double {
    precondition((-1...1).contains(correlation), "the correlation must lie in −1...1")
    return 2 / .pi * .asin(correlation)
  }

  /// The correlation at which either copula has a Kendall's τ: sin(πτ/2).
  ///
  /// - Precondition: τ lies in −1...1.
  public static func correlation(kendallTau: Double) -> Double {
    precondition((-1...1).contains(kendallTau), "τ must lie in −1...1")
    return .sin(0.5 * .pi * kendallTau)
  }

  /// Spearman's rank correlation of the normal copula: 6/π·asin(ρ/2).
  ///
  /// - Precondition: ρ lies in −1...1.
  public static func normalSpearmanRho(correlation: Double) -> Double {
    precondition((-1...1).contains(correlation), "the correlation must lie in −1...1")
    return 6 / .pi * .asin(0.5 * correlation)
  }

  /// The tail dependence of the t copula, upper or lower: the limit of the probability that one
  /// variable lies beyond a far quantile, given that the other does.
  ///
  /// Formula: 2·t_{ν+1}(−√((ν + 1)(1 − ρ)/(1 + ρ))). The normal copula's is 0 for ρ < 1.
  ///
  /// Source: Embrechts, McNeil and Straumann, "Correlation and dependence in risk management"
  /// (2002).
  ///
  /// - Precondition: ρ lies inside (−1, 1], the degrees of freedom are positive.
  public static func tailDependence(correlation: Double, degreesOfFreedom: Double) -> Double {
    precondition(correlation > -1 && correlation <= 1, "the correlation must lie in (−1, 1]")
    precondition(degreesOfFreedom > 0, "the degrees of freedom must be positive")
    let freedom = degreesOfFreedom + 1
    let bound = -(freedom * (1 - correlation) / (1 + correlation)).squareRoot()
    return 2 * StudentT.cumulative(bound, degreesOfFreedom: freedom)
  }
}
