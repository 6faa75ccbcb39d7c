// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The law of the highest and lowest point of a Brownian path between two known ends.
///
/// Source: Karatzas and Shreve, "Brownian Motion and Stochastic Calculus" (1991), section 2.8.
public struct BridgeExtremesLaw: Hashable, Sendable {
  /// Where the path starts, x.
  public let start: Double
  /// Where the path ends, y.
  public let end: Double
  /// The standard deviation that the path's end would have without the bridge, s.
  public let deviation: Double

  /// Makes the law.
  ///
  /// - Precondition: the deviation is positive.
  public init(start: Double, end: Double, deviation: Double) {
    precondition(deviation > 0, "the deviation must be positive")
    self.start = start
    self.end = end
    self.deviation = deviation
  }

  /// The probability that the maximum is at most a bound: 1 − exp(−2(b − x)(b − y)/s²).
  public func maximumCumulative(_ bound: Double) -> Double {
    guard bound > max(start, end) else { return 0 }
    let product = ((bound - start) / deviation) * ((bound - end) / deviation)
    return -.expMinusOne(-2 * product)
  }

  /// The probability that the minimum is at most a bound: exp(−2(x − a)(y − a)/s²).
  public func minimumCumulative(_ bound: Double) -> Double {
    guard bound < min(start, end) else { return 1 }
    let product = ((start - bound) / deviation) * ((end - bound) / deviation)
    return .exp(-2 * product)
  }

  /// The mean of the maximum: max(x, y) + s·√(π/8)·exp(½d²)·erfc(d/√2) with d = |y − x|/s.
  ///
  /// It is the integral of the probability to exceed b over b beyond both ends.
  public var meanMaximum: Double { max(start, end) + meanOvershoot }

  /// The mean of the minimum.
  public var meanMinimum: Double { min(start, end) - meanOvershoot }

  private var meanOvershoot: Double {
    let change = (end - start).magnitude / deviation
    let scaled = scaledComplementaryErrorFunction(change / 2.0.squareRoot())
    return deviation * (Double.pi / 8).squareRoot() * scaled
  }

  /// The probability that the whole path stays between two bounds, P(a < min, max < b).
  ///
  /// Formula: with D = b − a, for corridors wider than 1.5 s the sum over reflections
  /// Σₖ exp(−2kD(kD + y − x)/s²) − exp(−2(x − a + kD)(y − a + kD)/s²), |k| ≤ 8, to 10⁻¹⁵. In
  /// narrow ones these terms cancel, and the sum over the corridor's vibrations stands in,
  /// (2s√(2π)/D)·exp(½(y − x)²/s²)·Σₙ sin(nπ(x − a)/D)·sin(nπ(y − a)/D)·exp(−½(nπs/D)²).
  public func stayProbability(above lower: Double, below upper: Double) -> Double {
    guard lower < min(start, end), upper > max(start, end) else { return 0 }
    let width = (upper - lower) / deviation
    let first = (start - lower) / deviation
    let last = (end - lower) / deviation
    let value =
      width > 1.5
      ? Self.reflections(width: width, first: first, last: last)
      : Self.vibrations(width: width, first: first, last: last)
    return max(value, 0)
  }

  private static func reflections(width: Double, first: Double, last: Double) -> Double {
    var sum = 0.0
    for k in -8...8 {
      let shift = Double(k) * width
      sum += .exp(-2 * shift * (shift + last - first))
      sum -= .exp(-2 * (first + shift) * (last + shift))
    }
    return sum
  }

  private static func vibrations(width: Double, first: Double, last: Double) -> Double {
    let change = last - first
    var sum = 0.0
    for n in 1...8 {
      let frequency = Double(n) * .pi / width
      let damping = Double.exp(0.5 * (change * change - frequency * frequency))
      sum += .sin(frequency * first) * .sin(frequency * last) * damping
    }
    return 2 * (2 * Double.pi).squareRoot() / width * sum
  }
}
