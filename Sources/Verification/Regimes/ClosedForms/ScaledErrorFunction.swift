// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The scaled complementary error function exp(x²)·erfc(x), which neither overflows nor vanishes
/// for large x.
///
/// - Precondition: x is not negative.
func scaledComplementaryErrorFunction(_ x: Double) -> Double {
  1 / (Double.pi.squareRoot() * (x + laplaceRemainder(x)))
}

/// What Laplace's continued fraction 1/(√π·exp(x²)·erfc(x)) = x + ½/(x + 1/(x + 3/2/(x + …))) adds
/// to x, with all its digits where it is small beside x.
///
/// From 3 it is the fraction's first 100 links, which give every digit, below the difference.
///
/// - Precondition: x is not negative.
func laplaceRemainder(_ x: Double) -> Double {
  precondition(x >= 0, "the argument must not be negative")
  guard x >= 3 else { return 1 / (Double.pi.squareRoot() * .exp(x * x) * .erfc(x)) - x }
  var remainder = 0.0
  for link in stride(from: 100.0, to: 0, by: -1) { remainder = 0.5 * link / (x + remainder) }
  return remainder
}
