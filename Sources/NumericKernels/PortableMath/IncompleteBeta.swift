// SPDX-License-Identifier: GPL-3.0-or-later

extension PortableMath {
  /// The regularised incomplete beta function, the same bits everywhere.
  ///
  /// It is the probability that a beta variable of the two shapes is at most `x`. Small results are
  /// accurate relative to their size: the error is some 10⁻¹⁵ (10 + |log I|) of it. For a small
  /// complement exchange the shapes and give the complement of `x`.
  ///
  /// Formula: I(x; a, b) = xᵃ (1 − x)ᵇ / (a B(a, b)) times a continued fraction.
  ///
  /// Source: NIST, "Digital Library of Mathematical Functions", equations 8.17.4 and 8.17.22.
  ///
  /// - Complexity: O(√(a + b)) turns of the fraction.
  /// - Precondition: `x` lies in [0, 1], the shapes are positive and finite.
  public static func regularisedIncompleteBeta(_ x: Double, a: Double, b: Double) -> Double {
    precondition(x >= 0 && x <= 1, "the argument must lie in [0, 1]")
    precondition(a > 0 && b > 0 && (a + b).isFinite, "the shapes must be positive and finite")
    if x == 0 || x == 1 { return x }
    let rest = 1 - x
    let scale = exp(a * log(x) + b * log(rest) - logBeta(a, b))
    // The fraction converges fast on the near side of the distribution's middle.
    return x < (a + 1) / (a + b + 2)
      ? scale * betaFraction(x, a: a, b: b) / a
      : 1 - scale * betaFraction(rest, a: b, b: a) / b
  }

  /// The continued fraction 1/(1 + d₁/(1 + d₂/(1 + …))) of the incomplete beta function.
  ///
  /// Evaluated from the front by Lentz's method, of which x below the middle needs no guard against
  /// a vanishing denominator.
  static func betaFraction(_ x: Double, a: Double, b: Double) -> Double {
    let sum = a + b
    var numerator = 1.0
    var inverse = 1 / (1 - sum * x / (a + 1))
    var value = inverse
    var m = 1.0
    while m < 100_000 {
      let place = a + 2 * m
      let even = m * (b - m) * x / ((place - 1) * place)
      inverse = 1 / (1 + even * inverse)
      numerator = 1 + even / numerator
      value *= inverse * numerator
      let odd = -(a + m) * (sum + m) * x / (place * (place + 1))
      inverse = 1 / (1 + odd * inverse)
      numerator = 1 + odd / numerator
      let change = inverse * numerator
      value *= change
      if (change - 1).magnitude < 0x1p-51 { break }
      m += 1
    }
    return value
  }
}
