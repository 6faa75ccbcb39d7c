// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// A European option on one asset.
public struct EuropeanOption: Hashable, Sendable {
  /// What the holder may do at maturity.
  public enum Right: Hashable, Sendable {
    /// Buy at the strike.
    case call
    /// Sell at the strike.
    case put
  }

  /// What the holder may do at maturity.
  public let right: Right
  /// The asset's price now, S.
  public let spot: Double
  /// The price at which the holder may trade, K.
  public let strike: Double
  /// The interest rate per year, continuously compounded: r.
  public let ratePerYear: Double
  /// The dividend yield per year, continuously compounded: q.
  public let dividendYieldPerYear: Double
  /// The time to maturity in years, T.
  public let maturityYears: Double

  /// Makes an option.
  ///
  /// - Precondition: spot, strike and maturity are positive.
  public init(
    _ right: Right, spot: Double, strike: Double, ratePerYear: Double,
    dividendYieldPerYear: Double = 0, maturityYears: Double
  ) {
    precondition(spot > 0 && strike > 0, "spot and strike must be positive")
    precondition(maturityYears > 0, "the maturity must be positive")
    self.right = right
    self.spot = spot
    self.strike = strike
    self.ratePerYear = ratePerYear
    self.dividendYieldPerYear = dividendYieldPerYear
    self.maturityYears = maturityYears
  }

  /// The growth of the asset's mean price per year: r − q.
  public var driftPerYear: Double { ratePerYear - dividendYieldPerYear }

  /// The strike's value now: K·exp(−rT).
  public var discountedStrike: Double { strike * .exp(-ratePerYear * maturityYears) }

  /// The value now of the asset without its dividends until maturity: S·exp(−qT).
  public var spotLessDividends: Double { spot * .exp(-dividendYieldPerYear * maturityYears) }

  /// This option's price where the call of the same terms has a price.
  ///
  /// Formula: put–call parity, put = call − S·exp(−qT) + K·exp(−rT).
  func price(callPrice: Double) -> Double {
    switch right {
    case .call: callPrice
    case .put: callPrice - spotLessDividends + discountedStrike
    }
  }
}
