// SPDX-License-Identifier: GPL-3.0-or-later
//
// Integrals of smooth functions, for prices from characteristic functions.

import RealModule

/// Integration by Gauss and Legendre's rule of 16 points on intervals halved where needed.
enum AdaptiveQuadrature {
  /// The integral of a function over an interval.
  ///
  /// An interval counts as done when its two halves together agree with it to the tolerance, or to
  /// fifteen digits, or after 40 halvings; a sum that is no number ends the search too.
  static func integral(
    from lower: Double, to upper: Double, tolerance: Double, of function: (Double) -> Double
  ) -> Double {
    var open = [Interval(lower: lower, upper: upper, depth: 0, function)]
    var total = 0.0
    while let whole = open.popLast() {
      let middle = 0.5 * (whole.lower + whole.upper)
      let left = Interval(
        lower: whole.lower, upper: middle, depth: whole.depth + 1, function)
      let right = Interval(
        lower: middle, upper: whole.upper, depth: whole.depth + 1, function)
      let sum = left.value + right.value
      let gap = (sum - whole.value).magnitude
      let isClose = !(gap > max(tolerance, 1e-15 * sum.magnitude))
      if isClose || whole.depth >= 40 {
        total += sum
      } else {
        open.append(right)
        open.append(left)
      }
    }
    return total
  }

  private struct Interval {
    let lower: Double
    let upper: Double
    let depth: Int
    let value: Double

    init(lower: Double, upper: Double, depth: Int, _ function: (Double) -> Double) {
      self.lower = lower
      self.upper = upper
      self.depth = depth
      let middle = 0.5 * (lower + upper)
      let half = 0.5 * (upper - lower)
      var sum = 0.0
      for (node, weight) in rule {
        sum += weight * (function(middle - half * node) + function(middle + half * node))
      }
      self.value = half * sum
    }
  }

  /// The positive nodes and their weights.
  private static let rule: [(node: Double, weight: Double)] = (1...8).map { index in
    // Newton's steps from the usual first guess.
    var node = Double.cos(.pi * (Double(index) - 0.25) / 16.5)
    for _ in 0..<6 {
      let polynomial = legendre16(node)
      node -= polynomial.value / polynomial.slope
    }
    let slope = legendre16(node).slope
    return (node, 2 / ((1 - node * node) * slope * slope))
  }

  /// Legendre's polynomial of degree 16 and its derivative, by the three-term recurrence.
  private static func legendre16(_ x: Double) -> (value: Double, slope: Double) {
    var (before, value) = (1.0, x)
    for degree in 2...16 {
      let n = Double(degree)
      (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n)
    }
    return (value, 16 * (x * value - before) / (x * x - 1))
  }
}
