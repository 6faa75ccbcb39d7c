// SPDX-License-Identifier: GPL-3.0-or-later
//
// Heston's law and that of its variance. Reference numbers: scripts/reference/closed_forms.py, by
// Gil-Pelaez's integrals; Lewis's and Broadie and Kaya's are published. Planted faults caught
// here: ln for 2 ln in C; −ρ; d with the other sign; the branch of b + d left out; ln(1 + x)
// without care; half the variance of the average; θε² for ½θε²; κ one per cent off.

import RealModule
import Testing
import Verification

@Suite struct HestonLawTests {
  static func law(
    _ initial: Double, _ reversion: Double, _ level: Double, _ volatility: Double, _ rho: Double
  ) -> HestonLaw {
    HestonLaw(
      varianceLaw: SquareRootVarianceLaw(
        reversionPerYear: reversion, longRunVariance: level, volatilityOfVariance: volatility),
      initialVariance: initial, correlation: rho)
  }
  static let usual = law(0.04, 1.5, 0.06, 0.7, -0.6)

  @Test func lewissPricesAreReached() {
    let law = Self.law(0.04, 4, 0.25, 1, -0.5)
    let cases: [(Double, Double, Double)] = [
      (80, 26.774758743998854, 7.958878113256768), (90, 20.933349000596710, 12.017966707346305),
      (100, 16.070154917028834, 17.055270961270109),
      (110, 12.132211516709845, 23.017825898442801),
      (120, 9.024913483457836, 29.811026202682472),
    ]
    for (strike, call, put) in cases {
      let terms = (strike: strike, rate: 0.01, yield: 0.02)
      let right = OptionPriceTests.option(
        .call, strike: terms.strike, rate: terms.rate, yield: terms.yield)
      let other = OptionPriceTests.option(
        .put, strike: terms.strike, rate: terms.rate, yield: terms.yield)
      #expect(abs(law.price(of: right) - call) < 1e-10)
      #expect(abs(law.price(of: other) - put) < 1e-10)
    }
  }

  @Test func broadieAndKayasPricesAreReached() {
    let short = Self.law(0.010201, 6.21, 0.019, 0.61, -0.7)
    let long = Self.law(0.09, 2, 0.09, 1, -0.3)
    let year = OptionPriceTests.option(.call, rate: 0.0319)
    let lustrum = OptionPriceTests.option(.call, years: 5)
    #expect(abs(short.price(of: year) - 6.80611331346203) < 1e-10)
    #expect(abs(long.price(of: lustrum) - 34.9997583511838) < 1e-10)
  }

  @Test func andersensStressSetsHaveTheReferencePrices() {
    let first = Self.law(0.04, 0.5, 0.04, 1, -0.9)
    let second = Self.law(0.04, 0.3, 0.04, 0.9, -0.5)
    let third = Self.law(0.09, 1, 0.09, 1, -0.3)
    let cases: [(HestonLaw, Double, Double, Double)] = [
      (first, 10, 70, 35.849769703838), (first, 10, 100, 13.0846701369924),
      (first, 10, 140, 0.295774435798031), (second, 15, 70, 37.1696647177694),
      (second, 15, 100, 16.6492229203586), (second, 15, 140, 5.13819049378483),
      (third, 5, 60, 45.9968539763127), (third, 5, 100, 21.7952877424735),
      (third, 5, 140, 9.98306782379845),
    ]
    for (law, years, strike, price) in cases {
      let option = OptionPriceTests.option(.call, strike: strike, years: years, rate: 0)
      #expect(abs(law.price(of: option) - price) < 1e-9)
    }
  }

  @Test func theCharacteristicFunctionHasTheReferenceValueAndTheMeanPriceGrowsAtTheDrift() {
    let value = Self.usual.characteristicFunction(at: 3.5, years: 0.75, driftPerYear: 0.07)
    #expect(abs(value.real - 0.805186469800750634) < 1e-14)
    #expect(abs(value.imaginary - 0.161102550270803398) < 1e-14)
    // In the second, κ − ρε is negative and the plain formula would divide 0 by 0.
    for law in [Self.usual, Self.law(0.04, 0.5, 0.04, 2, 0.9)] {
      let mean = law.characteristicFunction(
        at: ComplexNumber(0, -1), years: 0.1, driftPerYear: 0.04)
      #expect(abs(mean.real - .exp(0.004)) < 1e-13 && abs(mean.imaginary) < 1e-13)
    }
  }

  @Test func aConstantVarianceGivesBlackScholes() {
    let option = OptionPriceTests.option(.call, strike: 104, years: 0.5, yield: 0.01)
    let closed = BlackScholes.price(option, volatilityPerYear: 0.3)
    #expect(abs(Self.law(0.09, 2, 0.09, 0, 0.5).price(of: option) - closed) < 1e-10)
    // The price differs by a multiple of ε² without correlation, so quartering shows the limit.
    let far = Self.law(0.09, 2, 0.09, 2e-2, 0).price(of: option) - closed
    let near = Self.law(0.09, 2, 0.09, 1e-2, 0).price(of: option) - closed
    #expect(abs(near) < 1e-4 && abs(far / near - 4) < 1e-2)
    #expect(abs(Self.law(0.09, 2, 0.09, 1e-6, 0).price(of: option) - closed) < 1e-10)
    // A variance that moves without chance gives the price of its mean.
    let moving = Self.law(0.04, 1.5, 0.16, 0, 0)
    let average = moving.varianceLaw.averageMean(years: 0.5, initialVariance: 0.04)
    let price = BlackScholes.price(option, volatilityPerYear: average.squareRoot())
    #expect(abs(moving.price(of: option) - price) < 1e-10)
  }

  @Test(arguments: [0.0, 1, -1])
  func theExponentSolvesItsDifferentialEquations(imaginary: Double) {
    // E exp(sX) for s = 3 + ib, where d is nearly imaginary: D′ = q + kD + ½ε²D² and C′ = κθD
    // with q = ½(s² − s) and k = ρεs − κ, by Runge and Kutta's rule.
    let law = Self.law(0.04, 1.5, 0.06, 0.7, 0.6)
    let (a, b) = (3.0, imaginary)
    let (q, k) = ((0.5 * (a * a - b * b - a), a * b - 0.5 * b), (0.42 * a - 1.5, 0.42 * b))
    func slope(_ x: Double, _ y: Double) -> (Double, Double) {
      (
        q.0 + k.0 * x - k.1 * y + 0.245 * (x * x - y * y),
        q.1 + k.0 * y + k.1 * x + 0.49 * x * y
      )
    }
    let h = 0.5 / 1000
    var (x, y, sum) = (0.0, 0.0, (0.0, 0.0))
    for _ in 0..<1000 {
      let one = slope(x, y)
      let two = slope(x + 0.5 * h * one.0, y + 0.5 * h * one.1)
      let three = slope(x + 0.5 * h * two.0, y + 0.5 * h * two.1)
      let four = slope(x + h * three.0, y + h * three.1)
      // The same rule for the integral of D.
      sum.0 += h * x + h * h / 6 * (one.0 + two.0 + three.0)
      sum.1 += h * y + h * h / 6 * (one.1 + two.1 + three.1)
      x += h / 6 * (one.0 + 2 * two.0 + 2 * three.0 + four.0)
      y += h / 6 * (one.1 + 2 * two.1 + 2 * three.1 + four.1)
    }
    let found = law.martingaleExponent(at: ComplexNumber(b, -a), years: 0.5)
    #expect(abs(found.real - (0.09 * sum.0 + 0.04 * x)) < 1e-11)
    #expect(abs(found.imaginary - (0.09 * sum.1 + 0.04 * y)) < 1e-11)
  }

  @Test func theMeanLogReturnIsTheDerivativeOfTheCharacteristicFunction() {
    let found = ClosedFormSupport.cumulants(of: Self.usual, years: 0.75, radius: 0.25)
    #expect(abs(found.mean - Self.usual.mean(years: 0.75, driftPerYear: 0)) < 1e-13)
    #expect(abs(Self.usual.mean(years: 0.75, driftPerYear: 0.2) - found.mean - 0.15) < 1e-13)
  }

  @Test func theVariancesMomentsSolveTheirDifferentialEquations() {
    let law = Self.usual.varianceLaw
    // dm/dt = κ(θ − m) and dV/dt = ε²m − 2κV, by the midpoint rule.
    let steps = 20_000
    let h = 0.8 / Double(steps)
    var (mean, variance) = (0.1, 0.0)
    for _ in 0..<steps {
      let meanHalf = mean + 0.5 * h * 1.5 * (0.06 - mean)
      let varianceHalf = variance + 0.5 * h * (0.49 * mean - 3 * variance)
      mean += h * 1.5 * (0.06 - meanHalf)
      variance += h * (0.49 * meanHalf - 3 * varianceHalf)
    }
    #expect(abs(law.mean(years: 0.8, initialVariance: 0.1) - mean) < 1e-9)
    #expect(abs(law.variance(years: 0.8, initialVariance: 0.1) - variance) < 1e-9)
  }

  @Test func theStationaryGammaLawIsTheLimit() {
    let law = Self.usual.varianceLaw
    let (shape, scale) = (law.stationaryShape, law.stationaryScale)
    #expect(abs(shape * scale - law.mean(years: 40, initialVariance: 0.3)) < 1e-14)
    #expect(abs(shape * scale * scale - law.variance(years: 40, initialVariance: 0.3)) < 1e-14)
  }

  @Test func theAverageVarianceHasTheReferenceVariance() {
    let law = Self.usual.varianceLaw
    let cases = [
      (0.001, 6.52721200658842e-6), (0.5, 0.00210441936798492), (10, 0.00114696328273285),
    ]
    for (years, expected) in cases {
      let found = law.averageVariance(years: years, initialVariance: 0.04)
      #expect(abs(found / expected - 1) < 1e-12)
    }
    // Without correlation the log return is N(−½I, I) given the integrated variance I.
    let apart = Self.law(0.04, 1.5, 0.06, 0.7, 0)
    let cumulants = ClosedFormSupport.cumulants(of: apart, years: 0.5, radius: 0.25)
    let mean = law.averageMean(years: 0.5, initialVariance: 0.04) * 0.5
    let spread = law.averageVariance(years: 0.5, initialVariance: 0.04) * 0.25
    #expect(abs(cumulants.variance - (mean + 0.25 * spread)) < 1e-13)
  }

  @Test func theStationaryAverageHasTheVarianceOfBothSources() {
    let law = Self.usual.varianceLaw
    let spread = law.stationaryShape * law.stationaryScale * law.stationaryScale
    for years in [0.002, 0.3, 0.7, 8] {
      let y = 1.5 * years
      let weight = (1 - .exp(-y)) / y
      let expected =
        law.averageVariance(years: years, initialVariance: 0.06) + spread * weight * weight
      #expect(abs(law.stationaryAverageVariance(years: years) / expected - 1) < 1e-12)
    }
  }
}
