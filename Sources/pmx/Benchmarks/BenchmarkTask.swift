// SPDX-License-Identifier: GPL-3.0-or-later
//
// Benchmarks in CPU time of the thread, the smallest of several warm runs. Where a peer exists it
// runs in the same call on the same input, because only the ratio means anything on another
// machine.

import Promotion

/// One figure of a benchmark.
struct BenchmarkFigure {
  let metric: String
  let value: Double
  let unit: String
  /// Whether smaller values are better.
  let lowerIsBetter: Bool
  /// The number of runs that the figure is the best of.
  let runs: Int
  /// A digest of what was computed, so that nothing can be skipped.
  let digest: String

  func json(task: String) -> JSONValue {
    [
      "schema": "pmx.bench/1", "task": .string(task), "metric": .string(metric),
      "value": .number(value), "unit": .string(unit),
      "better": lowerIsBetter ? "lower" : "higher", "n": .integer(Int64(runs)),
      "digest": .string(digest),
    ]
  }
}

/// A benchmark.
struct BenchmarkTask: Sendable {
  let name: String
  let purpose: String
  let run: @Sendable () throws -> [BenchmarkFigure]

  /// The benchmarks there are.
  static let all = [
    csvRead, sessionCrossover, shrinkChallenge, generateCases, shrinkLongSeries, regimes,
    fit, walkForward500, autoARIMA100,
  ]

  /// The smallest CPU time of several runs, in seconds, after one that is not counted.
  static func bestSeconds(runs: Int, _ work: () throws -> Void) rethrows -> Double {
    try work()
    var best = Double.infinity
    for _ in 0..<runs {
      let start = RunEnvironment.threadSeconds()
      try work()
      best = min(best, RunEnvironment.threadSeconds() - start)
    }
    return best
  }
}
