// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The normal distribution.
public enum Normal {
  /// The density of the standard normal distribution.
  public static func standardDensity(_ value: Double) -> Double {
    .exp(-0.5 * value * value) / (2 * Double.pi).squareRoot()
  }

  /// The probability that a standard normal variable is at most `value`.
  public static func standardCumulative(_ value: Double) -> Double {
    0.5 * .erfc(-value / 2.0.squareRoot())
  }

  /// The value that a standard normal variable does not exceed with a probability.
  ///
  /// Relative error about 10⁻¹⁶, the same bits on every machine.
  ///
  /// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
  /// Statistics 37 (1988), routine PPND16.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1.
  public static func standardQuantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "the probability must lie inside (0, 1)")
    let centred = probability - 0.5
    if abs(centred) <= 0.425 {
      let argument = 0.180625 - centred * centred
      return centred * polynomial(centralNumerator, argument)
        / polynomial(centralDenominator, argument)
    }
    let tail = centred < 0 ? probability : 1 - probability
    let root = (-PortableMath.log(tail)).squareRoot()
    let magnitude =
      root <= 5
      ? polynomial(middleNumerator, root - 1.6) / polynomial(middleDenominator, root - 1.6)
      : polynomial(farNumerator, root - 5) / polynomial(farDenominator, root - 5)
    return centred < 0 ? -magnitude : magnitude
  }

  /// Horner's scheme; the coefficient of the highest power stands first.
  private static func polynomial(_ coefficients: [Double], _ argument: Double) -> Double {
    var value = 0.0
    for coefficient in coefficients { value = value * argument + coefficient }
    return value
  }

  // The published coefficients of PPND16, highest power first.
  private static let centralNumerator = [
    2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
    4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
    1.3314166789178437745e+2, 3.3871328727963666080e+0,
  ]
  private static let centralDenominator = [
    5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
    2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
    4.2313330701600911252e+1, 1.0,
  ]
  private static let middleNumerator = [
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
    1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
    4.63033784615654529590e+0, 1.42343711074968357734e+0,
  ]
  private static let middleDenominator = [
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0,
    2.05319162663775882187e+0, 1.0,
  ]
  private static let farNumerator = [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
    2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
    5.46378491116411436990e+0, 6.65790464350110377720e+0,
  ]
  private static let farDenominator = [
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
    7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
    5.99832206555887937690e-1, 1.0,
  ]
}
