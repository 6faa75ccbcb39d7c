// SPDX-License-Identifier: GPL-3.0-or-later
//
// Resampling of a dependent sequence in blocks of random length.
//
// Source: Politis and Romano, "The stationary bootstrap", JASA 89 (1994): blocks start anywhere and
// go on with probability 1 − 1/b, wrapping at the end. The mean block length is the cube root of
// the sample size, the rate that minimises the error of a variance estimate; the automatic choice
// of Politis and White comes with the statistical gate.

import NumericKernels

/// Percentile intervals of statistics of dependent observations.
public struct StationaryBootstrap: Sendable {
  /// The number of resamples.
  public let resamples: Int
  /// The probability that the interval is to hold.
  public let level: Double
  /// The seed of the resampling.
  public let seed: UInt64

  /// Makes a bootstrap.
  ///
  /// - Precondition: there are at least 99 resamples and `0 < level < 1`.
  public init(resamples: Int, level: Double, seed: UInt64) {
    precondition(resamples >= 99, "a percentile interval needs at least 99 resamples")
    precondition(level > 0 && level < 1, "the level must lie strictly between 0 and 1")
    self.resamples = resamples
    self.level = level
    self.seed = seed
  }

  /// Returns the percentile interval of each statistic that `statistics` computes of resampled
  /// positions; nil where a statistic was undefined (NaN) in more than a tenth of the resamples.
  ///
  /// Undefined resamples count as the worse end on both sides, so that they only widen.
  ///
  /// - Parameters:
  ///   - count: the number of observations.
  ///   - purpose: the name of the random stream.
  ///   - statistics: writes its values for the given positions; infinite ones are allowed.
  /// - Complexity: O(resamples × count) beside the statistics.
  public func intervals(
    count: Int, statisticCount: Int, purpose: String,
    statistics: (_ positions: [Int], _ into: inout [Double]) -> Void
  ) -> [(lower: Double, upper: Double)?] {
    precondition(count > 0, "a bootstrap needs at least one observation")
    var stream = RandomStream(seed: seed, purpose: "stationary bootstrap: " + purpose)
    let restart = 1 / max(1, Double(count).cubeRoot)
    var positions = [Int](repeating: 0, count: count)
    var draws = [[Double]](repeating: [], count: statisticCount)
    var values = [Double](repeating: 0, count: statisticCount)
    for _ in 0..<resamples {
      resample(&positions, restart: restart, stream: &stream)
      statistics(positions, &values)
      for index in 0..<statisticCount { draws[index].append(values[index]) }
    }
    return draws.map(interval)
  }

  private func resample(_ positions: inout [Int], restart: Double, stream: inout RandomStream) {
    var position = 0
    for index in positions.indices {
      if index == 0 || stream.uniform() < restart {
        position = stream.index(below: positions.count)
      } else {
        position = position + 1 == positions.count ? 0 : position + 1
      }
      positions[index] = position
    }
  }

  private func interval(_ draws: [Double]) -> (lower: Double, upper: Double)? {
    let defined = draws.filter { !$0.isNaN }
    let missing = draws.count - defined.count
    guard missing * 10 <= draws.count, !defined.isEmpty else { return nil }
    let low = (defined + [Double](repeating: -.infinity, count: missing)).sorted()
    let high = (defined + [Double](repeating: .infinity, count: missing)).sorted()
    // Order statistics outwards, not interpolated: between a finite and an infinite draw there is
    // nothing in between, and an interval may only be too wide.
    let reach = (1 - level) / 2 * Double(draws.count - 1)
    let outer = Int(reach)
    return (low[outer], high[high.count - 1 - outer])
  }
}

extension Double {
  /// The cube root by Newton's method from a power-of-two guess: the same bits on every machine.
  fileprivate var cubeRoot: Double {
    guard self > 0 else { return 0 }
    var root = Double(sign: .plus, exponent: exponent / 3, significand: 1)
    for _ in 0..<60 {
      let next = (2 * root + self / (root * root)) / 3
      if next == root { break }
      root = next
    }
    return root
  }
}
