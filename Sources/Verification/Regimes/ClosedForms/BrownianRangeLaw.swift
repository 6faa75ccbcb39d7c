// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// The law of the range, highest less lowest point, of a Brownian path without drift whose end has
/// standard deviation 1: high less low of a bar of one step, in log prices and deviations.
///
/// Source: Feller, "The asymptotic distribution of the range of sums of independent random
/// variables" (1951), for the density; Parkinson, "The extreme value method for estimating the
/// variance of the rate of return" (1980), for the moments.
public enum BrownianRangeLaw {
  /// The mean of the range: √(8/π).
  public static let mean = (8 / Double.pi).squareRoot()
  /// The mean of the squared range: 4 ln 2.
  public static let meanSquare = 4 * Double.log(2)
  /// The mean of the fourth power of the range: 9ζ(3).
  public static let meanFourthPower = 9 * 1.2020569031595942854

  /// The density of the range: 8·Σₖ (−1)ᵏ⁻¹k²φ(kr).
  ///
  /// Below 2 by the other form of the same function,
  /// (8/r³)·Σ_{n odd} (n²π²/r² − 1)·exp(−n²π²/(2r²)).
  public static func density(_ range: Double) -> Double {
    guard range > 0 else { return 0 }
    if range < 2 {
      return vibrations(range) { _, scaled in (scaled - 1) / (range * range * range) }
    }
    var sum = 0.0
    for k in 1...8 {
      let order = Double(k)
      let sign = k % 2 == 1 ? 1.0 : -1.0
      sum += sign * order * order * Normal.standardDensity(order * range)
    }
    return 8 * sum
  }

  /// The probability that the range is at most a value: 1 − 8·Σₖ (−1)ᵏ⁻¹k(1 − Φ(kr)).
  ///
  /// Below 2 by the other form, 8·Σ_{n odd} (1/(n²π²) + 1/r²)·exp(−n²π²/(2r²)), got by integrating
  /// the law of a path's stay in a corridor over the corridor's place.
  public static func cumulative(_ range: Double) -> Double {
    guard range > 0 else { return 0 }
    if range < 2 { return vibrations(range) { square, _ in 1 / square + 1 / (range * range) } }
    return 1 - exceedance(range)
  }

  /// The probability that the range exceeds a value.
  public static func exceedance(_ range: Double) -> Double {
    guard range >= 2 else { return 1 - cumulative(range) }
    var sum = 0.0
    for k in 1...8 {
      let order = Double(k)
      let sign = k % 2 == 1 ? 1.0 : -1.0
      sum += sign * order * Normal.standardCumulative(-order * range)
    }
    return 8 * sum
  }

  /// 8·Σ weight(n²π², n²π²/r²)·exp(−n²π²/(2r²)) over odd n.
  private static func vibrations(
    _ range: Double, _ weight: (_ square: Double, _ scaled: Double) -> Double
  ) -> Double {
    var sum = 0.0
    for n in stride(from: 1.0, through: 9, by: 2) {
      let square = n * n * Double.pi * Double.pi
      let scaled = square / (range * range)
      sum += weight(square, scaled) * .exp(-0.5 * scaled)
    }
    return 8 * sum
  }
}
