// SPDX-License-Identifier: GPL-3.0-or-later

/// The quantiles of a statistic as functions of the sample size, from a simulation.
///
/// At each probability the quantile is q∞ + q₁/n + q₂/n² + …, fitted to simulated quantiles of
/// several sizes. Between two probabilities the normal score of the distribution function is linear
/// in the statistic, and beyond the last ones it goes on as it did.
struct QuantileSurface: Hashable, Sendable {
  /// A probability and its quantile's coefficients, the limit first.
  struct Row: Hashable, Sendable {
    let probability: Double
    let coefficients: [Double]

    init(_ probability: Double, _ coefficients: [Double]) {
      self.probability = probability
      self.coefficients = coefficients
    }

    /// The quantile at a reciprocal of the sample size.
    func quantile(_ inverse: Double) -> Double {
      coefficients.reversed().reduce(0) { $0 * inverse + $1 }
    }
  }

  /// The smallest size simulated; smaller samples are treated as of this size.
  let smallestCount: Int
  /// The rows in ascending probability.
  let rows: [Row]

  private func inverse(_ count: Int?) -> Double {
    precondition(count.map { $0 > 0 } ?? true, "the count must be positive")
    return count.map { 1 / Double(max($0, smallestCount)) } ?? 0
  }

  /// The probability of a statistic at most this large, for a sample size; nil means the limit.
  ///
  /// - Precondition: the statistic is not NaN and the count is positive.
  func cumulative(_ statistic: Double, count: Int?) -> Double {
    precondition(!statistic.isNaN, "the statistic must be a number")
    let inverse = inverse(count)
    let quantiles = rows.map { $0.quantile(inverse) }
    let above = quantiles.firstIndex { $0 > statistic } ?? rows.count
    let left = min(max(above - 1, 0), rows.count - 2)
    let (low, high) = (rows[left], rows[left + 1])
    let scores = [low, high].map { Normal.standardQuantile($0.probability) }
    let share = (statistic - quantiles[left]) / (quantiles[left + 1] - quantiles[left])
    return Normal.standardCumulative(scores[0] + share * (scores[1] - scores[0]))
  }

  /// The quantiles at 1, 5 and 10 %.
  func criticalValues(
    count: Int?
  ) -> (onePercent: Double, fivePercent: Double, tenPercent: Double) {
    let inverse = inverse(count)
    let values = rows.filter { [0.01, 0.05, 0.1].contains($0.probability) }
      .map { $0.quantile(inverse) }
    return (values[0], values[1], values[2])
  }
}
