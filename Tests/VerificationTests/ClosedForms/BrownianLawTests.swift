// SPDX-License-Identifier: GPL-3.0-or-later
//
// Extremes of Brownian paths: laws against reference numbers (scripts/reference/closed_forms.py)
// and against paths drawn by another algorithm. Planted faults caught here: a sign in the
// reflections; one vibration only; √(π/4) in the mean maximum; half the exponent of the maximum's
// law; each series of the range; 8ζ(3); a sign in Rogers and Satchell's form, ln 2 − 1 and 3 ln 2
// in the others.

import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct BrownianLawTests {
  @Test func aPathStaysInItsCorridorWithTheReferenceProbability() {
    let law = BridgeExtremesLaw(start: 0, end: 0.3, deviation: 1)
    #expect(abs(law.stayProbability(above: -0.6, below: 0.9) - 0.352565527917680361) < 1e-14)
    #expect(abs(law.stayProbability(above: -1.1, below: 0.9) - 0.615659749172448284) < 1e-14)
    // The same in other units and seen from below.
    let scaled = BridgeExtremesLaw(start: 7, end: 6.97, deviation: 0.1)
    #expect(abs(scaled.stayProbability(above: 6.91, below: 7.06) - 0.352565527917680) < 1e-12)
    #expect(law.stayProbability(above: 0.1, below: 3) == 0)
  }

  @Test func narrowCorridorsKeepTheirDigits() {
    let cases = [
      (1.4, 0.277336270416576159), (0.6, 8.86628796214725341e-6), (0.2, 6.28708010910987563e-53),
    ]
    for (width, expected) in cases {
      let law = BridgeExtremesLaw(start: 0, end: width / 10, deviation: 1)
      let found = law.stayProbability(above: -width / 2, below: width / 2)
      #expect(abs(found / expected - 1) < 1e-12)
    }
  }

  @Test func bothSeriesAgreeWhereOneGivesWayToTheOther() {
    for (start, end) in [(0.4, 0.9), (0.01, 1.45), (0.7, 0.7)] {
      let law = BridgeExtremesLaw(start: start, end: end, deviation: 1)
      let narrow = law.stayProbability(above: 0, below: 1.5)
      let wide = law.stayProbability(above: 0, below: 1.5 + 1e-15)
      #expect(abs(narrow - wide) < 1e-14)
    }
  }

  @Test func aFarBoundLeavesTheLawOfTheOtherExtreme() {
    let law = BridgeExtremesLaw(start: 0, end: -0.4, deviation: 0.7)
    for bound in [0.05, 0.5, 2] {
      let one = law.stayProbability(above: -40, below: bound)
      #expect(abs(one - law.maximumCumulative(bound)) < 1e-14)
      let other = law.stayProbability(above: -0.4 - bound, below: 40)
      #expect(abs(other - (1 - law.minimumCumulative(-0.4 - bound))) < 1e-14)
    }
    #expect(law.maximumCumulative(-0.1) == 0 && law.minimumCumulative(-0.1) == 1)
  }

  @Test func theMeanExtremesHaveTheReferenceValues() {
    let law = BridgeExtremesLaw(start: 0, end: 0.8, deviation: 1)
    #expect(abs(law.meanMaximum - 1.16565684529612022) < 1e-14)
    #expect(abs(law.meanMinimum - (0.8 - 1.16565684529612022)) < 1e-14)
    let far = BridgeExtremesLaw(start: 9, end: 0, deviation: 1)
    #expect(abs(far.meanMaximum - 9.05489364128915415) < 1e-13)
    #expect(BridgeExtremesLaw(start: 0, end: 1e9, deviation: 1).meanMaximum >= 1e9)
  }

  @Test func drawnPathsStayInTheirCorridorAsOftenAsStated() {
    var stream = RandomStream(seed: 8, purpose: "bridge law")
    let law = BridgeExtremesLaw(start: 0, end: 0.3, deviation: 1)
    let paths = (0..<200_000).map { _ in
      BrownianExtremes.draw(
        change: 0.3, variance: 1, uniforms: (stream.uniform(), stream.uniform()))
    }
    for (low, high) in [(-0.6, 0.9), (-0.3, 0.8), (-0.5, 2)] {
      let stays = paths.map { $0.minimum > low && $0.maximum < high ? 1.0 : 0 }
      let expected = law.stayProbability(above: low, below: high)
      #expect(ClosedFormSupport.agrees(stays, with: expected))
    }
    #expect(ClosedFormSupport.agrees(paths.map(\.maximum), with: law.meanMaximum))
    #expect(ClosedFormSupport.agrees(paths.map(\.minimum), with: law.meanMinimum))
  }

  @Test func theRangeHasTheReferenceLaw() {
    let cases: [(Double, Double)] = [
      (0.7, 0.000724680862024343365), (1, 0.0633645879204505703), (1.5, 0.487059245769751753),
      (1.9999, 0.818462891897391132), (2, 0.818505660605812687), (3, 0.989200831532361562),
      (5, 0.999997706787424966),
    ]
    for (range, expected) in cases {
      #expect(abs(BrownianRangeLaw.cumulative(range) - expected) < 4e-15)
      #expect(abs(BrownianRangeLaw.exceedance(range) - (1 - expected)) < 4e-15)
    }
    #expect(abs(BrownianRangeLaw.exceedance(8) / 4.9767684594174273e-15 - 1) < 1e-12)
    #expect(abs(BrownianRangeLaw.density(0.7) - 0.018879642566700726) < 4e-15)
    #expect(abs(BrownianRangeLaw.density(1.5) - 0.895471667840496123) < 4e-15)
    #expect(abs(BrownianRangeLaw.density(2.5) - 0.140178828941603909) < 4e-15)
    #expect(BrownianRangeLaw.cumulative(0) == 0 && BrownianRangeLaw.density(-1) == 0)
  }

  @Test func theDensityIsTheSlopeOfTheDistributionAndHasTheStatedMoments() {
    for range in [0.5, 1, 1.9, 2.1, 3.5] {
      let h = 1e-5
      let slope =
        (BrownianRangeLaw.cumulative(range + h) - BrownianRangeLaw.cumulative(range - h)) / (2 * h)
      #expect(abs(slope - BrownianRangeLaw.density(range)) < 1e-8)
    }
    let step = 0.005
    var moments = [0.0, 0, 0, 0, 0]
    for index in 1...3000 {
      let range = Double(index) * step
      for order in 0...4 {
        moments[order] += step * BrownianRangeLaw.density(range) * .pow(range, order)
      }
    }
    #expect(abs(moments[0] - 1) < 1e-13)
    #expect(abs(moments[1] - BrownianRangeLaw.mean) < 1e-13)
    #expect(abs(moments[2] - BrownianRangeLaw.meanSquare) < 1e-13)
    #expect(abs(moments[4] - BrownianRangeLaw.meanFourthPower) < 1e-12)
  }

  /// Bars of one step with the given drift and standard deviation 0.02.
  static func bars(drift: Double, seed: UInt64) -> [BarExcursion] {
    var stream = RandomStream(seed: seed, purpose: "range law")
    return (0..<200_000).map { _ in
      let close = drift + 0.02 * stream.normal()
      let (high, low) = BrownianExtremes.draw(
        change: close, variance: 0.0004, uniforms: (stream.uniform(), stream.uniform()))
      return BarExcursion(high: high, low: low, close: close)
    }
  }

  @Test func theRangesOfDrawnBarsFollowTheLaw() {
    let ranges = Self.bars(drift: 0, seed: 9).map { ($0.high - $0.low) / 0.02 }.sorted()
    let count = Double(ranges.count)
    var distance = 0.0
    for (index, range) in ranges.enumerated() {
      let value = BrownianRangeLaw.cumulative(range)
      let (before, after) = (Double(index) / count, Double(index + 1) / count)
      distance = max(distance, value - before, after - value)
    }
    // Kolmogorov's distance exceeds 2.23/√n once in ten thousand samples.
    #expect(distance < 2.23 / count.squareRoot())
  }

  @Test func theFormsOfDrawnBarsHaveTheirVarianceAsMean() {
    let still = Self.bars(drift: 0, seed: 10)
    let moving = Self.bars(drift: 0.03, seed: 11)
    func agrees(_ values: [Double]) -> Bool {
      ClosedFormSupport.agrees(values.map { $0 / 0.0004 }, with: 1)
    }
    #expect(agrees(still.map(\.parkinson)))
    #expect(agrees(still.map(\.garmanKlass)))
    #expect(agrees(still.map(\.rogersSatchell)))
    // With drift only one of them keeps it.
    #expect(!agrees(moving.map(\.parkinson)))
    #expect(!agrees(moving.map(\.garmanKlass)))
    #expect(agrees(moving.map(\.rogersSatchell)))
    let squares = still.map { ($0.parkinson / 0.0004 - 1) * ($0.parkinson / 0.0004 - 1) }
    #expect(ClosedFormSupport.agrees(squares, with: BarExcursion.parkinsonVariance))
    #expect(abs(BarExcursion.parkinsonVariance - 0.4073) < 5e-5)
  }
}
