// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import RealModule

/// The variance of log(closeₜ / closeₜ₋₁), the night included, over the last `lookback` bars.
///
/// Formula: s²(o) + k s²(c) + (1 − k) mean RS, with o = log(openₜ / closeₜ₋₁), c = log(close/open),
/// RS the Rogers–Satchell estimate, s² sample variances with divisor n − 1, and
/// k = 0.34 / (1.34 + (n + 1)/(n − 1)). It has the same mean whatever the drift and the night's
/// share. Warm-up: `lookback` bars, as the first needs the close before it.
///
/// Source: Yang and Zhang, "Drift-independent volatility estimation based on high, low, open, and
/// close prices", Journal of Business 73 (2000).
public struct YangZhangVariance: Hashable, Sendable {
  /// The number of bars that an estimate rests on.
  public let lookback: Int
  private var gaps: [Double]
  private var moves: [Double]
  private var ranges: [Double]
  private var next = 0
  private var seen = 0
  private var previousClose: Price?

  /// Makes an estimator that has seen no bar yet.
  ///
  /// - Precondition: `lookback` is at least 2.
  public init(lookback: Int) {
    precondition(lookback >= 2, "the lookback must be at least 2")
    self.lookback = lookback
    self.gaps = [Double](repeating: 0, count: lookback)
    self.moves = gaps
    self.ranges = gaps
  }

  /// Takes the next bar in.
  ///
  /// - Complexity: O(1).
  public mutating func update(_ bar: Bar) {
    defer { previousClose = bar.close }
    guard let previousClose else { return }
    let range = LogRange(bar)
    gaps[next] = Double.log(Double(bar.open.units) / Double(previousClose.units))
    moves[next] = range.close
    ranges[next] = RangeEstimator.rogersSatchell.variancePerBar(range)
    next = next + 1 == lookback ? 0 : next + 1
    if seen < lookback { seen += 1 }
  }

  /// The estimate, in units of the squared logarithm per bar; nil while warming up.
  ///
  /// - Complexity: O(lookback): a running sum of squares would keep the rounding of bars long gone.
  public var variancePerBar: Double? {
    guard seen == lookback else { return nil }
    let n = Double(lookback)
    let share = 0.34 / (1.34 + (n + 1) / (n - 1))
    let within = ranges.reduce(0, +) / n
    return Self.variance(gaps) + share * Self.variance(moves) + (1 - share) * within
  }

  private static func variance(_ values: [Double]) -> Double {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    return values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
  }
}
