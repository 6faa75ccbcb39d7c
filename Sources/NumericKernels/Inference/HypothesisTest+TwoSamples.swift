// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

extension HypothesisTest {
  /// The product of two sample sizes up to which the two-sample law is computed exactly.
  private static let exactPairs = 4_000_000

  /// Tests whether two independent samples share one continuous law, by Kolmogorov and Smirnov.
  ///
  /// The statistic is the largest distance between the two empirical distribution functions. The
  /// p-value is exact up to 4 million pairs of values; above, it is Kolmogorov's law of the
  /// distance at the sample size nm/(n + m), rounded, and differs from the exact one by less than
  /// 0.01 at p-values near 1/2 and by less than one part in 20 near 0.001. The law is discrete: the
  /// p-value is uniform only up to its steps, which are coarse where n and m have a large common
  /// divisor. Ties between the samples make the test cautious.
  ///
  /// Source of the exact law: counting lattice paths, Hodges, "The significance probability of the
  /// Smirnov two-sample test", Arkiv för Matematik 3 (1957).
  ///
  /// - Precondition: both samples have values and none is NaN.
  /// - Complexity: O(n log n + m log m), and O(nm) where the law is exact.
  public static func kolmogorovSmirnov(
    comparing first: [Double], with second: [Double]
  ) -> HypothesisTest {
    precondition(!first.isEmpty && !second.isEmpty, "both samples need at least one value")
    precondition(
      !first.contains(where: \.isNaN) && !second.contains(where: \.isNaN),
      "the values must not be NaN")
    let (n, m) = (first.count, second.count)
    let gap = largestGap(first.sorted(), second.sorted())
    let distance = Double(gap) / (Double(n) * Double(m))
    guard n <= exactPairs / m else {
      let size = (Double(n) * Double(m) / Double(n + m)).rounded()
      return HypothesisTest(
        statistic: distance,
        pValue: KolmogorovDistribution.survival(distance, count: Int(size)))
    }
    return HypothesisTest(statistic: distance, pValue: crossingProbability(n, m, gap: gap))
  }

  /// The largest |i m − j n| over points of the plane where i and j values have been passed.
  private static func largestGap(_ first: [Double], _ second: [Double]) -> Int {
    let (n, m) = (first.count, second.count)
    var (i, j, largest) = (0, 0, 0)
    while i < n && j < m {
      // Tied values are passed together: between them no function is evaluated.
      let value = min(first[i], second[j])
      while i < n && first[i] == value { i += 1 }
      while j < m && second[j] == value { j += 1 }
      largest = max(largest, abs(i * m - j * n))
    }
    return largest
  }

  /// The probability that a random path from (0, 0) to (n, m) meets |i m − j n| ≥ gap.
  ///
  /// All terms are positive, so that small probabilities keep their relative accuracy.
  private static func crossingProbability(_ n: Int, _ m: Int, gap: Int) -> Double {
    guard gap > 0 else { return 1 }
    let inverse = (0...(n + m)).map { 1 / Double(max(1, $0)) }
    var row = [Double](repeating: 0, count: m + 1)
    for j in 1...m { row[j] = j * n >= gap ? 1 : row[j - 1] }
    for i in 1...n {
      var left = i * m >= gap ? 1.0 : row[0]
      row[0] = left
      for j in 1...m {
        let crossed = abs(i * m - j * n) >= gap
        // The last step to (i, j) came from (i − 1, j) with probability i / (i + j).
        let mixed = (Double(i) * row[j] + Double(j) * left) * inverse[i + j]
        left = crossed ? 1 : mixed
        row[j] = left
      }
    }
    return row[m]
  }
}
