// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rules earn on an autoregression. Reference numbers: scripts/reference/closed_forms.py, by
// quadrature, and simulation. Planted faults caught here: asin/2 for asin/π in the hit rate; 1 −
// φ² for 1 + φ²; 1/π for 2/π; c for c/2 in the best ratio.

import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct PlantedEdgeLawTests {
  @Test func theBestRatioHasTheReferenceValue() {
    let cases = [
      (0.05, 0.0499385372723770751), (0.2, 0.196864531888408841), (0.6, 0.590424552421958719),
    ]
    for (correlation, expected) in cases {
      let found = PlantedEdgeLaw(autocorrelation: correlation).bestSharpeRatio
      #expect(abs(found / expected - 1) < 1e-12)
      let mirrored = PlantedEdgeLaw(autocorrelation: -correlation)
      #expect(mirrored.bestSharpeRatio == found)
    }
  }

  @Test func withoutAnEdgeNothingIsEarned() {
    let law = PlantedEdgeLaw(autocorrelation: 0)
    #expect(law.signSharpeRatio == 0 && law.proportionalSharpeRatio == 0)
    #expect(law.bestSharpeRatio == 0 && law.hitRate == 0.5)
  }

  @Test func noRuleExceedsTheBestAndAllAreLinearInASmallEdge() {
    for correlation in [1e-3, 0.01, 0.1, 0.3, 0.7, 0.95] {
      let law = PlantedEdgeLaw(autocorrelation: correlation)
      #expect(law.bestSharpeRatio > law.signSharpeRatio)
      #expect(law.bestSharpeRatio > law.proportionalSharpeRatio)
    }
    let small = PlantedEdgeLaw(autocorrelation: 0.001)
    #expect(abs(small.bestSharpeRatio / 0.001 - 1) < 1e-5)
    #expect(abs(small.signSharpeRatio / 0.001 - (2 / Double.pi).squareRoot()) < 1e-5)
  }

  @Test(arguments: [0.2, -0.5])
  func simulatedRulesEarnTheStatedRatios(correlation: Double) {
    let law = PlantedEdgeLaw(autocorrelation: correlation)
    let noise = (1 - correlation * correlation).squareRoot()
    var stream = RandomStream(seed: 12, purpose: "edge law")
    var last = stream.normal()
    let pairs = (0..<400_000).map { _ in
      let next = correlation * last + noise * stream.normal()
      defer { last = next }
      return (forecast: correlation * last, last: last, next: next)
    }
    #expect(
      ClosedFormSupport.agrees(pairs.map { $0.last * $0.next }, with: law.informationCoefficient))
    let hits = pairs.map { $0.forecast * $0.next > 0 ? 1.0 : 0 }
    #expect(ClosedFormSupport.agrees(hits, with: law.hitRate))
    #expect(
      Self.ratioAgrees(pairs.map { $0.forecast > 0 ? $0.next : -$0.next }, law.signSharpeRatio))
    #expect(Self.ratioAgrees(pairs.map { $0.forecast * $0.next }, law.proportionalSharpeRatio))
    let best = pairs.map {
      $0.forecast / ($0.forecast * $0.forecast + noise * noise) * $0.next
    }
    #expect(Self.ratioAgrees(best, law.bestSharpeRatio))
  }

  /// Whether earnings have a ratio of mean to standard deviation, by the means of 50 batches.
  static func ratioAgrees(_ earnings: [Double], _ expected: Double) -> Bool {
    let size = earnings.count / 50
    let ratios = (0..<50).map { batch in
      let moments = SampleMoments(Array(earnings[(batch * size)..<((batch + 1) * size)]))
      return moments.mean / (moments.standardDeviation ?? .infinity)
    }
    return ClosedFormSupport.agrees(ratios, with: expected)
  }
}
