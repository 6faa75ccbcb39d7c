// SPDX-License-Identifier: GPL-3.0-or-later
//
// Student's distribution function from exact operations and `PortableMath` alone, for copulas whose
// samples must have the same bits everywhere. `StudentT` goes through a C library and is for tests
// of hypotheses.

/// Student's t distribution with the same bits on every machine.
public enum PortableStudentT {
  /// The probability that a t variable is at most `value`.
  ///
  /// The relative error is below 5 · 10⁻¹³ for 1 to 10⁴ degrees of freedom, in the lower tail as
  /// well; the upper tail is `cumulative(-value, …)`. An infinite value gives 0 or 1.
  ///
  /// Formula: P(T > x) = ½ I(ν / (ν + x²); ν/2, ½) for x > 0, with the regularised incomplete beta
  /// function I; towards the middle ½ − ½ I(x² / (ν + x²); ½, ν/2), which is the same.
  ///
  /// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), equation 26.7.1.
  ///
  /// - Complexity: O(√ν) turns of a continued fraction.
  /// - Precondition: the value is a number, the degrees of freedom are positive and finite.
  public static func cumulative(_ value: Double, degreesOfFreedom: Double) -> Double {
    let tail = StudentTTail(degreesOfFreedom: degreesOfFreedom)
      .exceedance(value.magnitude).probability
    return value < 0 ? tail : 1 - tail
  }

  /// The standard normal number that is as probable to be exceeded as `value` from a t variable.
  ///
  /// It is Φ⁻¹(T(x)), found through the logarithm of the tail: it stays accurate to 10⁻¹³ where the
  /// tail's probability is below every number, and both tails give the same bits but for the sign.
  /// An infinite value gives an infinite score.
  ///
  /// - Complexity: O(√ν) turns of a continued fraction.
  /// - Precondition: the value is a number, the degrees of freedom are positive and finite.
  public static func normalScore(_ value: Double, degreesOfFreedom: Double) -> Double {
    StudentTTail(degreesOfFreedom: degreesOfFreedom).normalScore(value)
  }
}

/// The tail of Student's distribution for fixed degrees of freedom.
struct StudentTTail {
  let degreesOfFreedom: Double
  /// log B(ν/2, ½).
  let logBeta: Double

  init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "the degrees of freedom must be positive and finite")
    self.degreesOfFreedom = degreesOfFreedom
    logBeta = PortableMath.logBeta(0.5 * degreesOfFreedom, 0.5)
  }

  /// What a t variable exceeds a magnitude with, in the form that keeps the digits.
  enum Exceedance {
    /// One half less so much.
    case belowHalf(Double)
    /// The exponential of so much.
    case exponential(Double)

    var probability: Double {
      switch self {
      case .belowHalf(let difference): 0.5 - difference
      case .exponential(let logarithm): PortableMath.exp(logarithm)
      }
    }
  }

  func exceedance(_ magnitude: Double) -> Exceedance {
    precondition(magnitude >= 0, "the value must be a number")
    if magnitude == 0 { return .belowHalf(0) }
    if magnitude == .infinity { return .exponential(-.infinity) }
    let half = 0.5 * degreesOfFreedom
    let ratio = magnitude / degreesOfFreedom * magnitude
    let inner = ratio / (1 + ratio)
    // log(1 + x²/ν), also where the square leaves the range of numbers.
    let spread =
      ratio < 1e300
      ? PortableMath.logOnePlus(ratio)
      : 2 * PortableMath.log(magnitude) - PortableMath.log(degreesOfFreedom)
    if ratio < 1e300 && inner < 1.5 / (half + 2.5) {
      let scale = PortableMath.exp(-half * spread - logBeta)
      return .belowHalf(
        scale * inner.squareRoot() * PortableMath.betaFraction(inner, a: 0.5, b: half))
    }
    let outer = 1 / (1 + ratio)
    let root = ratio < 1e300 ? inner.squareRoot() : 1
    let factor = root * PortableMath.betaFraction(outer, a: half, b: 0.5) / degreesOfFreedom
    return .exponential(-half * spread - logBeta + PortableMath.log(factor))
  }

  func normalScore(_ value: Double) -> Double {
    let magnitude = scoreMagnitude(exceedance(value.magnitude))
    return value < 0 ? -magnitude : magnitude
  }

  private func scoreMagnitude(_ exceedance: Exceedance) -> Double {
    switch exceedance {
    case .belowHalf(let difference):
      if difference <= Normal.centralReach { return Normal.centralQuantile(centred: difference) }
      return Normal.quantileMagnitude(logTail: PortableMath.log(0.5 - difference))
    case .exponential(let logarithm):
      let difference = 0.5 - PortableMath.exp(logarithm)
      if difference <= Normal.centralReach { return Normal.centralQuantile(centred: difference) }
      return Normal.quantileMagnitude(logTail: logarithm)
    }
  }
}
