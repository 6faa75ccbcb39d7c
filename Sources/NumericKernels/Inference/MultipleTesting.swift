// SPDX-License-Identifier: GPL-3.0-or-later

/// P-values adjusted for the number of tests, whatever the dependence between them.
///
/// A test is rejected at a level where its adjusted p-value does not exceed that level; the
/// probability of any false rejection among all tests is then at most the level.
public enum MultipleTesting {
  /// The p-values times their number, at most 1, in the given order.
  ///
  /// - Precondition: there is at least one p-value and each lies in [0, 1].
  /// - Complexity: O(n).
  public static func bonferroni(_ pValues: [Double]) -> [Double] {
    requireProbabilities(pValues)
    return pValues.map { min(1, $0 * Double(pValues.count)) }
  }

  /// Holm's step-down p-values in the given order; never above Bonferroni's.
  ///
  /// Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
  /// of Statistics 6 (1979).
  ///
  /// - Precondition: there is at least one p-value and each lies in [0, 1].
  /// - Complexity: O(n log n).
  public static func holm(_ pValues: [Double]) -> [Double] {
    requireProbabilities(pValues)
    var adjusted = pValues
    var largest = 0.0
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
      adjusted[index] = largest
    }
    return adjusted
  }
}
