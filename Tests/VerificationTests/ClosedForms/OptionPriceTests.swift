// SPDX-License-Identifier: GPL-3.0-or-later
//
// Options under constant volatility, and the integral by which every law prices them. Reference
// numbers: scripts/reference/closed_forms.py. Planted faults caught here: d₁ with 0.51 σ√T; parity
// with the spot itself; ¼ replaced by 0.2501 in the integral; intervals never halved; the mean log
// return raised by σ²/2.

import RealModule
import Testing
import Verification

@Suite struct OptionPriceTests {
  static func option(
    _ right: EuropeanOption.Right, strike: Double = 100, years: Double = 1, rate: Double = 0.05,
    yield: Double = 0
  ) -> EuropeanOption {
    EuropeanOption(
      right, spot: 100, strike: strike, ratePerYear: rate, dividendYieldPerYear: yield,
      maturityYears: years)
  }

  @Test func blackScholesGivesTheReferencePrices() {
    let call = BlackScholes.price(Self.option(.call), volatilityPerYear: 0.2)
    let put = BlackScholes.price(Self.option(.put), volatilityPerYear: 0.2)
    #expect(abs(call - 10.4505835721855668) < 1e-12)
    #expect(abs(put - 5.57352602225696769) < 1e-12)
  }

  @Test func withoutVolatilityAnOptionIsWorthItsForward() {
    let call = BlackScholes.price(Self.option(.call, yield: 0.02), volatilityPerYear: 0)
    #expect(abs(call - (100 * .exp(-0.02) - 100 * .exp(-0.05))) < 1e-12)
    #expect(BlackScholes.price(Self.option(.put), volatilityPerYear: 0) == 0)
  }

  @Test func callLessPutIsTheForwardAtEveryStrike() {
    for strike in [20.0, 80, 100, 130, 400] {
      let call = Self.option(.call, strike: strike, years: 0.7, yield: 0.02)
      let put = Self.option(.put, strike: strike, years: 0.7, yield: 0.02)
      let forward = 100 * .exp(-0.02 * 0.7) - strike * .exp(-0.05 * 0.7)
      let gap =
        BlackScholes.price(call, volatilityPerYear: 0.3)
        - BlackScholes.price(put, volatilityPerYear: 0.3)
      #expect(abs(gap - forward) < 1e-11)
      let law = GeometricBrownianLaw(volatilityPerYear: 0.3)
      #expect(abs(law.price(of: call) - law.price(of: put) - forward) < 1e-11)
    }
  }

  @Test func theIntegralOverTheCharacteristicFunctionGivesBlackScholesPrices() {
    for volatility in [0.05, 0.2, 0.9] {
      for years in [1.0 / 252, 0.25, 1, 10] {
        for strike in [60.0, 95, 100, 101, 170] {
          let option = Self.option(.call, strike: strike, years: years, yield: 0.03)
          let closed = BlackScholes.price(option, volatilityPerYear: volatility)
          let integral = GeometricBrownianLaw(volatilityPerYear: volatility).price(of: option)
          #expect(abs(closed - integral) < 1e-10)
        }
      }
    }
  }

  @Test func theLawOfBrownianMotionHasItsCumulantsAndCharacteristicFunction() {
    let law = GeometricBrownianLaw(volatilityPerYear: 0.25)
    let value = law.characteristicFunction(at: 3.5, years: 0.75, driftPerYear: 0.07)
    #expect(abs(value.real - 0.746550755565707977) < 4e-15)
    #expect(abs(value.imaginary - 0.0762012015561967334) < 4e-15)
    let closed = law.cumulants(years: 0.75, driftPerYear: 0)
    let found = ClosedFormSupport.cumulants(of: law, years: 0.75, radius: 1)
    #expect(abs(closed.mean - found.mean) < 1e-14)
    #expect(abs(closed.variance - found.variance) < 1e-14)
    #expect(closed.skewness == 0 && closed.excessKurtosis == 0)
    #expect(abs(law.cumulants(years: 2, driftPerYear: 0.1).mean - (0.2 - 0.0625)) < 4e-15)
  }
}
