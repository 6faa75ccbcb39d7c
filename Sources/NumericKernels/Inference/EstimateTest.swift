// SPDX-License-Identifier: GPL-3.0-or-later

/// A two-sided test of whether an estimate agrees with the value expected of it.
///
/// The statistic is (estimate − expectation) / standard error, against the normal law or, where the
/// standard error comes from few independent parts, Student's t. Where the standard error is zero
/// the p-value is 1 for equal numbers and 0 for others.
public struct EstimateTest: Hashable, Sendable {
  /// What the data say, in their own units.
  public let estimate: Double
  /// What the hypothesis says, in the same units.
  public let expectation: Double
  /// The standard error of the estimate, in the same units.
  public let standardError: Double
  /// The degrees of freedom of Student's t; nil where the normal law is used.
  public let degreesOfFreedom: Double?

  /// Compares an estimate with its expectation.
  ///
  /// - Precondition: the numbers are finite, the standard error is not negative, and the degrees of
  ///   freedom, where given, are positive.
  public init(
    estimate: Double, expectation: Double, standardError: Double, degreesOfFreedom: Double? = nil
  ) {
    precondition(
      estimate.isFinite && expectation.isFinite && standardError.isFinite,
      "the estimate, its expectation and its standard error must be finite")
    precondition(standardError >= 0, "the standard error must not be negative")
    precondition(degreesOfFreedom ?? 1 > 0, "the degrees of freedom must be positive")
    self.estimate = estimate
    self.expectation = expectation
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The distance of the estimate from its expectation in standard errors, with its sign.
  public var statistic: Double {
    let difference = estimate - expectation
    return difference == 0 ? 0 : difference / standardError
  }

  /// The two-sided p-value.
  public var pValue: Double {
    let lower = -abs(statistic)
    guard lower.isFinite else { return 0 }
    let tail =
      degreesOfFreedom.map { StudentT.cumulative(lower, degreesOfFreedom: $0) }
      ?? Normal.standardCumulative(lower)
    return min(1, 2 * tail)
  }

  /// The error of the estimate's expectation which this test finds with a given power.
  ///
  /// In the units of the estimate: (z₁₋α/₂ + z_power) × standard error for a test at level α, with
  /// Student's quantiles in place of z where the test has degrees of freedom. The formula leaves
  /// out rejections on the wrong side, which add less than 10⁻⁴ to the power for levels up to 0.1.
  /// For Student's t it takes a shifted law for the noncentral one and asks for a little too much.
  ///
  /// - Precondition: the level lies in (0, 1) and the power in (1/2, 1).
  public func smallestDetectableError(level: Double, power: Double = 0.9) -> Double {
    precondition(level > 0 && level < 1, "the level must lie inside (0, 1)")
    precondition(power > 0.5 && power < 1, "the power must lie inside (1/2, 1)")
    return (quantile(1 - level / 2) + quantile(power)) * standardError
  }

  private func quantile(_ probability: Double) -> Double {
    degreesOfFreedom.map { StudentT.quantile(probability, degreesOfFreedom: $0) }
      ?? Normal.standardQuantile(probability)
  }
}
