// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The exact law of the one-sided distance.
enum KolmogorovTail {
  /// The probability that the empirical distribution rises above the true one by `distance`.
  ///
  /// Formula: d Σⱼ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j) over 0 ≤ j ≤ n(1 − d).
  ///
  /// Source: Birnbaum and Tingey, "One-sided confidence contours for probability distribution
  /// functions", Annals of Mathematical Statistics 22 (1951).
  static func oneSided(_ distance: Double, count: Int) -> Double {
    let n = Double(count)
    var sum = CompensatedSum()
    var logChoices = CompensatedSum()
    for j in 0...count {
      let below = distance + Double(j) / n
      let above = 1 - below
      guard above > 0 else { break }
      let logTerm =
        logChoices.value + Double(j - 1) * .log(below) + Double(count - j) * .log(above)
      sum.add(.exp(logTerm))
      if j < count { logChoices.add(.log(Double(count - j) / Double(j + 1))) }
    }
    return distance * sum.value
  }
}
