// SPDX-License-Identifier: GPL-3.0-or-later

/// The outcome of a test of the hypothesis that a series has a unit root.
///
/// A small p-value speaks against the unit root. The tests themselves are static functions, one
/// file each.
public struct UnitRootTest: Hashable, Sendable {
  /// The t statistic of the lagged level, or its correction by the named test.
  public let statistic: Double
  /// The probability of a statistic at most this large under a unit root, for a long series.
  public let pValue: Double
  /// The number of lags: of the differences, or of the long-run variance for Phillips and Perron.
  public let lags: Int
  /// The rows of the regression.
  public let observationCount: Int

  init(statistic: Double, pValue: Double, lags: Int, observationCount: Int) {
    self.statistic = statistic
    self.pValue = min(max(pValue, 0), 1)
    self.lags = lags
    self.observationCount = observationCount
  }

  /// How many lagged differences a test takes in.
  public enum LagChoice: Hashable, Sendable {
    /// This many.
    case fixed(Int)
    /// The number with the least Akaike criterion, all regressions on the same rows; nil means
    /// Schwert's largest, ⌈12 (n/100)^¼⌉ where the series is long enough for it.
    case akaike(maximum: Int? = nil)
  }

  /// Schwert's largest number of lags, fewer for a series too short for so many.
  static func largestLag(count: Int, terms: DeterministicTerms) -> Int {
    let schwert = Int((12 * (Double(count) / 100).squareRoot().squareRoot()).rounded(.up))
    return max(0, min(schwert, count / 2 - terms.count - 1))
  }
}
