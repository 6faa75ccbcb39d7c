// SPDX-License-Identifier: GPL-3.0-or-later

import Promotion
import PropertyTesting

extension BenchmarkTask {
  /// Random test cases, each delivered to a property that reads every value.
  static let generateCases = BenchmarkTask(
    name: "generate-cases", purpose: "random hundred-bar series and single doubles, all read"
  ) {
    [
      figure("bars100-per-cpu-second", cases: 20_000, GeneratedBar.generator.list(count: 100)) {
        $0.reduce(into: 0) { $0 ^= $1.bits }
      },
      figure("doubles-per-cpu-second", cases: 1_000_000, Generator<Double>.anyDouble) {
        $0.bitPattern
      },
    ]
  }

  private static func figure<Value>(
    _ metric: String, cases: Int, _ generator: Generator<Value>,
    _ bits: @escaping (Value) -> UInt64
  ) -> BenchmarkFigure {
    let runs = 5
    var sum: UInt64 = 0
    let seconds = bestSeconds(runs: runs) {
      sum = 0
      var checker = Checker(generator) { sum = (sum << 1 | sum >> 63) ^ bits($0) }
      _ = checker.search(seed: 1, cases: cases)
    }
    return BenchmarkFigure(
      metric: metric, value: Double(cases) / seconds, unit: "cases/s", lowerIsBetter: false,
      runs: runs, digest: Digest(of: Array("\(sum)".utf8)).hexadecimal)
  }
}

extension GeneratedBar {
  /// A digest that every value enters.
  fileprivate var bits: UInt64 {
    var sum = open.bitPattern
    for value in [high.bitPattern, low.bitPattern, close.bitPattern, volume.bitPattern] {
      sum = (sum << 7 | sum >> 57) ^ value
    }
    return sum
  }
}
