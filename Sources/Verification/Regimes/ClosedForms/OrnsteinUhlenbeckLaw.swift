// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The Ornstein–Uhlenbeck process: dx = κ(θ − x) dt + σ dW.
///
/// Source: Uhlenbeck and Ornstein, "On the theory of the Brownian motion" (1930).
public struct OrnsteinUhlenbeckLaw: Hashable, Sendable {
  /// The speed of reversion per year, κ.
  public let reversionPerYear: Double
  /// The level to which the process reverts, θ.
  public let level: Double
  /// The volatility per root year, σ.
  public let volatilityPerYear: Double

  /// Makes the law.
  ///
  /// - Precondition: κ is positive, σ is not negative.
  public init(reversionPerYear: Double, level: Double, volatilityPerYear: Double) {
    precondition(reversionPerYear > 0, "the speed of reversion must be positive")
    precondition(volatilityPerYear >= 0, "the volatility must not be negative")
    self.reversionPerYear = reversionPerYear
    self.level = level
    self.volatilityPerYear = volatilityPerYear
  }

  /// The mean after some years: θ + (x₀ − θ)·exp(−κT).
  public func mean(years: Double, initial: Double) -> Double {
    level + (initial - level) * autocorrelation(years: years)
  }

  /// The variance after some years, given the start: σ²(1 − exp(−2κT))/(2κ).
  public func variance(years: Double) -> Double {
    -stationaryVariance * .expMinusOne(-2 * reversionPerYear * years)
  }

  /// The variance of the stationary law, which is normal about the level: σ²/(2κ).
  public var stationaryVariance: Double {
    volatilityPerYear * volatilityPerYear / (2 * reversionPerYear)
  }

  /// The stationary autocorrelation at a lag: exp(−κT).
  public func autocorrelation(years: Double) -> Double { .exp(-reversionPerYear * years) }

  /// The years after which half the distance from the level is left in the mean: ln 2/κ.
  public var halfLifeYears: Double { .log(2) / reversionPerYear }
}
