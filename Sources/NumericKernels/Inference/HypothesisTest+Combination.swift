// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

extension HypothesisTest {
  /// Combines independent p-values by Fisher's method.
  ///
  /// Formula: −2 Σ log p, chi-square with two degrees of freedom a p-value. A p-value of zero makes
  /// the statistic infinite.
  ///
  /// Source: Fisher, "Statistical Methods for Research Workers".
  ///
  /// - Precondition: there is at least one p-value and each lies in [0, 1].
  /// - Complexity: O(n).
  public static func fisher(combining pValues: [Double]) -> HypothesisTest {
    requireProbabilities(pValues)
    if pValues.contains(0) { return HypothesisTest(statistic: .infinity, pValue: 0) }
    var sum = CompensatedSum()
    for pValue in pValues { sum.add(.log(pValue)) }
    return chiSquare(statistic: -2 * sum.value, degreesOfFreedom: 2 * pValues.count)
  }
}
