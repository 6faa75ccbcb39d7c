// SPDX-License-Identifier: GPL-3.0-or-later

extension PortableMath {
  /// The logarithm of the gamma function of a positive number, the same bits everywhere.
  ///
  /// The error is below 10⁻¹⁵ · (4 + |log Γ(x)|); near 1 and 2, where the result is nearly 0, that
  /// is not a relative one.
  ///
  /// Formula: Stirling's series ½ log 2π + (x − ½) log x − x + Σ B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹), whose
  /// terms beyond the eighth are below 10⁻¹⁷ from 10 on; a smaller x is moved up by
  /// Γ(x + 1) = x Γ(x).
  ///
  /// Source: NIST, "Digital Library of Mathematical Functions", equation 5.11.1.
  ///
  /// - Precondition: `x` is positive.
  public static func logGamma(_ x: Double) -> Double {
    precondition(x > 0, "the argument must be positive")
    var (shifted, product) = (x, 1.0)
    while shifted < 10 {
      product *= shifted
      shifted += 1
    }
    // Half the logarithm of 2π.
    let start = 0.918938533204672742
    let main = (shifted - 0.5) * log(shifted) - shifted
    let value = main + (start + stirlingSum(shifted))
    return x < 10 ? value - log(product) : value
  }

  /// The logarithm of the beta function B(a, b) = Γ(a) Γ(b) / Γ(a + b), the same bits everywhere.
  ///
  /// Where the larger argument b is 10 or more, log Γ(b) − log Γ(a + b) is taken from the two
  /// Stirling series term by term, a − (b − ½) log(1 + a/b) − a log(a + b) and the difference of
  /// their sums: the two logarithms themselves are large and nearly equal.
  ///
  /// - Precondition: both arguments are positive.
  public static func logBeta(_ first: Double, _ second: Double) -> Double {
    let (a, b) = (min(first, second), max(first, second))
    guard b >= 10 else { return logGamma(a) + (logGamma(b) - logGamma(a + b)) }
    let series = stirlingSum(b) - stirlingSum(a + b)
    return logGamma(a) + (a - (b - 0.5) * logOnePlus(a / b) - a * log(a + b) + series)
  }

  /// log(1 + x) without losing the digits of a small x, for x ≥ 0.
  ///
  /// Rounding 1 + x to y moves log y by the factor that it moves y − 1: their ratio is smooth.
  /// Source: Goldberg, "What every computer scientist should know about floating-point arithmetic",
  /// ACM Computing Surveys 23 (1991), theorem 4.
  @inline(__always)
  static func logOnePlus(_ x: Double) -> Double {
    let y = 1 + x
    return y == 1 ? x : log(y) * (x / (y - 1))
  }
}

/// The sum over the Bernoulli numbers in Stirling's series.
private func stirlingSum(_ x: Double) -> Double {
  let inverse = 1 / x
  let z = inverse * inverse
  let last = -691 / 360_360.0 + z * (1 / 156.0 + z * (-3_617 / 122_400.0))
  let middle = 1 / 1_260.0 + z * (-1 / 1_680.0 + z * (1 / 1_188.0 + z * last))
  return inverse * (1 / 12.0 + z * (-1 / 360.0 + z * middle))
}
