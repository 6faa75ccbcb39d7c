// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// Black and Scholes's price of a European option on an asset of constant volatility.
public enum BlackScholes {
  /// The price of an option.
  ///
  /// Formula: call = S·exp(−qT)·Φ(d₁) − K·exp(−rT)·Φ(d₂) with d₁ = (ln(S/K) + (r − q)T)/(σ√T) +
  /// ½σ√T, d₂ = d₁ − σ√T; put by the same terms with both signs turned. Without volatility the
  /// price is what the forward is worth.
  ///
  /// Source: Black and Scholes (1973), with Merton's (1973) dividend yield.
  ///
  /// - Precondition: the volatility is not negative.
  public static func price(_ option: EuropeanOption, volatilityPerYear: Double) -> Double {
    precondition(volatilityPerYear >= 0, "the volatility must not be negative")
    let (asset, strike) = (option.spotLessDividends, option.discountedStrike)
    let sign = option.right == .call ? 1.0 : -1.0
    let deviation = volatilityPerYear * option.maturityYears.squareRoot()
    guard deviation > 0 else { return max(sign * (asset - strike), 0) }
    let centre =
      (.log(option.spot / option.strike) + option.driftPerYear * option.maturityYears) / deviation
    let upper = Normal.standardCumulative(sign * (centre + 0.5 * deviation))
    let lower = Normal.standardCumulative(sign * (centre - 0.5 * deviation))
    return sign * (asset * upper - strike * lower)
  }
}
