// SPDX-License-Identifier: GPL-3.0-or-later

/// The first four cumulants of a law.
public struct Cumulants: Hashable, Sendable {
  /// The mean.
  public let first: Double
  /// The variance.
  public let second: Double
  /// The third central moment.
  public let third: Double
  /// The fourth central moment less three times the squared variance.
  public let fourth: Double

  /// Makes the cumulants of a law.
  public init(first: Double, second: Double, third: Double, fourth: Double) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// The cumulants of a time in which independent increments of these cumulants a unit add up.
  public func scaled(by time: Double) -> Cumulants {
    Cumulants(
      first: first * time, second: second * time, third: third * time, fourth: fourth * time)
  }

  /// The mean.
  public var mean: Double { first }

  /// The variance.
  public var variance: Double { second }

  /// The standard deviation.
  public var standardDeviation: Double { second.squareRoot() }

  /// The standardised third moment, 0 for a normal law.
  public var skewness: Double { third / (second * second.squareRoot()) }

  /// The standardised fourth moment less 3, 0 for a normal law.
  public var excessKurtosis: Double { fourth / (second * second) }
}
