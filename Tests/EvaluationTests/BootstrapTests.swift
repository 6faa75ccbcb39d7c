// SPDX-License-Identifier: GPL-3.0-or-later
//
// Monte Carlo laws have fixed seeds; the limits say how often a correct bootstrap would fail.

import Evaluation
import NumericKernels
import Testing

/// The interval of the mean of values.
private func meanInterval(
  _ values: [Double], level: Double = 0.9, resamples: Int = 199, seed: UInt64 = 1,
  purpose: String = "mean"
) -> (lower: Double, upper: Double) {
  let bootstrap = StationaryBootstrap(resamples: resamples, level: level, seed: seed)
  let intervals = bootstrap.intervals(
    count: values.count, statisticCount: 1, purpose: purpose
  ) { positions, into in
    var sum = 0.0
    for position in positions { sum += values[position] }
    into[0] = sum / Double(positions.count)
  }
  return intervals[0] ?? (.nan, .nan)
}

/// How often the interval of the mean held a true mean of zero.
private func coverage(trials: Int, count: Int, coefficient: Double) -> Double {
  let hits = (0..<trials).count { trial in
    let values = autoregressiveReturns(count, coefficient: coefficient, seed: UInt64(trial))
    let interval = meanInterval(values, seed: UInt64(trial))
    return interval.lower <= 0 && 0 <= interval.upper
  }
  return Double(hits) / Double(trials)
}

struct BootstrapTests {
  /// Laws F5 and M18. Catches: the purpose ignored.
  @Test func `Intervals depend on seed and purpose and on nothing else`() {
    let values = referenceNumbers(60)
    let first = ["bars", "trades", "origins"].map { meanInterval(values, purpose: $0) }
    let second = ["origins", "trades", "bars"].map { meanInterval(values, purpose: $0) }
    let reversed = Array(second.reversed())
    #expect(zip(first, reversed).allSatisfy { $0 == $1 })
    let other = meanInterval(values, seed: 2, purpose: "bars")
    #expect(first[0] != first[1] && first[0] != other)
  }

  /// Catches: no wrap at the end, which repeats the last observation; blocks of length 1.
  @Test func `Blocks go on to the next observation, wrap, and are n^(1/3) long in the mean`() {
    let count = 216
    var restarts = 0
    var total = 0
    var visits = [Int](repeating: 0, count: count)
    _ = StationaryBootstrap(resamples: 2000, level: 0.9, seed: 3).intervals(
      count: count, statisticCount: 1, purpose: "blocks"
    ) { positions, into in
      for (index, position) in positions.enumerated() {
        visits[position] += 1
        guard index > 0 else { continue }
        total += 1
        if position != (positions[index - 1] + 1) % count { restarts += 1 }
      }
      into[0] = 0
    }
    // A restart shows with probability (1/6)(1 − 1/216); five standard errors.
    let rate = Double(restarts) / Double(total)
    let expected = (1 - 1 / Double(count)) / 6
    let error = (expected * (1 - expected) / Double(total)).squareRoot()
    // Visits come in blocks: their variance is about 2 · 6 − 1 times that of single draws.
    let mean = 2000.0
    let deviation = (mean * 11).squareRoot()
    let uneven = visits.count { abs(Double($0) - mean) > 5.5 * deviation }
    #expect(abs(rate - expected) < 5 * error)
    #expect(uneven == 0)
  }

  /// The statistic is the number of the resample, so the interval is known: of 1 … 199 the tenth
  /// from each end, the order statistics outside the twentieth part. Catches: the tail not halved;
  /// an upper end of two tails.
  @Test func `The ends are the percentiles of the resamples`() {
    let bootstrap = StationaryBootstrap(resamples: 199, level: 0.9, seed: 1)
    var call = 0.0
    let interval = bootstrap.intervals(count: 5, statisticCount: 1, purpose: "calls") { _, into in
      call += 1
      into[0] = call
    }[0]
    #expect(relativeError(interval?.lower, 10) <= 1e-14)
    #expect(relativeError(interval?.upper, 190) <= 1e-14)
  }

  /// Catches: undefined resamples dropped, which would narrow the interval.
  @Test func `Undefined resamples widen the interval, too many leave none`() {
    let bootstrap = StationaryBootstrap(resamples: 200, level: 0.8, seed: 1)
    let intervals = [0.0, 12, 20, 21].map { missing in
      var call = 0.0
      return bootstrap.intervals(count: 5, statisticCount: 1, purpose: "calls") { _, into in
        call += 1
        into[0] = call <= missing ? .nan : call.truncatingRemainder(dividingBy: 100)
      }[0]
    }
    let lower = intervals.map { $0?.lower ?? .nan }
    let upper = intervals.map { $0?.upper ?? .nan }
    #expect(lower[0] > lower[1] && lower[1] > lower[2] && lower[3].isNaN)
    #expect(upper[0] < upper[1] && upper[1] < upper[2] && upper[3].isNaN)
  }

  @Test func `A higher level gives a wider interval`() {
    let values = referenceNumbers(80)
    let intervals = [0.5, 0.8, 0.9, 0.95, 0.99].map { meanInterval(values, level: $0) }
    let nested = zip(intervals.dropFirst(), intervals).allSatisfy {
      $0.lower < $1.lower && $1.upper < $0.upper
    }
    #expect(nested)
  }

  /// 600 samples of 100 normal values. The percentile interval of blocks of mean length b has about
  /// (1 − b/n) of the variance, so that 90 % become about 88 %; three standard errors of 600 trials
  /// are 4 points: a correct bootstrap fails once in 400 seeds, these seeds never.
  /// Catches: one tail of the interval doubled.
  @Test func `The interval of a mean of independent values holds it nearly as often as it says`() {
    let share = coverage(trials: 600, count: 100, coefficient: 0)
    #expect(abs(share - 0.88) < 0.04, "coverage \(share)")
  }

  /// With φ = 0.5 the mean's variance is three times that of independent values: single draws would
  /// hold it in 66 % of the samples. Catches: blocks of length one.
  @Test func `Blocks see dependence that single draws would not`() {
    let share = coverage(trials: 400, count: 216, coefficient: 0.5)
    #expect((0.75...0.92).contains(share), "coverage \(share)")
  }
}
