// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The sums that make the Gaussian log-likelihood of a filtered series.
///
/// A regular observation adds ln 2π + ln F + v²/F to −2ℓ. An observation that settles a diffuse
/// state adds ln F∞, and by convention ln 2π or nothing: both conventions are given. Missing
/// observations add nothing.
public struct GaussianLikelihood: Hashable, Sendable {
  /// The number of regular observations.
  public internal(set) var count = 0
  /// The number of observations that settled a diffuse state.
  public internal(set) var diffuseCount = 0
  /// Σ ln F over the regular observations.
  public internal(set) var logVarianceSum = 0.0
  /// Σ ln F∞ over the diffuse observations.
  public internal(set) var diffuseLogVarianceSum = 0.0
  /// Σ v²/F over the regular observations.
  public internal(set) var squareSum = 0.0
  /// The number of observations whose variance was not positive: the model cannot produce the data,
  /// or its numbers have left the range of doubles.
  public internal(set) var impossibleCount = 0

  /// The empty sum.
  public init() {}

  /// The log-likelihood in which a diffuse observation counts −½ ln F∞, without ln 2π.
  ///
  /// For an ARIMA model without missing data it equals the likelihood of the differenced series;
  /// −∞ where an observation was impossible.
  public var logLikelihood: Double {
    guard impossibleCount == 0 else { return -.infinity }
    return -0.5
      * (Double(count) * .log(2 * .pi) + logVarianceSum + diffuseLogVarianceSum + squareSum)
  }

  /// The log-likelihood in which every observation counts −½ ln 2π, a diffuse one, too.
  public var logLikelihoodOfAllObservations: Double {
    logLikelihood - 0.5 * Double(diffuseCount) * .log(2 * .pi)
  }

  /// The factor on all variances but the diffuse ones that maximises the likelihood, Σ(v²/F)/n.
  public var scale: Double { squareSum / Double(count) }

  /// `logLikelihood` with all variances but the diffuse ones multiplied by `scale`.
  ///
  /// +∞ where the innovations are all zero; −∞ where an observation was impossible or none regular.
  public var scaledLogLikelihood: Double {
    guard impossibleCount == 0, count > 0 else { return -.infinity }
    let size = Double(count)
    return -0.5
      * (size * (.log(2 * .pi) + 1 + .log(scale)) + logVarianceSum + diffuseLogVarianceSum)
  }

  /// Adds the squares of standardised innovations to `squareSum`, for innovations counted before.
  public mutating func add(squares standardised: [Double]) {
    for value in standardised { squareSum += value * value }
  }

  mutating func add(_ innovation: Innovation) {
    switch innovation.kind {
    case .regular:
      count += 1
      logVarianceSum += .log(innovation.variance)
      squareSum += innovation.value * innovation.value / innovation.variance
    case .diffuse:
      diffuseCount += 1
      diffuseLogVarianceSum += .log(innovation.diffuseVariance)
    case .impossible:
      impossibleCount += 1
    }
  }
}

/// The one-step error of a filter at an observation.
public struct Innovation: Hashable, Sendable {
  /// What an observation is to the filter.
  public enum Kind: Hashable, Sendable {
    /// The filter could predict it.
    case regular
    /// It settles a diffuse state; the variance of its innovation is infinite.
    case diffuse
    /// Its variance is not positive; the filter passes over it.
    case impossible
  }

  /// What the observation was to the filter.
  public let kind: Kind
  /// v, the observation minus its prediction.
  public let value: Double
  /// F, the variance of v; its finite part F⁎ at a diffuse observation.
  public let variance: Double
  /// F∞; zero but at a diffuse observation.
  public let diffuseVariance: Double

  /// v/√F, standard normal and independent under the model; nil but at a regular observation.
  public var standardised: Double? {
    kind == .regular ? value / variance.squareRoot() : nil
  }
}
