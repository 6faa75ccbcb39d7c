// SPDX-License-Identifier: GPL-3.0-or-later
//
// Distributions, by fixed algorithms on `PortableMath` alone: the same bits everywhere. Some
// take a number of draws that depends on what is drawn; give each bar a substream of its own where
// that must move no other bar.

extension RandomStream {
  /// A number from the exponential distribution of mean 1, by inversion.
  public mutating func exponential() -> Double { -PortableMath.log(uniform()) }

  /// A number from the gamma distribution of scale 1.
  ///
  /// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26
  /// (2000), section 3; shapes below 1 by its section 6. Its squeeze 1 − 0.0331 x⁴ implies the law
  /// by logarithms; ours is narrower by 0.001, far more than rounding, so that it saves most
  /// logarithms and changes no bit of any number.
  ///
  /// - Precondition: the shape is positive and finite.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "the shape must be positive and finite")
    guard shape >= 1 else {
      let power = PortableMath.log(uniform()) / shape
      return gamma(shape: shape + 1) * PortableMath.exp(power)
    }
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      let v = root * root * root
      guard v > 0 else { continue }
      let chance = uniform()
      let square = x * x
      // Above this shape the rounding of d − dv could exceed the margin.
      if shape < 1e9 && chance < 0.999 - 0.0331 * (square * square) { return d * v }
      let bound = 0.5 * x * x + d - d * v + d * PortableMath.log(v)
      if PortableMath.log(chance) < bound { return d * v }
    }
  }

  /// A number from the chi-square distribution.
  ///
  /// - Precondition: the degrees of freedom are positive and finite.
  public mutating func chiSquare(degreesOfFreedom: Double) -> Double {
    2 * gamma(shape: 0.5 * degreesOfFreedom)
  }

  /// A number from Student's t distribution: a normal over the root of a mean square.
  ///
  /// Its variance is ν / (ν − 2) above two degrees of freedom ν.
  ///
  /// - Precondition: the degrees of freedom are positive and finite.
  public mutating func studentT(degreesOfFreedom: Double) -> Double {
    let numerator = normal()
    return numerator
      / (chiSquare(degreesOfFreedom: degreesOfFreedom) / degreesOfFreedom)
      .squareRoot()
  }

  /// A number from Student's t distribution scaled to variance 1.
  ///
  /// It is a t number times √((ν − 2) / ν) for ν degrees of freedom.
  ///
  /// - Precondition: the degrees of freedom are above 2 and finite.
  public mutating func standardisedStudentT(degreesOfFreedom: Double) -> Double {
    precondition(degreesOfFreedom > 2, "a variance needs more than 2 degrees of freedom")
    let scale = ((degreesOfFreedom - 2) / degreesOfFreedom).squareRoot()
    return scale * studentT(degreesOfFreedom: degreesOfFreedom)
  }

  /// A number of events from the Poisson distribution.
  ///
  /// By inversion, exact up to the rounding of its probabilities; a mean above 16 is a sum of
  /// parts, so that exp(−mean) stays far from underflow.
  ///
  /// - Complexity: O(mean).
  /// - Precondition: the mean is not negative and at most 10⁹.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e9, "the mean must lie in 0...10⁹")
    let parts = max(1, (mean / 16).rounded(.up))
    let share = mean / parts
    var total = 0
    for _ in 0..<Int(parts) { total += smallPoisson(mean: share) }
    return total
  }

  private mutating func smallPoisson(mean: Double) -> Int {
    var rest = uniform()
    var probability = PortableMath.exp(-mean)
    var count = 0
    // Beyond 200 the probabilities of a mean of 16 are below the last place of any uniform.
    while rest > probability && count < 200 {
      rest -= probability
      count += 1
      probability *= mean / Double(count)
    }
    return count
  }
}
