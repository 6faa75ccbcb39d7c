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
  /// (2000), section 3; shapes below 1 by its section 6. The squeeze before the logarithms is left
  /// out: it changes no result.
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
      let bound = 0.5 * x * x + d - d * v + d * PortableMath.log(v)
      if PortableMath.log(uniform()) < bound { return d * v }
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
