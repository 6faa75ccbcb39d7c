// SPDX-License-Identifier: GPL-3.0-or-later

/// The outcome of a test of one hypothesis about data.
///
/// The tests themselves are its static functions, one file each. Every p-value is uniform on (0, 1)
/// where the hypothesis holds, up to the approximation that the test states.
public struct HypothesisTest: Hashable, Sendable {
  /// What the test measures; its scale is that of the named test.
  public let statistic: Double
  /// The probability of a statistic at least this extreme where the hypothesis holds.
  public let pValue: Double
  /// The degrees of freedom of the statistic's law; nil where that law has none.
  public let degreesOfFreedom: Double?

  init(statistic: Double, pValue: Double, degreesOfFreedom: Double? = nil) {
    self.statistic = statistic
    self.pValue = min(max(pValue, 0), 1)
    self.degreesOfFreedom = degreesOfFreedom
  }
}
