// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ornstein and Uhlenbeck's process and fractional noise. Reference numbers:
// scripts/reference/closed_forms.py. Planted faults caught here: κ for 2κ in either variance; θ
// left out of the mean's decay; 1/κ as half-life; 2²ᴴ for 2²ᴴ⁻¹; a wrong denominator in the
// series; nᴴ for n²ᴴ; Γ(2H).

import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct GaussianProcessLawTests {
  static let reverting = OrnsteinUhlenbeckLaw(
    reversionPerYear: 3, level: 4.6, volatilityPerYear: 0.4)

  @Test func theRevertingProcessStartsAsItsEquationSays() {
    let h = 1e-7
    let slope = (Self.reverting.mean(years: h, initial: 5) - 5) / h
    #expect(abs(slope - 3 * (4.6 - 5)) < 1e-5)
    #expect(abs(Self.reverting.variance(years: h) / h - 0.16) < 1e-6)
  }

  @Test func twoStepsOfTheRevertingProcessAreOne() {
    let law = Self.reverting
    let half = law.mean(years: 0.2, initial: 5)
    #expect(abs(law.mean(years: 0.5, initial: 5) - law.mean(years: 0.3, initial: half)) < 1e-14)
    let carried = law.autocorrelation(years: 0.3)
    let two = law.variance(years: 0.3) + carried * carried * law.variance(years: 0.2)
    #expect(abs(law.variance(years: 0.5) - two) < 4e-16)
    // The stationary law stays as it is.
    let kept = law.variance(years: 0.3) + carried * carried * law.stationaryVariance
    #expect(abs(kept - law.stationaryVariance) < 4e-16)
    let left = law.mean(years: law.halfLifeYears, initial: 5) - 4.6
    #expect(abs(left - 0.2) < 1e-14)
  }

  @Test func fractionalNoiseHasTheReferenceAutocorrelations() {
    let cases: [(Double, Int, Double)] = [
      (0.7, 0, 1), (0.7, 1, 0.319507910772894259), (0.7, 2, 0.188752539327250993),
      (0.7, 10, 0.0703892627011152835), (0.7, 16, 0.0530666782188147973),
      (0.7, 1000, 0.00443770129390730363), (0.7, 1_000_000, 0.0000703328200822738697),
      (0.1, 1, -0.425650822501482497), (0.1, 2, -0.0258328851892763438),
      (0.1, 10, -0.00127327240234464731), (0.1, 16, -0.000544988882350382835),
      (0.1, 1_000_000, -1.26791455396942331e-12),
    ]
    for (hurst, lag, expected) in cases {
      let found = FractionalNoiseLaw(hurst: hurst).autocorrelation(lag: lag)
      #expect(abs(found / expected - 1) < 1e-11)
    }
  }

  @Test func theAutocovariancesOfFractionalNoiseAddUpToTheVarianceOfTheSum() {
    for hurst in [0.1, 0.5, 0.7, 0.95] {
      let law = FractionalNoiseLaw(hurst: hurst, deviation: 0.3)
      let count = 40
      var sum = Double(count) * law.autocovariance(lag: 0)
      for lag in 1..<count { sum += 2 * Double(count - lag) * law.autocovariance(lag: lag) }
      #expect(abs(law.varianceOfSum(count: count) / sum - 1) < 1e-12)
    }
  }

  @Test func theFractionalRevertingProcessHasTheReferenceVariance() {
    let rough = FractionalNoiseLaw.ornsteinUhlenbeckVariance(
      hurst: 0.1, reversionPerYear: 2, volatility: 0.5)
    #expect(abs(rough - 0.0999140394871257) < 1e-14)
    let plain = FractionalNoiseLaw.ornsteinUhlenbeckVariance(
      hurst: 0.5, reversionPerYear: 3, volatility: 0.4)
    #expect(abs(plain - Self.reverting.stationaryVariance) < 4e-16)
  }
}
