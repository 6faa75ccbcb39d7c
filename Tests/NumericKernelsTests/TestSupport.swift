// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// |value − truth| / |truth|; the absolute error where the truth is zero.
func relativeError(_ value: Double, _ truth: Double) -> Double {
  if value == truth { return 0 }
  return truth == 0 ? abs(value) : abs(value - truth) / abs(truth)
}

/// The largest relative error of numbers beside their truths.
func worstRelativeError(_ values: [Double], _ truths: [Double]) -> Double {
  guard values.count == truths.count else { return .infinity }
  return zip(values, truths).map { relativeError($0, $1) }.max() ?? 0
}

/// The sample of scripts/reference/numeric_kernels.py: eighths between −50 and 76 in no order.
func referenceSample(_ count: Int) -> [Double] {
  (0..<count).map { Double(($0 * 7919 + 13) % 1009) / 8 - 50 }
}

/// Σ (observed − expected)² / expected for equally likely classes.
func chiSquare(_ counts: [Int]) -> Double {
  let expected = Double(counts.reduce(0, +)) / Double(counts.count)
  return counts.reduce(0.0) { sum, count in
    sum + (Double(count) - expected) * (Double(count) - expected) / expected
  }
}

/// What a chi-square variable exceeds with probability 10⁻⁶, by Wilson and Hilferty (1931).
func chiSquareLimit(degreesOfFreedom: Int) -> Double {
  let degrees = Double(degreesOfFreedom)
  let spread = 2 / (9 * degrees)
  let root = 1 - spread + 4.753424 * spread.squareRoot()
  return degrees * root * root * root
}

/// Kolmogorov's distance of values from the uniform distribution on (0, 1).
func distanceFromUniform(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let n = Double(values.count)
  return sorted.indices.reduce(0) { worst, index in
    let (below, above) = (Double(index) / n, Double(index + 1) / n)
    return max(worst, sorted[index] - below, above - sorted[index])
  }
}
