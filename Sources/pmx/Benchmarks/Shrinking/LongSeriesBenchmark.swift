// SPDX-License-Identifier: GPL-3.0-or-later

import Promotion
import PropertyTesting

extension BenchmarkTask {
  /// Series of 10,000 bars with three guilty ones, adjacent or apart, cut down to them.
  static let shrinkLongSeries = BenchmarkTask(
    name: "shrink-long-series",
    purpose: "10,000 bars with a planted three-bar cause, adjacent and apart, 100 seeds"
  ) {
    var (solved, mostBars, mostCalls, slowest) = (0, 0, 0, 0.0)
    var results = ""
    let seeds = 100
    for seed in 0..<seeds {
      // Half of the seeds have their bars side by side.
      guard let outcome = LongSeries(seed: UInt64(seed), isAdjacent: seed % 2 == 0).shrunk() else {
        throw CommandFailure(.internalError, "shrink-long-series: seed \(seed) does not fail")
      }
      if outcome.bars <= 5, outcome.calls <= 2000 { solved += 1 }
      mostBars = max(mostBars, outcome.bars)
      mostCalls = max(mostCalls, outcome.calls)
      slowest = max(slowest, outcome.seconds)
      results += "\(seed) \(outcome.bars) \(outcome.calls)\n"
    }
    let digest = Digest(of: Array(results.utf8)).hexadecimal
    func figure(_ metric: String, _ value: Double, _ unit: String, lowerIsBetter: Bool = true)
      -> BenchmarkFigure
    {
      BenchmarkFigure(
        metric: metric, value: value, unit: unit, lowerIsBetter: lowerIsBetter, runs: 1,
        digest: digest)
    }
    return [
      figure("solved-percent", 100 * Double(solved) / Double(seeds), "%", lowerIsBetter: false),
      figure("bars-left-max", Double(mostBars), "bars"),
      figure("calls-max", Double(mostCalls), "calls"),
      figure("shrink-ms-max", 1000 * slowest, "ms"),
    ]
  }
}

/// A series of 10,000 bars of which three together break a law.
private struct LongSeries {
  private var random: RandomSource
  private let guilty: Set<Int>
  private static let length = 10_000

  init(seed: UInt64, isAdjacent: Bool) {
    random = RandomSource(seed: seed)
    var places: Set<Int> = []
    let first = Int(random.next(below: UInt64(Self.length - 2)))
    if isAdjacent { places = [first, first + 1, first + 2] }
    while places.count < 3 { places.insert(Int(random.next(below: UInt64(Self.length)))) }
    guilty = places
  }

  /// Shrinks the series; nil where it breaks no law.
  func shrunk() -> (bars: Int, calls: Int, seconds: Double)? {
    var calls = 0
    var checker = Checker(GeneratedBar.generator.list(count: 0...20_000)) { bars in
      calls += 1
      if bars.count(where: \.isGuilty) >= 3 { throw Falsified() }
    }
    guard let first = checker.run(replaying: tape()), first.failure != nil else { return nil }
    let start = RunEnvironment.threadSeconds()
    let best = checker.shrink(first, callLimit: 100_000).best
    let seconds = RunEnvironment.threadSeconds() - start
    guard let value = try? checker.value(of: best.tape) else { return nil }
    return (value.count, calls, seconds)
  }

  /// Each bar is a Boolean that says that there is one and five doubles; a last Boolean ends them.
  private func tape() -> Tape {
    var random = random
    func double(_ low: Double, _ width: UInt64, _ parts: Double) -> Choice {
      .plantedDouble(low + Double(random.next(below: width)) / parts)
    }
    var choices: [Choice] = []
    for index in 0..<Self.length {
      let isGuilty = guilty.contains(index)
      choices.append(.plantedBoolean(true))
      choices.append(double(1, 899_999, 7))
      choices.append(isGuilty ? double(950_000, 1000, 3) : double(1, 899_999, 7))
      choices.append(double(1, 899_999, 7))
      choices.append(double(1, 899_999, 7))
      choices.append(isGuilty ? double(9.5e11, 1000, 1) : double(0, 1_000_000, 1))
    }
    choices.append(.plantedBoolean(false))
    return Tape(plain: choices)
  }
}

extension GeneratedBar {
  fileprivate var isGuilty: Bool { volume > 9e11 && close > 9e5 }
}
