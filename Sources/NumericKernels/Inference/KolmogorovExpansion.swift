// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Kolmogorov's limiting law of √n Dₙ with corrections of orders n^(−1/2), n⁻¹ and n^(−3/2).
///
/// Source: Pelz and Good, "Approximating the lower tail-areas of the Kolmogorov–Smirnov one-sample
/// statistic", Journal of the Royal Statistical Society B 38 (1976); use and accuracy in Simard and
/// L'Ecuyer, "Computing the two-sided Kolmogorov–Smirnov distribution", Journal of Statistical
/// Software 39(11) (2011).
enum KolmogorovExpansion {
  /// The probability that the distance of `count` values is below `distance`.
  static func cumulative(_ distance: Double, count: Int) -> Double {
    let root = Double(count).squareRoot()
    let x = root * distance
    let terms = corrections(x)
    return terms.0 + (terms.1 + (terms.2 + terms.3 / root) / root) / root
  }

  /// The limiting law and the coefficients of the three corrections.
  private static func corrections(_ x: Double) -> (Double, Double, Double, Double) {
    let x2 = x * x
    let (x4, x6) = (x2 * x2, x2 * x2 * x2)
    var (k0, k1, k2, k3) = (0.0, 0.0, 0.0, 0.0)
    for index in 0..<12 {
      // Half-odd terms in ±(k + 1/2), and whole terms in ±k, come in equal pairs.
      let a = Double.pi * Double.pi * (Double(index) + 0.5) * (Double(index) + 0.5)
      let halfWeight = 2 * Double.exp(-a / (2 * x2))
      k0 += halfWeight
      k1 += halfWeight * (a - x2)
      k2 += halfWeight * (6 * x6 + 2 * x4 + a * (2 * x4 - 5 * x2) + a * a * (1 - 2 * x2)) / 72
      k3 +=
        halfWeight / 6480
        * (a * a * a * (5 - 30 * x2) + a * a * (212 * x4 - 60 * x2)
          + a * (135 * x4 - 96 * x6) - 30 * x6 - 90 * x4 * x4)
      let b = Double.pi * Double.pi * Double(index) * Double(index)
      let wholeWeight = 2 * Double.exp(-b / (2 * x2))
      k2 -= wholeWeight * b * x4 / 36
      k3 += wholeWeight * b * x4 * (3 * x2 - b) / 216
    }
    let root = (Double.pi / 2).squareRoot()
    return (root * k0 / x, root * k1 / (6 * x4), root * k2 / (x6 * x), root * k3 / (x6 * x4))
  }
}
