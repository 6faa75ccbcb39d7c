// SPDX-License-Identifier: GPL-3.0-or-later
//
// A few entries of the public shrinking challenge in short, so that the suite notices at once what
// the benchmark measures in full.

import PropertyTesting

extension FalseLaw {
  private static let integers = Generator<Int>.integer()

  static let publicLaws: [FalseLaw] = [
    FalseLaw("large union list", integers.list().list(), least: "[[0, 1, -1, 2, -2]]") {
      Set($0.flatMap { $0 }).count > 4
    },
    FalseLaw("reverse", integers.list(), least: "[0, 1]") { $0 != $0.reversed() },
    FalseLaw(
      "length list",
      Generator<Int>.integer(in: 1...100).flatMap {
        Generator<Int>.integer(in: 0...1000).list(count: $0)
      }, least: "[900]"
    ) { $0.contains { $0 >= 900 } },
    FalseLaw(
      "difference one",
      zip(
        Generator<Int>.integer(in: 1...0x7fff_ffff), Generator<Int>.integer(in: 1...0x7fff_ffff)),
      least: "(10, 9)"
    ) { $0 >= 10 && abs($0 - $1) == 1 },
    FalseLaw("coupling", Generator<Int>.integer(in: 0...10).list(), least: "[1, 0]") { list in
      try suppose(list.allSatisfy { $0 < list.count })
      return list.enumerated().contains { $1 != $0 && list[$1] == $0 }
    },
    FalseLaw(
      "sum reordered", Generator<Double>.finiteDouble.list(count: 3),
      least: "[1.0, 1.0, 9007199254740992.0]"
    ) { ($0[0] + $0[1]) + $0[2] != $0[0] + ($0[1] + $0[2]) },
    FalseLaw(
      "wrapped sums",
      Generator<[[Int16]]>(label: "five") { draw in
        let list = Generator<Int16>.integer().list()
        return try (0..<5).map { _ in try draw(list) }
      }, least: "[[], [], [], [-1], [-32768]]"
    ) { lists in
      func sum(_ list: [Int16]) -> Int16 { list.reduce(0, &+) }
      try suppose(lists.allSatisfy { sum($0) < 256 })
      return sum(lists.map(sum)) >= 1280
    },
  ]
}
