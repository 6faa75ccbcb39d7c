// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Promotion

extension BenchmarkTask {
  /// The public shrinking challenge and our own, 100 seeds each.
  static let shrinkChallenge = BenchmarkTask(
    name: "shrink-challenge",
    purpose: "the public shrinking challenge and seven of our own, 100 seeds each"
  ) {
    var summary = ChallengeSummary()
    for challenge in ShrinkChallenge.publicEntries { try summary.add(challenge, isPublic: true) }
    for challenge in ShrinkChallenge.marketEntries { try summary.add(challenge, isPublic: false) }
    return summary.figures
  }
}

/// Adds up how the challenges went.
private struct ChallengeSummary {
  /// The public entries that the strongest peer does not solve for every seed; the others make the
  /// mean of calls.
  private static let unsolvedByPeer: Set<String> = ["bound5", "binheap", "coupling"]
  private static let seeds: Range<UInt64> = 1000..<1100
  /// Each shrink is timed so often; the least counts.
  private static let runs = 3

  private var rows: [BenchmarkFigure] = []
  private var seconds: [Double] = []
  private var logarithms: [Double] = []
  private var mostCalls = 0
  private var results = ""

  mutating func add(_ challenge: ShrinkChallenge, isPublic: Bool) throws {
    var (minimal, exact, calls) = (0, 0, 0)
    for seed in Self.seeds {
      guard let outcome = outcome(challenge, seed) else {
        throw CommandFailure(.internalError, "\(challenge.name): seed \(seed) found no failure")
      }
      minimal += outcome.isMinimal ? 1 : 0
      exact += outcome.isExact ? 1 : 0
      calls += outcome.calls
      mostCalls = max(mostCalls, outcome.calls)
      seconds.append(outcome.seconds)
      results += "\(challenge.name) \(seed) \(outcome.calls) \(outcome.value)\n"
    }
    let count = Double(Self.seeds.count)
    let mean = Double(calls) / count
    if isPublic, !Self.unsolvedByPeer.contains(challenge.name) { logarithms.append(log(mean)) }
    add("minimal-percent:\(challenge.name)", 100 * Double(minimal) / count, "%", false)
    add("exact-percent:\(challenge.name)", 100 * Double(exact) / count, "%", false)
    add("calls-mean:\(challenge.name)", mean, "calls", true)
  }

  private func outcome(_ challenge: ShrinkChallenge, _ seed: UInt64) -> ShrinkChallenge.Outcome? {
    let outcomes = (0..<Self.runs).compactMap { _ in
      challenge.run(seed) { RunEnvironment.threadSeconds() }
    }
    return outcomes.min { $0.seconds < $1.seconds }
  }

  private mutating func add(_ metric: String, _ value: Double, _ unit: String, _ lower: Bool) {
    rows.append(
      BenchmarkFigure(
        metric: metric, value: value, unit: unit, lowerIsBetter: lower, runs: Self.runs,
        digest: Digest(of: Array(results.utf8)).hexadecimal))
  }

  var figures: [BenchmarkFigure] {
    var summary = self
    let ordered = seconds.sorted()
    let mean = logarithms.reduce(0, +) / Double(max(1, logarithms.count))
    summary.add("calls-geomean", exp(mean), "calls", true)
    summary.add("calls-max", Double(mostCalls), "calls", true)
    summary.add("shrink-ms-median", 1000 * ordered[ordered.count / 2], "ms", true)
    summary.add("shrink-ms-max", 1000 * (ordered.last ?? 0), "ms", true)
    return summary.rows
  }
}
