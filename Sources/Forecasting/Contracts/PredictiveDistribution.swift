// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The distribution of a future observation: normal with a mean and a standard error.
///
/// Units are those of the series. A standard error of zero is allowed (a constant series): every
/// quantile is then the mean.
public struct PredictiveDistribution: Hashable, Sendable {
  /// The expected value.
  public let mean: Double
  /// The standard deviation of the forecast error; finite and not negative.
  public let standardError: Double

  /// Makes a distribution.
  ///
  /// - Precondition: both numbers are finite, `standardError` is not negative.
  public init(mean: Double, standardError: Double) {
    precondition(mean.isFinite, "the mean must be finite")
    precondition(
      standardError.isFinite && standardError >= 0, "the standard error must be finite and ≥ 0")
    self.mean = mean
    self.standardError = standardError
  }

  /// The value that the observation does not exceed with a probability.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1.
  public func quantile(_ probability: Double) -> Double {
    mean + standardError * Normal.standardQuantile(probability)
  }

  /// The central interval that holds the observation with probability `level`.
  ///
  /// - Precondition: `level` lies strictly between 0 and 1.
  public func predictionInterval(level: Double) -> (lower: Double, upper: Double) {
    precondition(level > 0 && level < 1, "the level must lie strictly between 0 and 1")
    let reach = standardError * Normal.standardQuantile(0.5 + level / 2)
    return (mean - reach, mean + reach)
  }
}
