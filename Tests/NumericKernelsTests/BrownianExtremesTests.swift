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
  @Test(arguments: [11, 12, 13] as [UInt64])
  func `Parkinson's variance holds for bars of a single step`(seed: UInt64) {
    let paths = Paths(count: 2_000_000, seed: seed)
    let (maxima, minima) = paths.extremes()
    var squares = 0.0
    for (high, low) in zip(maxima, minima) { squares += (high - low) * (high - low) }
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
  /// Catches: a term of the series left out; a test of the step's remainder left out; a table cell
  /// out of its place.
  @Test func `Drawn ranges are exceeded as often as they should be`() {
    var stream = RandomStream(seed: 9, purpose: "extremes: exceedance")
    var (worst, outside) = (0.0, 0)
    for draw in 0..<200_000 {
      // Half are typical; of the others the maximum is spread evenly, and the minimum often rare.
      let span = 6 * stream.uniform()
      let even = span * stream.uniform()
      let change = draw % 2 == 0 ? stream.normal().magnitude : even
      var uniforms = (stream.uniform(), stream.uniform())
      if draw % 2 == 1 {
        uniforms.0 = PortableMath.exp(-0.5 * (span * span - change * change))
        if draw % 4 == 1 { uniforms.1 = PortableMath.exp(-16 * uniforms.1) }
        if draw % 8 == 3 { uniforms.1 = 1 - PortableMath.exp(-16 * uniforms.1) }
      }
      let (high, low) = BrownianExtremes.draw(change: change, variance: 1, uniforms: uniforms)
      let exceedance = rangeExceedance(high - low, change: change, uniform: uniforms.0)
      worst = max(worst, abs(exceedance - uniforms.1))
      if high < change || low > 0 { outside += 1 }
    }
    #expect(worst < 2e-7 && outside == 0, "\(worst), \(outside)")
  }

  /// Catches: too few terms where the range is small; a loop without its bracket, or that ends on
  /// a near value alone; the leading term alone where the change is small; a path along the edge of
  /// the table let in.
  @Test func `The law holds in its corners`() {
    let ends = [0x1p-53, 0x1p-52, 1e-9, 1e-3, 0.5, 0.999, 1 - 1e-9, 1 - 0x1p-52, 1 - 0x1p-53]
    let changes: [Double] = [
      0, .leastNonzeroMagnitude, 1e-300, 1e-12, 1e-6, 1e-3, 0.1, 1, 3, 5, 5.9999, 6, 6.0001, 10, 30,
      1e4, 1e50, 1e300,
    ]
    for change in changes {
      for first in ends {
        for second in ends {
          let (high, low) = BrownianExtremes.draw(
            change: change, variance: 1, uniforms: (first, second))
          #expect(high >= change && low <= 0 && high.isFinite && low.isFinite)
          guard change <= 10 else { continue }
          let exceedance = rangeExceedance(high - low, change: change, uniform: first)
          #expect(abs(exceedance - second) < 1e-7, "\(change), \(first), \(second)")
        }
      }
    }
  }

  /// Catches: the maximum's logarithm without its exponent's lower part; a wrong table, after which
  /// nearly all are drawn the plain way, and slowly.
  @Test func `Side by side and one by one are the same law, for nearly all in different ways`() {
    let paths = Paths(count: 200_000, seed: 14)
    let (maxima, minima) = paths.extremes()
    var (furthest, plain, worst) = (0.0, 0, 0.0)
    for path in 0..<paths.changes.count {
      let (high, low) = BrownianExtremes.plainDraw(
        change: paths.changes[path], standardDeviation: paths.deviations[path],
        uniforms: (paths.uniforms.0[path], paths.uniforms.1[path]))
      if high == maxima[path] && low == minima[path] { plain += 1 }
      // The first uniform's extreme is exact; the other is wrong by little where it is likely.
      let (exact, other) = paths.changes[path] >= 0 ? (high, low) : (low, high)
      let (near, far) =
        paths.changes[path] >= 0 ? (maxima[path], minima[path]) : (minima[path], maxima[path])
      furthest = max(furthest, abs(near - exact))
      worst = max(worst, abs(far - other))
    }
    #expect(furthest < 1e-14 && worst < 1e-5, "\(furthest), \(worst)")
    #expect(plain < 4000, "\(plain)")
  }

  /// Catches: a lane that takes its neighbour's numbers; a tail left out; the standard deviation
  /// taken for the variance.
  @Test(arguments: [0, 1, 2, 3, 4, 5, 7, 8, 1001])
  func `A path beside others has the bits it has alone`(count: Int) {
    let paths = Paths(count: count, seed: 15, isHard: true)
    let (maxima, minima) = paths.extremes()
    for path in 0..<count {
      let deviation = paths.deviations[path]
      let (high, low) = BrownianExtremes.draw(
        change: paths.changes[path], variance: deviation * deviation,
        uniforms: (paths.uniforms.0[path], paths.uniforms.1[path]))
      #expect(high.bitPattern == maxima[path].bitPattern)
      #expect(low.bitPattern == minima[path].bitPattern)
    }
  }

  /// The bits of 4,000 draws: the same on every machine, optimised or not.
  /// Catches: any other order of operations.
  @Test func `The bits are the same everywhere`() {
    let (maxima, minima) = Paths(count: 4000, seed: 16, isHard: true).extremes()
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for value in maxima + minima {
      digest = (digest ^ value.bitPattern) &* 0x0000_0100_0000_01b3
    }
    #expect(String(digest, radix: 16) == "1a2bbc786d3f8d5b")
  }

  /// Catches: a division by zero let through; a variance that underflows on its way.
  @Test func `Without variance a path is straight, and tiny paths keep their order`() {
    let half = (0.5, 0.5)
    for change in [-2, 0, 3.0] {
      let (high, low) = BrownianExtremes.draw(change: change, variance: 0, uniforms: half)
      #expect(high == max(change, 0) && low == min(change, 0))
    }
    let tiny = Double.leastNonzeroMagnitude
    let changes = [0, tiny, -1e5 * tiny, 1e-200, -1e-160, 1]
    for deviation in [tiny, 1e5 * tiny, 1e-200, 1e-160] {
      var paths = Paths(count: changes.count, seed: 17)
      paths.changes = changes
      paths.deviations = Array(repeating: deviation, count: changes.count)
      let (maxima, minima) = paths.extremes()
      for (path, change) in changes.enumerated() {
        #expect(maxima[path] >= max(change, 0) && minima[path] <= min(change, 0))
        #expect(maxima[path] - minima[path] <= change.magnitude + 8 * deviation)
      }
      #expect(maxima[0] > 0 && minima[0] < 0)
    }
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

/// Paths to draw the extremes of.
private struct Paths {
  var changes: [Double] = []
  var deviations: [Double] = []
  var uniforms: ([Double], [Double]) = ([], [])

  /// Paths of standard deviation 1 with normal changes; hard ones have some deviations of zero,
  /// changes of zero or far away, and uniforms beside 0 and 1.
  init(count: Int, seed: UInt64, isHard: Bool = false) {
    var stream = RandomStream(seed: seed, purpose: "extremes: paths")
    for _ in 0..<count {
      let kind = isHard ? stream.index(below: 16) : 16
      let change = stream.normal()
      changes.append(kind == 0 ? 0 : kind == 1 ? 8 * change : kind == 2 ? 1e-9 * change : change)
      deviations.append(kind == 3 ? 0 : isHard ? 2 * stream.uniform() : 1)
      let pair = (stream.uniform(), stream.uniform())
      uniforms.0.append(kind == 4 ? 0x1p-53 : kind == 5 ? 1 - 0x1p-53 : pair.0)
      uniforms.1.append(kind == 6 ? 0x1p-53 : kind == 7 ? 1 - 0x1p-53 : pair.1)
    }
  }

  /// Their extremes, drawn side by side.
  func extremes() -> (maxima: [Double], minima: [Double]) {
    var maxima = [Double](repeating: .nan, count: changes.count)
    var minima = maxima
    var high = maxima.mutableSpan
    var low = minima.mutableSpan
    BrownianExtremes.draw(
      changes: changes.span, standardDeviations: deviations.span,
      uniforms: (uniforms.0.span, uniforms.1.span), maxima: &high, minima: &low)
    return (maxima, minima)
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
  let last = d < 0.7 ? 20 : 8
  for order in -last...last where order != 0 {
    let k = Double(order)
    sum += k * (2 * k * d + change) * PortableMath.exp(-2 * k * d * (k * d + change) + product)
    let j = order < 0 ? k : k + 1
    sum += (1 - j) * (2 * j * d - span) * PortableMath.exp(-2 * j * d * (j * d - span))
  }
  return sum / span
}
