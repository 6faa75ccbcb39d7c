// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The derivative of the logarithm of the gamma function at a positive number.
///
/// Formula: ψ(x) ~ log x − 1/(2x) − Σ B₂ₖ/(2k x²ᵏ); a smaller x is moved up to 10 by
/// ψ(x) = ψ(x + 1) − 1/x. Seven terms leave less than 10⁻¹⁵ there.
///
/// Source: NIST, "Digital Library of Mathematical Functions", equation 5.11.2.
///
/// - Precondition: `x` is positive.
public func digamma(_ x: Double) -> Double {
  precondition(x > 0, "the argument must be positive")
  var (shifted, sum) = (x, 0.0)
  while shifted < 10 {
    sum -= 1 / shifted
    shifted += 1
  }
  let inverse = 1 / (shifted * shifted)
  // B₂ₖ/2k for k = 1…7.
  let coefficients = [
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12,
  ]
  let series = coefficients.reversed().reduce(0) { ($0 + $1) * inverse }
  return sum + .log(shifted) - 0.5 / shifted - series
}

/// The second derivative of the logarithm of the gamma function at a positive number.
///
/// Formula: the derivative of the series of `digamma`, 1/x + 1/(2x²) + Σ B₂ₖ/x²ᵏ⁺¹.
///
/// Source: NIST, "Digital Library of Mathematical Functions", equation 5.15.8.
///
/// - Precondition: `x` is positive.
public func trigamma(_ x: Double) -> Double {
  precondition(x > 0, "the argument must be positive")
  var (shifted, sum) = (x, 0.0)
  while shifted < 12 {
    sum += 1 / (shifted * shifted)
    shifted += 1
  }
  let inverse = 1 / (shifted * shifted)
  // B₂ₖ for k = 1…7.
  let numbers = [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6]
  let series = numbers.reversed().reduce(0) { ($0 + $1) * inverse }
  return sum + (1 + series) / shifted + 0.5 * inverse
}
