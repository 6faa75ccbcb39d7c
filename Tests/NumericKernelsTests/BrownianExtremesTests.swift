// SPDX-License-Identifier: GPL-3.0-or-later
//
// The joint law of a Brownian bridge's extremes. Statistical limits are five standard errors of
// what is measured, with fixed seeds. "Catches" names the faults that were planted.

import NumericKernels
import PropertyTesting
import Testing

struct BrownianExtremesTests {
  /// Source: Parkinson, "The extreme value method for estimating the variance of the rate of
  /// return", Journal of Business 53 (1980): E(range²) = 4 ln 2 · σ².
  /// Catches: two independent draws from the two marginal laws (2.6 % too large); one
  /// uniform used for both; the span taken for the change.
  @Test func `Parkinson's variance holds for a bar of a single step`() {
    var squares = 0.0
    var stream = RandomStream(seed: 11, purpose: "extremes: range")
    for _ in 0..<2_000_000 {
      let (high, low) = BrownianExtremes.draw(
        change: stream.normal(), variance: 1, uniforms: (stream.uniform(), stream.uniform()))
      squares += (high - low) * (high - low)
    }
    let bias = squares / 2_000_000 / (4 * PortableMath.log(2)) - 1
    let standardError = 0.6384 / 2_000_000.0.squareRoot()
    #expect(abs(bias) < 5 * standardError, "\(bias)")
  }

  /// Catches: two independent draws; one step and no more; a falling path not turned over.
  @Test(arguments: [(0.3, -0.6, 0.9), (0.0, -0.5, 0.5), (-1.2, -1.5, 0.4), (2.5, -0.1, 3.0)])
  func `Paths stay inside a corridor as often as the double series says`(
    change: Double, floor: Double, ceiling: Double
  ) {
    var inside = 0
    let count = 400_000
    var stream = RandomStream(seed: 12, purpose: "extremes: corridor")
    for _ in 0..<count {
      let (high, low) = BrownianExtremes.draw(
        change: change, variance: 1, uniforms: (stream.uniform(), stream.uniform()))
      if low > floor && high < ceiling { inside += 1 }
    }
    let expected = corridorProbability(change: change, floor: floor, ceiling: ceiling)
    let share = Double(inside) / Double(count)
    let standardError = (expected * (1 - expected) / Double(count)).squareRoot()
    #expect(abs(share - expected) < 5 * standardError, "\(share) for \(expected)")
  }

  /// Source: the golden number of the corridor's series, computed to ten digits.
  @Test func `The double series gives its golden number`() {
    let probability = corridorProbability(change: 0.3, floor: -0.6, ceiling: 0.9)
    #expect(abs(probability - 0.352_565_527_9) < 5e-11)
  }

  /// The plain twin: bisection of the exceedance, from a difference quotient of the double series.
  /// Catches: a term of the series left out; one step and no more. A wrong derivative that still
  /// converges is no fault.
  @Test func `The minimum is the quantile of its law given the maximum`() {
    let report = checkProperty("quantile", settings: PropertySettings(cases: 400)) { draw in
      // A falling path is a rising one turned over: there the minimum is drawn first.
      let change = try draw(.double(in: 0...5))
      let uniforms = try (draw(.double(in: 1e-6...0.999_999)), draw(.double(in: 1e-6...0.9999)))
      let (high, low) = BrownianExtremes.draw(change: change, variance: 1, uniforms: uniforms)
      let step = 1e-4
      func below(_ floor: Double) -> Double {
        corridorProbability(change: change, floor: floor, ceiling: high + step)
          - corridorProbability(change: change, floor: floor, ceiling: high - step)
      }
      // The share of paths with this maximum whose minimum lies under the one drawn.
      let exceedance = 1 - below(low) / below(-40)
      try require(abs(exceedance - uniforms.1) < 2e-4, "\(exceedance) for \(uniforms.1)")
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// The plain twin: the whole series, every term with its own exponential.
  /// Catches: the minimum drawn as if independent where the change is above 6 (wrong by 0.01); the
  /// loop ended on a small step alone, or on a near value alone (wrong by 0.13 where the law is
  /// flat).
  @Test func `Drawn ranges are exceeded as often as they should be, to a ten-millionth`() {
    var stream = RandomStream(seed: 9, purpose: "extremes: exceedance")
    var worst = 0.0
    for _ in 0..<100_000 {
      let change = 3 * stream.normal().magnitude
      let uniforms = (stream.uniform(), stream.uniform())
      let (high, low) = BrownianExtremes.draw(change: change, variance: 1, uniforms: uniforms)
      let exceedance = rangeExceedance(high - low, change: change, uniform: uniforms.0)
      worst = max(worst, abs(exceedance - uniforms.1))
    }
    #expect(worst < 1e-7)
  }

  /// Catches: a falling path's extremes not turned over; a scale left out.
  @Test func `Extremes enclose the ends, scale with σ and turn over with the path`() {
    let report = checkProperty("order", settings: PropertySettings(cases: 2000)) { draw in
      let change = try draw(.double(in: -50...50))
      let variance = try draw(.double(in: 0...9))
      let inside = 1e-15...(1 - 1e-15)
      let uniforms = try (draw(.double(in: inside)), draw(.double(in: inside)))
      let (high, low) = BrownianExtremes.draw(
        change: change, variance: variance, uniforms: uniforms)
      try require(high >= max(0, change) && low <= min(0, change) && high.isFinite && low.isFinite)
      let twin = BrownianExtremes.draw(
        change: -2 * change, variance: 4 * variance, uniforms: uniforms)
      if change != 0 { try require(twin.maximum == -2 * low && twin.minimum == -2 * high) }
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }
}

/// P(floor < min, max < ceiling) for a bridge from 0 to change of variance 1, by 41 terms a side.
private func corridorProbability(change: Double, floor: Double, ceiling: Double) -> Double {
  let width = ceiling - floor
  var sum = 0.0
  for order in -20...20 {
    let shift = Double(order) * width
    sum += PortableMath.exp(-2 * shift * (shift + change))
    sum -= PortableMath.exp(-2 * (shift - floor) * (shift + change - floor))
  }
  return sum
}

/// The probability that a path's range exceeds d, given the maximum that the uniform stands for.
private func rangeExceedance(_ d: Double, change: Double, uniform: Double) -> Double {
  let product = -PortableMath.log(uniform)
  let span = (change * change + 2 * product).squareRoot()
  var sum = 0.0
  for order in -12...12 where order != 0 {
    let k = Double(order)
    sum += k * (2 * k * d + change) * PortableMath.exp(-2 * k * d * (k * d + change) + product)
    let j = order < 0 ? k : k + 1
    sum += (1 - j) * (2 * j * d - span) * PortableMath.exp(-2 * j * d * (j * d - span))
  }
  return sum / span
}
