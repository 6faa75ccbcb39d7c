// SPDX-License-Identifier: GPL-3.0-or-later
//
// The moments of the GARCH family. Reference numbers: the published formulas, quadrature in
// scripts/reference/closed_forms.py, and simulation. Planted faults caught here: 2αγ for αγ; γ for
// ½γ; the autocorrelation without the innovations' kurtosis; half-life from β alone; both halves
// of EGARCH's factor alike; 1/π for 2/π; its product cut short.

import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct GARCHLawTests {
  static let plain = GARCHLaw(constant: 0.05, shockWeight: 0.1, persistence: 0.85)

  @Test func theUsualParametersHaveTheReferenceMoments() throws {
    let law = Self.plain
    #expect(abs(law.variance - 1) < 1e-14)
    #expect(abs(try #require(law.kurtosis) - 3.774193548) < 5e-10)
    #expect(abs(try #require(law.autocorrelationOfSquares(lag: 1)) - 0.01925 / 0.1075) < 1e-13)
    let later = try #require(law.autocorrelationOfSquares(lag: 5))
    #expect(abs(later - 0.01925 / 0.1075 * .pow(0.95, 4)) < 1e-12)
    #expect(abs(law.halfLifeBars - 13.5134) < 5e-5)
  }

  @Test func withoutLeverageTheMomentsAreBollerslevs() throws {
    for (a, b) in [(0.05, 0.9), (0.2, 0.6), (0.3, 0.0)] {
      let law = GARCHLaw(constant: 1, shockWeight: a, persistence: b)
      let sum = (a + b) * (a + b)
      let kurtosis = 3 * (1 - sum) / (1 - sum - 2 * a * a)
      let first = a * (1 - a * b - b * b) / (1 - 2 * a * b - b * b)
      #expect(abs(try #require(law.kurtosis) - kurtosis) < 1e-12)
      #expect(abs(try #require(law.autocorrelationOfSquares(lag: 1)) - first) < 1e-12)
    }
  }

  @Test func withoutShocksTheReturnsAreTheInnovations() {
    let law = GARCHLaw(constant: 0.3, shockWeight: 0, persistence: 0.4, innovationKurtosis: 5)
    #expect(law.kurtosis == 5 && abs(law.variance - 0.5) < 4e-15)
    #expect(abs(law.autocorrelationOfSquares(lag: 1) ?? 1) < 4e-15)
  }

  @Test func anInfiniteFourthMomentIsSaidToBeOne() {
    let law = GARCHLaw(constant: 1, shockWeight: 0.6, persistence: 0.3)
    #expect(law.kurtosis == nil && law.autocorrelationOfSquares(lag: 1) == nil)
    #expect(abs(law.variance - 10) < 1e-13)
  }

  /// Returns of the law with innovations from a function.
  static func draw(
    _ law: GARCHLaw, seed: UInt64, innovation: (inout RandomStream) -> Double
  ) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "GARCH law")
    var variance = law.variance
    return (0..<400_000).map { _ in
      let value = variance.squareRoot() * innovation(&stream)
      let weight = law.shockWeight + (value < 0 ? law.leverage : 0)
      variance = law.constant + weight * value * value + law.persistence * variance
      return value
    }
  }

  static func simulationAgrees(_ law: GARCHLaw, _ returns: [Double]) throws {
    let (kurtosis, mean) = (try #require(law.kurtosis), law.variance)
    #expect(ClosedFormSupport.agrees(returns.map { $0 * $0 }, with: mean))
    let fourths = returns.map { ($0 * $0) * ($0 * $0) / (mean * mean) }
    #expect(ClosedFormSupport.agrees(fourths, with: kurtosis))
    for lag in [1, 3] {
      let products = zip(returns, returns.dropFirst(lag)).map {
        ($0 * $0 - mean) * ($1 * $1 - mean) / (mean * mean * (kurtosis - 1))
      }
      let expected = try #require(law.autocorrelationOfSquares(lag: lag))
      #expect(ClosedFormSupport.agrees(products, with: expected))
    }
  }

  @Test func simulatedLeverageHasTheDerivedMoments() throws {
    let law = GARCHLaw(constant: 0.3, shockWeight: 0.08, leverage: 0.15, persistence: 0.4)
    try Self.simulationAgrees(law, Self.draw(law, seed: 3) { $0.normal() })
  }

  @Test func simulatedUniformInnovationsHaveTheDerivedMoments() throws {
    // Uniform on ±√3: variance 1, kurtosis 1.8.
    let law = GARCHLaw(
      constant: 0.3, shockWeight: 0.25, leverage: 0.2, persistence: 0.4, innovationKurtosis: 1.8)
    let root = 3.0.squareRoot()
    try Self.simulationAgrees(law, Self.draw(law, seed: 4) { root * (2 * $0.uniform() - 1) })
  }

  @Test func exponentialVariancesHaveTheReferenceMoments() {
    let law = EGARCHLaw(constant: -0.1, signWeight: -0.08, sizeWeight: 0.2, persistence: 0.95)
    #expect(abs(law.variance - 0.151568366351488) < 1e-14)
    #expect(abs(law.kurtosis - 3.86304267656428) < 1e-12)
  }

  @Test func withoutPersistenceTheExponentialVarianceIsOneFactor() {
    // E exp(a(|z| − E|z|)) in closed form, and a lognormal variance for a pure sign effect.
    let sign = EGARCHLaw(constant: 0.2, signWeight: 0.5, sizeWeight: 0, persistence: 0)
    #expect(abs(sign.variance - .exp(0.2 + 0.125)) < 1e-14)
    #expect(abs(sign.kurtosis - 3 * .exp(0.25)) < 1e-13)
    let none = EGARCHLaw(constant: 0.2, signWeight: 0, sizeWeight: 0, persistence: 0.5)
    #expect(abs(none.variance - .exp(0.4)) < 1e-14 && abs(none.kurtosis - 3) < 1e-14)
  }

  @Test func simulatedExponentialVariancesHaveTheStatedMoments() {
    let law = EGARCHLaw(constant: -0.2, signWeight: -0.1, sizeWeight: 0.25, persistence: 0.8)
    var stream = RandomStream(seed: 5, purpose: "EGARCH law")
    var logVariance = law.meanLogVariance
    let logs = (0..<400_000).map { _ in
      let z = stream.normal()
      let size = z.magnitude - (2 / Double.pi).squareRoot()
      logVariance = -0.2 + 0.8 * logVariance - 0.1 * z + 0.25 * size
      return logVariance
    }
    #expect(ClosedFormSupport.agrees(logs, with: law.meanLogVariance))
    let centre = law.meanLogVariance
    let squares = logs.map { ($0 - centre) * ($0 - centre) }
    #expect(ClosedFormSupport.agrees(squares, with: law.varianceOfLogVariance))
    #expect(ClosedFormSupport.agrees(logs.map { .exp($0) }, with: law.variance))
    let square = law.variance * law.variance
    let ratio = logs.map { 3 * .exp(2 * $0) / square }
    #expect(ClosedFormSupport.agrees(ratio, with: law.kurtosis))
  }
}
