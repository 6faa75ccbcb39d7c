// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moments of the square-root process that drives Heston's variance. The law of the integral is
// derived from Cov(vₛ, vₜ) = exp(−κ(t − s))·Var vₛ for s ≤ t.

import RealModule

/// The square-root process of a variance: dv = κ(θ − v) dt + ε√v dW.
///
/// Source: Cox, Ingersoll and Ross, "A theory of the term structure of interest rates" (1985).
public struct SquareRootVarianceLaw: Hashable, Sendable {
  /// The speed of reversion per year, κ.
  public let reversionPerYear: Double
  /// The long-run variance per year, θ.
  public let longRunVariance: Double
  /// The volatility of the variance per year, ε.
  public let volatilityOfVariance: Double

  /// Makes the law.
  ///
  /// - Precondition: κ is positive, θ and ε are not negative.
  public init(reversionPerYear: Double, longRunVariance: Double, volatilityOfVariance: Double) {
    precondition(reversionPerYear > 0, "the speed of reversion must be positive")
    precondition(longRunVariance >= 0, "the long-run variance must not be negative")
    precondition(volatilityOfVariance >= 0, "the volatility of variance must not be negative")
    self.reversionPerYear = reversionPerYear
    self.longRunVariance = longRunVariance
    self.volatilityOfVariance = volatilityOfVariance
  }

  private func decay(_ years: Double) -> Double { .exp(-reversionPerYear * years) }

  /// 1 − exp(−κT), with all its digits where T is short.
  private func approach(_ years: Double) -> Double { -.expMinusOne(-reversionPerYear * years) }

  /// The mean of the variance after some years: θ + (v₀ − θ)·exp(−κT).
  public func mean(years: Double, initialVariance: Double) -> Double {
    longRunVariance * approach(years) + initialVariance * decay(years)
  }

  /// The variance of the variance after some years:
  /// v₀ε²·exp(−κT)(1 − exp(−κT))/κ + θε²(1 − exp(−κT))²/(2κ).
  public func variance(years: Double, initialVariance: Double) -> Double {
    let (x, gap) = (decay(years), approach(years))
    let square = volatilityOfVariance * volatilityOfVariance / reversionPerYear
    return square * gap * (initialVariance * x + 0.5 * longRunVariance * gap)
  }

  /// The shape of the stationary gamma law: 2κθ/ε².
  public var stationaryShape: Double {
    2 * reversionPerYear * longRunVariance / (volatilityOfVariance * volatilityOfVariance)
  }

  /// The scale of the stationary gamma law, per year: ε²/(2κ).
  public var stationaryScale: Double {
    volatilityOfVariance * volatilityOfVariance / (2 * reversionPerYear)
  }

  /// The mean of the average variance over some years: θ + (v₀ − θ)(1 − exp(−κT))/(κT).
  public func averageMean(years: Double, initialVariance: Double) -> Double {
    longRunVariance
      + (initialVariance - longRunVariance) * approach(years) / (reversionPerYear * years)
  }

  /// The variance of the average variance over some years, given the variance at their start.
  ///
  /// Formula: (2/κT²)∫₀ᵀ Var(vₛ)(1 − exp(−κ(T − s))) ds, by quadrature: the terms of the
  /// integral's closed form cancel where κT is small.
  public func averageVariance(years: Double, initialVariance: Double) -> Double {
    let largest = variance(years: years, initialVariance: initialVariance)
    let integral = AdaptiveQuadrature.integral(
      from: 0, to: years, tolerance: 1e-15 * largest * years
    ) { time in
      variance(years: time, initialVariance: initialVariance) * approach(years - time)
    }
    return 2 * integral / (reversionPerYear * years * years)
  }

  /// The variance of the average variance over some years where the start is stationary:
  /// θε²/(κ³T²)·(κT − 1 + exp(−κT)).
  public func stationaryAverageVariance(years: Double) -> Double {
    let y = reversionPerYear * years
    let square = volatilityOfVariance * volatilityOfVariance
    return longRunVariance * square / (reversionPerYear * y * y) * Self.excess(y)
  }

  /// y − 1 + exp(−y), by its series where the difference would cancel.
  private static func excess(_ y: Double) -> Double {
    guard y < 1 else { return y + .expMinusOne(-y) }
    var (term, sum) = (0.5 * y * y, 0.0)
    for order in 3...22 {
      sum += term
      term *= -y / Double(order)
    }
    return sum
  }
}
