// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

extension HypothesisTest {
  /// Tests independent values against a fully specified law by Anderson and Darling.
  ///
  /// Formula: A² = −n − Σᵢ (2i − 1)/n × (log uᵢ + log(1 − uₙ₊₁₋ᵢ)) over the ascending values u of
  /// the distribution function. It weighs both tails more than the Kolmogorov–Smirnov distance
  /// does. A value to which the law gives probability 0 or 1 makes the statistic infinite.
  ///
  /// - Precondition: there is at least one value, no value is NaN, and the distribution function
  ///   stays in [0, 1].
  /// - Complexity: O(n log n).
  public static func andersonDarling(
    of values: [Double], cumulative: (Double) -> Double
  ) -> HypothesisTest {
    let probabilities = sortedProbabilities(of: values, cumulative: cumulative)
    let count = probabilities.count
    var sum = CompensatedSum()
    for index in 0..<count {
      let probability = probabilities[index]
      guard probability > 0 && probability < 1 else {
        return HypothesisTest(statistic: .infinity, pValue: 0)
      }
      // Sorting the sum by value instead of by rank takes each value once.
      sum.add(Double(2 * index + 1) * .log(probability))
      sum.add(Double(2 * (count - index) - 1) * .log(onePlus: -probability))
    }
    let n = Double(count)
    let statistic = -n - sum.value / n
    return HypothesisTest(
      statistic: statistic,
      pValue: AndersonDarlingDistribution.survival(statistic, count: count))
  }
}
