// SPDX-License-Identifier: GPL-3.0-or-later
//
// The three branches of the normal quantile, apart, so that many can be taken side by side.
//
// Numerator and denominator of a branch are the two lanes of one vector: Horner's scheme runs
// through both at once and rounds each as it would alone. A lane starts at its highest coefficient.
//
// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
// Statistics 37 (1988), routine PPND16, with its published coefficients.

extension Normal {
  /// The distance from one half up to which a probability belongs to the central branch.
  static var centralReach: Double { 0.425 }

  /// The quantile of a probability so far above one half, by at most the central reach.
  @inline(__always)
  static func centralQuantile(centred: Double) -> Double {
    let argument = 0.180625 - centred * centred
    let at = SIMD2(repeating: argument)
    var value = SIMD2(2.5090809287301226727e+3, 5.2264952788528545610e+3)
    value = value * at + SIMD2(3.3430575583588128105e+4, 2.8729085735721942674e+4)
    value = value * at + SIMD2(6.7265770927008700853e+4, 3.9307895800092710610e+4)
    value = value * at + SIMD2(4.5921953931549871457e+4, 2.1213794301586595867e+4)
    value = value * at + SIMD2(1.3731693765509461125e+4, 5.3941960214247511077e+3)
    value = value * at + SIMD2(1.9715909503065514427e+3, 6.8718700749205790830e+2)
    value = value * at + SIMD2(1.3314166789178437745e+2, 4.2313330701600911252e+1)
    value = value * at + SIMD2(3.3871328727963666080e+0, 1)
    return centred * value.x / value.y
  }

  /// The quantile of a probability outside the central branch.
  @inline(__always)
  static func tailQuantile(_ probability: Double) -> Double {
    let isLower = probability < 0.5
    let tail = isLower ? probability : 1 - probability
    let magnitude = tailMagnitude(root: (-PortableMath.log(tail)).squareRoot())
    return isLower ? -magnitude : magnitude
  }

  /// The magnitude of the quantile, from the root of the tail's negative logarithm.
  ///
  /// The root is above 1.6 and at most 27.3, that of the smallest number.
  @inline(__always)
  static func tailMagnitude(root: Double) -> Double {
    root <= 5 ? middleMagnitude(root - 1.6) : farMagnitude(root - 5)
  }

  /// The magnitude that a standard normal variable exceeds with a probability of this logarithm.
  ///
  /// Beyond the published range, where the probability is no normal number, Newton's steps solve
  /// ½x² + log x + ½ log 2π − log(1 − x⁻² + 3x⁻⁴ − 15x⁻⁶ + 105x⁻⁸) = −log p, the asymptotic
  /// series of the tail, whose next term is below 10⁻¹².
  ///
  /// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), equation 26.2.12.
  static func quantileMagnitude(logTail: Double) -> Double {
    guard logTail < -708 else { return tailMagnitude(root: (-logTail).squareRoot()) }
    guard logTail > -.infinity else { return .infinity }
    var x = (-2 * logTail).squareRoot()
    for _ in 0..<4 {
      let z = 1 / (x * x)
      let series = 1 - z * (1 - z * (3 - z * (15 - z * 105)))
      // Half the logarithm of 2π.
      let logarithms = 0.918938533204672742 + PortableMath.log(x / series)
      x -= (0.5 * x * x + logarithms + logTail) / (x + 1 / x)
    }
    return x
  }

  @inline(__always)
  private static func middleMagnitude(_ argument: Double) -> Double {
    let at = SIMD2(repeating: argument)
    var value = SIMD2(7.74545014278341407640e-4, 1.05075007164441684324e-9)
    value = value * at + SIMD2(2.27238449892691845833e-2, 5.47593808499534494600e-4)
    value = value * at + SIMD2(2.41780725177450611770e-1, 1.51986665636164571966e-2)
    value = value * at + SIMD2(1.27045825245236838258e+0, 1.48103976427480074590e-1)
    value = value * at + SIMD2(3.64784832476320460504e+0, 6.89767334985100004550e-1)
    value = value * at + SIMD2(5.76949722146069140550e+0, 1.67638483018380384940e+0)
    value = value * at + SIMD2(4.63033784615654529590e+0, 2.05319162663775882187e+0)
    value = value * at + SIMD2(1.42343711074968357734e+0, 1)
    return value.x / value.y
  }

  private static func farMagnitude(_ argument: Double) -> Double {
    let at = SIMD2(repeating: argument)
    var value = SIMD2(2.01033439929228813265e-7, 2.04426310338993978564e-15)
    value = value * at + SIMD2(2.71155556874348757815e-5, 1.42151175831644588870e-7)
    value = value * at + SIMD2(1.24266094738807843860e-3, 1.84631831751005468180e-5)
    value = value * at + SIMD2(2.65321895265761230930e-2, 7.86869131145613259100e-4)
    value = value * at + SIMD2(2.96560571828504891230e-1, 1.48753612908506148525e-2)
    value = value * at + SIMD2(1.78482653991729133580e+0, 1.36929880922735805310e-1)
    value = value * at + SIMD2(5.46378491116411436990e+0, 5.99832206555887937690e-1)
    value = value * at + SIMD2(6.65790464350110377720e+0, 1)
    return value.x / value.y
  }
}
