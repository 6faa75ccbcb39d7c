// SPDX-License-Identifier: GPL-3.0-or-later
//
// The laws of Merton and Kou. Reference numbers: scripts/reference/closed_forms.py; the prices are
// also Haug's and Kou's published ones. Planted faults caught here: 2mδ² in Merton's c₃; λ in
// place of λ′; 11 terms; odd moments of Kou's down jumps positive; η₂ − 1 in their factor; a
// count's variance without T; kurtosis over the variance alone.

import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct JumpDiffusionLawTests {
  static let merton = MertonLaw(
    volatilityPerYear: 0.2, jumpsPerYear: 5, jumpMean: -0.05, jumpDeviation: 0.1)
  static let kou = KouLaw(
    volatilityPerYear: 0.16, jumpsPerYear: 1, upProbability: 0.4, upRate: 10, downRate: 5)

  /// Total volatility 25 %, a share of the variance from jumps without effect on the mean.
  static func haug(jumps: Double, share: Double) -> MertonLaw {
    let deviation = 0.25 * (share / jumps).squareRoot()
    return MertonLaw(
      volatilityPerYear: 0.25 * (1 - share).squareRoot(), jumpsPerYear: jumps,
      jumpMean: -0.5 * deviation * deviation, jumpDeviation: deviation)
  }

  @Test func mertonsSeriesAndTheIntegralGiveTheReferencePrices() {
    let cases = [
      (Self.haug(jumps: 1, share: 0.25), 0.5, 100.0, 8.95419506871375822),
      (Self.haug(jumps: 5, share: 0.5), 0.25, 100, 5.87362202025286138),
      (Self.haug(jumps: 10, share: 0.75), 0.1, 90, 11.0445833143649977),
    ]
    for (law, years, strike, price) in cases {
      let option = OptionPriceTests.option(.call, strike: strike, years: years, rate: 0.08)
      #expect(abs(law.seriesPrice(of: option) - price) < 1e-11)
      #expect(abs(law.price(of: option) - price) < 1e-10)
    }
  }

  @Test func manyJumpsOfNonzeroMeanWithDividendsAreSummedToTheEnd() {
    let law = MertonLaw(
      volatilityPerYear: 0.2, jumpsPerYear: 20, jumpMean: -0.05, jumpDeviation: 0.1)
    let call = OptionPriceTests.option(.call, strike: 110, years: 2, yield: 0.03)
    let put = OptionPriceTests.option(.put, strike: 110, years: 2, yield: 0.03)
    #expect(abs(law.seriesPrice(of: call) - 25.3250410249404135) < 1e-10)
    let forward = 100 * .exp(-0.06) - 110 * .exp(-0.1)
    #expect(abs(law.seriesPrice(of: call) - law.seriesPrice(of: put) - forward) < 1e-10)
    // Some hundred jumps: the first weights are below the smallest double.
    let frequent = MertonLaw(
      volatilityPerYear: 0.1, jumpsPerYear: 900, jumpMean: 0.001, jumpDeviation: 0.01)
    #expect(abs(frequent.seriesPrice(of: call) - frequent.price(of: call)) < 1e-9)
  }

  @Test func kousPriceIsThePublishedOne() {
    let option = OptionPriceTests.option(.call, strike: 98, years: 0.5)
    #expect(abs(Self.kou.price(of: option) - 9.14731730393693) < 1e-9)
  }

  @Test func withoutJumpsBothAreBlackScholes() {
    let option = OptionPriceTests.option(.put, strike: 93, years: 0.4, yield: 0.01)
    let closed = BlackScholes.price(option, volatilityPerYear: 0.3)
    let merton = MertonLaw(
      volatilityPerYear: 0.3, jumpsPerYear: 0, jumpMean: 0.2, jumpDeviation: 0.1)
    let kou = KouLaw(
      volatilityPerYear: 0.3, jumpsPerYear: 0, upProbability: 0.3, upRate: 8, downRate: 6)
    #expect(abs(merton.seriesPrice(of: option) - closed) < 1e-12)
    #expect(abs(merton.price(of: option) - closed) < 1e-10)
    #expect(abs(kou.price(of: option) - closed) < 1e-10)
  }

  @Test func aDaysMertonReturnHasTheReferenceShape() {
    let day = Self.merton.cumulants(years: 1.0 / 252, driftPerYear: 0.05)
    #expect(abs(day.standardDeviation - 0.0201679457) < 5e-11)
    #expect(abs(day.skewness - -3.930410) < 5e-7)
    #expect(abs(day.excessKurtosis - 54.717430) < 5e-7)
  }

  @Test func cumulantsAreTheDerivativesOfTheCharacteristicFunction() {
    let merton = Self.merton.cumulants(years: 0.3, driftPerYear: 0)
    let kou = Self.kou.cumulants(years: 0.3, driftPerYear: 0)
    #expect(ClosedFormSupport.gap(Self.merton, merton, years: 0.3, radius: 1) < 1e-11)
    #expect(ClosedFormSupport.gap(Self.kou, kou, years: 0.3, radius: 1) < 1e-11)
    let moved = Self.kou.cumulants(years: 0.3, driftPerYear: 0.1)
    #expect(abs(moved.mean - kou.mean - 0.03) < 4e-15)
    let shifted = Self.merton.cumulants(years: 0.3, driftPerYear: 0.1)
    #expect(abs(shifted.mean - merton.mean - 0.03) < 4e-15)
  }

  @Test func characteristicFunctionsHaveTheReferenceValues() {
    let merton = Self.merton.characteristicFunction(at: 3.5, years: 0.75, driftPerYear: 0.07)
    #expect(abs(merton.real - 0.6281947113141945) < 1e-14)
    #expect(abs(merton.imaginary - 0.059648180065678998) < 1e-14)
    let kou = Self.kou.characteristicFunction(at: 3.5, years: 0.75, driftPerYear: 0.07)
    #expect(abs(kou.real - 0.730319558593848347) < 1e-14)
    #expect(abs(kou.imaginary - 0.131474260370610277) < 1e-14)
  }

  @Test func theMeanPriceGrowsAtTheDrift() {
    func mean(_ law: some LogReturnLaw) -> ComplexNumber {
      law.characteristicFunction(at: ComplexNumber(0, -1), years: 2, driftPerYear: 0.04)
    }
    for value in [mean(Self.merton), mean(Self.kou)] {
      #expect(abs(value.real - .exp(0.08)) < 1e-14 && abs(value.imaginary) < 1e-14)
    }
  }

  @Test func drawnJumpsHaveTheStatedFactorMomentsAndCount() {
    var stream = RandomStream(seed: 1, purpose: "jump law")
    let kou = (0..<200_000).map { _ in
      stream.uniform() < 0.4 ? stream.exponential() / 10 : -stream.exponential() / 5
    }
    #expect(ClosedFormSupport.agrees(kou.map { .exp($0) }, with: Self.kou.meanJumpFactor))
    for order in 1...4 {
      let powers = kou.map { Double.pow($0, order) }
      #expect(ClosedFormSupport.agrees(powers, with: Self.kou.jumpMoment(order: order)))
    }
    let merton = (0..<200_000).map { _ in Double.exp(-0.05 + 0.1 * stream.normal()) }
    #expect(ClosedFormSupport.agrees(merton, with: Self.merton.meanJumpFactor))
    let counts = (0..<200_000).map { _ in Double(stream.poisson(mean: 5 * 0.5)) }
    let squares = counts.map { ($0 - 2.5) * ($0 - 2.5) }
    #expect(ClosedFormSupport.agrees(squares, with: Self.merton.jumpCountVariance(years: 0.5)))
    #expect(Self.kou.jumpCountVariance(years: 0.5) == 0.5)
  }
}
