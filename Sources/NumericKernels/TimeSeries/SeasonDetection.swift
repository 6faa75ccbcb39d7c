// SPDX-License-Identifier: GPL-3.0-or-later
//
// A guess of a season's length from the series alone. Where the calendar tells the length, use it:
// a guess is for series of unknown origin.

import RealModule

/// A way to find the length of a season in a series.
public enum SeasonDetection: String, CaseIterable, Hashable, Sendable {
  /// The largest peak of the autocorrelations of the detrended series.
  case autocorrelation
  /// The largest peak of the periodogram of the detrended series.
  case periodogram

  /// What was found.
  public struct Season: Hashable, Sendable {
    /// The number of observations in a season.
    public let period: Int
    /// The autocorrelation of the detrended series at that lag.
    public let autocorrelation: Double
    /// Fisher's p-value of the periodogram's peak where white noise is the alternative; nil by
    /// autocorrelation.
    public let pValue: Double?
  }

  /// Finds the season of a series, or nil where none stands out.
  ///
  /// The series is taken as residuals from a line. By autocorrelation, a season is a local peak at
  /// a lag from 2 to a third of the series, above `threshold` and after the autocorrelations have
  /// once been negative, so that slow drift is none. By periodogram, it is the peak frequency whose
  /// Fisher p-value is below 0.001, whose period is at most a third of the series, and whose
  /// autocorrelation exceeds the threshold.
  ///
  /// Source: Fisher, "Tests of significance in harmonic analysis", Proceedings of the Royal Society
  /// A 125 (1929), for the p-value.
  ///
  /// - Precondition: all values are finite and `threshold` lies in (0, 1).
  /// - Complexity: O(n²).
  public func season(of values: [Double], threshold: Double = 0.3) -> Season? {
    precondition(threshold > 0 && threshold < 1, "the threshold must lie in (0, 1)")
    precondition(values.allSatisfy(\.isFinite), "the values must be finite")
    guard values.count >= 9, values.contains(where: { $0 != values[0] }) else { return nil }
    let residuals = DeterministicTerms.constantAndTrend.residuals(of: values)
    // What is left of an exact line is rounding.
    let spread = SampleMoments(residuals).sumOfSquares
    guard spread > SampleMoments(values).sumOfSquares * 1e-20 else { return nil }
    let correlations = autocorrelations(residuals, maximumLag: values.count / 3 + 1)
    switch self {
    case .autocorrelation: return Self.peak(correlations, threshold: threshold)
    case .periodogram: return Self.peak(residuals, correlations, threshold: threshold)
    }
  }

  /// Entry k − 1 belongs to lag k.
  private static func peak(_ correlations: [Double], threshold: Double) -> Season? {
    guard let first = correlations.firstIndex(where: { $0 < 0 }) else { return nil }
    var best: Season?
    for index in max(first, 1)..<(correlations.count - 1) {
      let value = correlations[index]
      // Multiples of a season peak too, but lower, as fewer products enter their sums.
      guard value > threshold, value > correlations[index - 1], value >= correlations[index + 1],
        value > (best?.autocorrelation ?? 0)
      else { continue }
      best = Season(period: index + 1, autocorrelation: value, pValue: nil)
    }
    return best
  }

  private static func peak(
    _ residuals: [Double], _ correlations: [Double], threshold: Double
  ) -> Season? {
    let n = residuals.count
    let powers = (1...((n - 1) / 2)).map { power(residuals, frequency: $0) }
    guard let largest = powers.indices.max(by: { powers[$0] < powers[$1] }) else { return nil }
    let share = powers[largest] / compensatedSum(powers)
    let pValue = fisherPValue(share: share, count: powers.count)
    let period = Int((Double(n) / Double(largest + 1)).rounded())
    guard pValue < 0.001, period >= 2, period <= n / 3, correlations[period - 1] > threshold
    else { return nil }
    return Season(period: period, autocorrelation: correlations[period - 1], pValue: pValue)
  }

  /// The squared modulus of the Fourier coefficient of a whole number of cycles.
  private static func power(_ values: [Double], frequency: Int) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for (index, value) in values.enumerated() {
      // The angle from the exact remainder keeps its digits over many cycles.
      let turn = Double(index * frequency % values.count) / Double(values.count)
      real += value * Double.cos(2 * Double.pi * turn)
      imaginary += value * Double.sin(2 * Double.pi * turn)
    }
    return real * real + imaginary * imaginary
  }

  /// P(largest share > g) = Σⱼ (−1)^(j−1) C(m, j) (1 − jg)^(m−1); its first term bounds it above.
  static func fisherPValue(share: Double, count: Int) -> Double {
    let m = Double(count)
    let first = m * Double.pow(max(0, 1 - share), m - 1)
    guard first > 0.05 else { return first }
    var (sum, choose) = (0.0, 1.0)
    for term in 1...max(1, min(count, Int(1 / share))) {
      let j = Double(term)
      choose *= (m - j + 1) / j
      let value = choose * Double.pow(max(0, 1 - j * share), m - 1)
      sum += term % 2 == 1 ? value : -value
      // The terms grow before they cancel; beyond this size their sum has no digits left.
      if value > 1e12 { return 1 }
    }
    return min(max(sum, 0), 1)
  }
}
