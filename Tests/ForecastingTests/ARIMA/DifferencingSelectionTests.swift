// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import Testing

struct DifferencingSelectionTests {
  private static func walk(
    _ count: Int, times: Int, seed: UInt64, noise: Double = 1
  ) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "walk")
    var values = (0..<count).map { _ in noise * stream.normal() }
    for _ in 0..<times {
      var level = 0.0
      values = values.map { value in
        level += value
        return level
      }
    }
    return values
  }

  /// Catches: a test of the wrong series; a loop that stops after one difference.
  @Test(arguments: [0, 1, 2])
  func `Noise summed so many times is differenced as often`(times: Int) {
    let right = (0..<60).filter { seed in
      DifferencingSelection(Self.walk(300, times: times, seed: UInt64(seed))).differences == times
    }
    // The test errs in one of twenty series at every degree.
    #expect(right.count >= 50)
  }

  /// Catches: the limit of two left out.
  @Test func `Noise summed three times is differenced twice`() {
    let selection = DifferencingSelection(Self.walk(300, times: 3, seed: 1))
    #expect(selection.differences == 2)
    #expect(selection.tests.count == 2)
    var rules = DifferencingSelection.Rules()
    rules.maximumDifferences = 1
    #expect(DifferencingSelection(Self.walk(300, times: 3, seed: 1), rules: rules).differences == 1)
  }

  private static func seasonal(_ count: Int, height: Double) -> [Double] {
    let shape = [3.0, -1, -4, 2]
    return walk(count, times: 0, seed: 5).enumerated().map { index, value in
      value + height * shape[index % 4]
    }
  }

  /// Catches: the threshold turned; KPSS before the season is taken out.
  @Test func `A strong season is differenced and a weak one is not`() throws {
    let strong = DifferencingSelection(Self.seasonal(120, height: 3), period: 4)
    let weak = DifferencingSelection(Self.seasonal(120, height: 0.1), period: 4)
    #expect(strong.seasonalDifferences == 1)
    #expect(try #require(strong.seasonalStrength) > 0.9)
    #expect(weak.seasonalDifferences == 0)
    #expect(try #require(weak.seasonalStrength) < 0.64)
    var rules = DifferencingSelection.Rules()
    rules.maximumSeasonalDifferences = 0
    let none = DifferencingSelection(Self.seasonal(120, height: 3), period: 4, rules: rules)
    #expect(none.seasonalDifferences == 0)
  }

  /// More than two periods, and more than one observation in each, are needed.
  @Test func `A short series and a period of one have no season`() {
    #expect(DifferencingSelection(Self.seasonal(8, height: 9), period: 4).seasonalStrength == nil)
    #expect(DifferencingSelection(Self.seasonal(9, height: 9), period: 4).seasonalStrength != nil)
    #expect(DifferencingSelection(Self.seasonal(40, height: 9)).seasonalStrength == nil)
  }

  /// Catches: a KPSS test of a constant, which has no variance.
  @Test func `Constant series and lines stop at a constant`() {
    let constant = DifferencingSelection([Double](repeating: 7, count: 40), period: 4)
    #expect(constant.differences == 0 && constant.seasonalDifferences == 0)
    #expect(constant.isConstant)
    let line = DifferencingSelection((0..<60).map { 2 * Double($0) })
    #expect(line.differences == 1)
    #expect(line.isConstant)
  }
}

struct LagPolynomialTests {
  @Test func `Moduli are those of both factors`() throws {
    let plain = LagPolynomials(autoregressive: [0.5], movingAverage: [-0.8])
    #expect(try #require(plain.smallestAutoregressiveModulus) == 2)
    #expect(abs(try #require(plain.smallestMovingAverageModulus) - 1.25) <= 1e-15)
    let seasonal = LagPolynomials(
      autoregressive: [0.5], seasonalAutoregressive: [0.0625], seasonalMovingAverage: [0.5],
      period: 4)
    // The fourth root of 16 is 2, that of 2 is 1.189….
    #expect(abs(try #require(seasonal.smallestAutoregressiveModulus) - 2) <= 1e-15)
    #expect(
      abs(try #require(seasonal.smallestMovingAverageModulus) - 1.189207115002721) <= 1e-14)
    #expect(LagPolynomials().smallestAutoregressiveModulus == nil)
  }

  /// Catches: the sign of a side; the margin on the wrong side of 1.
  @Test func `Roots near the unit circle are named by their side`() {
    let left = LagPolynomials(autoregressive: [0.995], movingAverage: [0.3])
    guard case .autoregressiveRootNearUnit(let modulus)? = left.warnings().first else {
      Issue.record("there must be a warning")
      return
    }
    #expect(abs(modulus - 1 / 0.995) <= 1e-14)
    #expect(left.warnings().count == 1)
    let right = LagPolynomials(movingAverage: [-1])
    #expect(right.warnings() == [.movingAverageRootNearUnit(modulus: 1)])
    #expect(LagPolynomials(autoregressive: [0.9], movingAverage: [0.9]).warnings().isEmpty)
  }

  /// (1 − 0.7B) on both sides; then a pair; then a seasonal factor against a plain one. Catches:
  /// θ with the sign of φ; a conjugate pair named twice.
  @Test func `Common factors are found once each`() {
    let single = LagPolynomials(autoregressive: [0.7], movingAverage: [-0.69])
    #expect(single.warnings().count == 1)
    // 1 − 0.5B + 0.6B² on both sides, and 1 − 0.2B on the left.
    let pair = LagPolynomials(
      autoregressive: [0.7, -0.7, 0.12], movingAverage: [-0.5, 0.6])
    #expect(pair.warnings().count == 1)
    // 1 − 0.6561B⁴ has the root 1/0.9 of 1 − 0.9B.
    let seasonal = LagPolynomials(
      autoregressive: [0.9], seasonalMovingAverage: [-0.6561], period: 4)
    #expect(seasonal.warnings().count == 1)
    #expect(LagPolynomials(autoregressive: [0.7], movingAverage: [0.7]).warnings().isEmpty)
    // Inverses near zero are near each other and mean nothing.
    #expect(LagPolynomials(autoregressive: [0.01], movingAverage: [-0.01]).warnings().isEmpty)
  }
}
