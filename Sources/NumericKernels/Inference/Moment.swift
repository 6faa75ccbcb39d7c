// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment of a law, as an estimate from a sample.
public enum Moment: CaseIterable, Hashable, Sendable {
  /// The first moment.
  case mean
  /// The second central moment; its estimate has divisor n − 1.
  case variance
  /// The standardised third moment; its estimate has divisor n.
  case skewness
  /// The standardised fourth moment, 3 for a normal law; its estimate has divisor n.
  case kurtosis

  /// The moment of a sample that is not constant.
  func estimate(from sample: SampleMoments) -> Double {
    switch self {
    case .mean: sample.mean
    case .variance: sample.variance ?? 0
    case .skewness: sample.skewness ?? 0
    case .kurtosis: sample.kurtosis ?? 0
    }
  }

  /// The influence of one value on the estimate, as a polynomial of the standardised value z.
  ///
  /// The estimate differs from its limit by the mean influence, up to terms of order 1/n (the delta
  /// method). With skewness γ and kurtosis κ the polynomials are z, z² − 1,
  /// z³ − γ − 3z − 3γ(z² − 1)/2 and z⁴ − κ − 4γz − 2κ(z² − 1), the first two in units of σ and σ².
  /// Coefficients stand lowest power first.
  func influence(skewness: Double, kurtosis: Double) -> [Double] {
    switch self {
    case .mean: [0, 1]
    case .variance: [-1, 0, 1]
    case .skewness: [0.5 * skewness, -3, -1.5 * skewness, 1]
    case .kurtosis: [kurtosis, -4 * skewness, -2 * kurtosis, 0, 1]
    }
  }

  /// The unit of the influence for a law of a variance.
  func scale(variance: Double) -> Double {
    switch self {
    case .mean: variance.squareRoot()
    case .variance: variance
    case .skewness, .kurtosis: 1
    }
  }
}
