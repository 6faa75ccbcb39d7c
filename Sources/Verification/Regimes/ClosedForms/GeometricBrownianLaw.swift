// SPDX-License-Identifier: GPL-3.0-or-later

/// Geometric Brownian motion: normal log returns.
public struct GeometricBrownianLaw: Hashable, LogReturnLaw {
  /// The volatility per root year, σ.
  public let volatilityPerYear: Double

  /// Makes the law of a volatility.
  ///
  /// - Precondition: the volatility is not negative.
  public init(volatilityPerYear: Double) {
    precondition(volatilityPerYear >= 0, "the volatility must not be negative")
    self.volatilityPerYear = volatilityPerYear
  }

  /// −½σ²T(iu + u²).
  public func martingaleExponent(at argument: ComplexNumber, years: Double) -> ComplexNumber {
    let variance = volatilityPerYear * volatilityPerYear * years
    return -0.5 * variance * argument.convexity
  }

  /// The cumulants of the log return over some years, where the mean price grows at a rate.
  public func cumulants(years: Double, driftPerYear: Double) -> Cumulants {
    let variance = volatilityPerYear * volatilityPerYear
    let perYear = Cumulants(
      first: driftPerYear - 0.5 * variance, second: variance, third: 0, fourth: 0)
    return perYear.scaled(by: years)
  }
}
