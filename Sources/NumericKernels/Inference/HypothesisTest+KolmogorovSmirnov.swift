// SPDX-License-Identifier: GPL-3.0-or-later

extension HypothesisTest {
  /// Tests independent values against a continuous distribution function by Kolmogorov and Smirnov.
  ///
  /// The statistic is the largest distance Dₙ between the empirical and the given distribution
  /// function. The p-value holds only where the function was not fitted to the same values; its
  /// error is that of `KolmogorovDistribution`.
  ///
  /// - Precondition: there is at least one value, no value is NaN, and the distribution function
  ///   stays in [0, 1].
  /// - Complexity: O(n log n).
  public static func kolmogorovSmirnov(
    of values: [Double], cumulative: (Double) -> Double
  ) -> HypothesisTest {
    let probabilities = sortedProbabilities(of: values, cumulative: cumulative)
    let n = Double(probabilities.count)
    var distance = 0.0
    for (index, probability) in probabilities.enumerated() {
      let below = probability - Double(index) / n
      let above = Double(index + 1) / n - probability
      distance = max(distance, below, above)
    }
    return HypothesisTest(
      statistic: distance,
      pValue: KolmogorovDistribution.survival(distance, count: probabilities.count))
  }

  /// Tests whether p-values are uniform, as those of many independent true hypotheses are.
  ///
  /// - Precondition: there is at least one p-value and each lies in [0, 1].
  /// - Complexity: O(n log n).
  public static func uniformity(ofPValues pValues: [Double]) -> HypothesisTest {
    requireProbabilities(pValues)
    return kolmogorovSmirnov(of: pValues) { $0 }
  }

  /// The distribution function at the values in ascending order.
  static func sortedProbabilities(
    of values: [Double], cumulative: (Double) -> Double
  ) -> [Double] {
    precondition(!values.isEmpty, "the test needs at least one value")
    precondition(!values.contains(where: \.isNaN), "the values must not be NaN")
    let probabilities = values.sorted().map(cumulative)
    precondition(
      probabilities.allSatisfy((0...1).contains), "a distribution function stays in [0, 1]")
    return probabilities
  }
}
