// SPDX-License-Identifier: GPL-3.0-or-later

/// A forecast that costs nothing, for others to beat.
public enum PointBenchmark: String, CaseIterable, Hashable, Sendable {
  /// The last observation: the random walk of a level.
  case naive
  /// Zero: the same walk, of returns.
  case zero

  /// The forecast of each target.
  ///
  /// - Precondition: every target is a position of the series, and none is the first.
  public func forecasts(of targets: Range<Int>, in series: [Double]) -> [Double] {
    precondition(targets.lowerBound > 0, "the first observation has none before it")
    return targets.map { self == .naive ? series[$0 - 1] : 0 }
  }

  /// The error of this forecast at every position but the first, oldest first.
  public func errors(in series: [Double]) -> [Double] {
    zip(series.dropFirst(), series).map { self == .naive ? $0 - $1 : $0 }
  }
}
