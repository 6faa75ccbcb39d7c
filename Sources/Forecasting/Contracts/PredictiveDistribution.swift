// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The distribution of a future observation: a mean, a standard error and the law of the error.
///
/// Units are those of the series. A standard error of zero is allowed (a constant series): every
/// quantile is then the mean. Where an explosive model leaves the range of doubles, the numbers
/// stay at the end of that range.
public struct PredictiveDistribution: Hashable, Sendable {
  /// The expected value.
  public let mean: Double
  /// The standard deviation of the forecast error; finite and not negative.
  public let standardError: Double
  /// The law of the forecast error in units of the standard error.
  public let shape: ErrorShape

  /// Makes a distribution.
  ///
  /// - Precondition: neither number is NaN, `standardError` is not negative.
  public init(mean: Double, standardError: Double, shape: ErrorShape = .normal) {
    precondition(!mean.isNaN, "the mean must be a number")
    precondition(standardError >= 0, "the standard error must be a number and not negative")
    self.mean = Self.held(mean)
    self.standardError = Self.held(standardError)
    self.shape = shape
  }

  /// The value that the observation does not exceed with a probability.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1.
  public func quantile(_ probability: Double) -> Double {
    Self.held(mean + Self.held(standardError * shape.quantile(probability)))
  }

  /// The interval that the observation misses on either side with probability (1 − `level`)/2.
  ///
  /// - Precondition: `level` lies strictly between 0 and 1.
  public func predictionInterval(level: Double) -> (lower: Double, upper: Double) {
    precondition(level > 0 && level < 1, "the level must lie strictly between 0 and 1")
    guard shape == .normal else { return (quantile(0.5 - level / 2), quantile(0.5 + level / 2)) }
    let reach = Self.held(standardError * Normal.standardQuantile(0.5 + level / 2))
    return (Self.held(mean - reach), Self.held(mean + reach))
  }

  /// The distribution of the observation plus a constant.
  ///
  /// - Precondition: `offset` is finite.
  public func shifted(by offset: Double) -> PredictiveDistribution {
    PredictiveDistribution(mean: mean + offset, standardError: standardError, shape: shape)
  }

  /// The largest size of any number of a distribution: sums of a few stay finite.
  static let largest = 1e300

  /// A number held inside ±`largest`.
  static func held(_ value: Double) -> Double { min(max(value, -largest), largest) }
}
