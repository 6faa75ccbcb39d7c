// SPDX-License-Identifier: GPL-3.0-or-later
//
// The public shrinking challenge, after the prose of jlink/shrinking-challenge. The generators are
// those of the script that runs other engines on it.

import PropertyTesting

extension ShrinkChallenge {
  /// The 14 entries of the public challenge.
  static let publicEntries: [ShrinkChallenge] =
    [bound5(most: 10_000, "bound5"), bound5(most: 1, "bound5-max1")] + listEntries + [
      calculator, lengthList,
      difference("difference-zero", exact: (10, 10)) { $0 == $1 },
      difference("difference-small", exact: (10, 6)) { (1...4).contains(abs($0 - $1)) },
      difference("difference-one", exact: (10, 9)) { abs($0 - $1) == 1 },
      binheap, coupling, deletion,
    ]

  private static let integers = Generator<Int>.integer()

  private static let listEntries = [
    ShrinkChallenge(
      "large-union-list", integers.list().list(), exact: "[[0, 1, -1, 2, -2]]",
      minimal: { lists in
        lists.count == 1 && lists[0].count == 5
          && [[0, 1, 2, -1, -2], [0, 1, 2, 3, 4], [0, 1, 2, 3, -1]].contains(Set(lists[0]))
      },
      property: { try require(Set($0.flatMap { $0 }).count <= 4) }),
    ShrinkChallenge(
      "reverse", integers.list(), exact: "[0, 1]",
      minimal: { [[0, 1], [1, 0], [0, -1], [-1, 0]].contains($0) },
      property: { try require($0 == $0.reversed()) }),
    ShrinkChallenge(
      "distinct", integers.list(), exact: "[0, 1, -1]",
      minimal: { [[0, 1, -1], [0, 1, 2]].contains($0) },
      property: { try require(Set($0).count < 3) }),
    ShrinkChallenge(
      "nested-lists", integers.list().list(), exact: "\([[Int](repeating: 0, count: 11)])",
      minimal: { $0 == [[Int](repeating: 0, count: 11)] },
      property: { try require($0.reduce(0) { $0 + $1.count } <= 10) }),
  ]

  private static func bound5(most: Int, _ name: String) -> ShrinkChallenge {
    let list = Generator<Int16>.integer().list(count: 0...most)
    let five = Generator<[[Int16]]>(label: "five") { draw in
      try (0..<5).map { _ in try draw(list) }
    }
    return ShrinkChallenge(
      name, five, exact: "[[], [], [], [-1], [-32768]]",
      minimal: { $0.filter { !$0.isEmpty }.sorted { $0[0] < $1[0] } == [[-32768], [-1]] },
      property: { lists in
        func sum(_ list: [Int16]) -> Int16 { list.reduce(0, &+) }
        try assume(lists.allSatisfy { sum($0) < 256 })
        try require(sum(lists.map(sum)) < 5 * 256)
      })
  }

  private static let calculator = ShrinkChallenge(
    "calculator", Expression.generator, exact: "(/ 0 (+ 0 0))",
    minimal: { ["(/ 0 (+ 0 0))", "(/ 0 (/ 0 1))", "(/ 0 (/ 0 -1))"].contains("\($0)") },
    property: {
      try assume($0.hasNoLiteralZeroDivision)
      _ = try $0.value()
    })

  private static let lengthList = ShrinkChallenge(
    "length-list",
    Generator<Int>.integer(in: 1...100).flatMap {
      Generator<Int>.integer(in: 0...1000).list(count: $0)
    }, exact: "[900]", minimal: { $0 == [900] },
    property: { try require($0.max() ?? 0 < 900) })

  private static func difference(
    _ name: String, exact: (Int, Int), _ fails: @escaping @Sendable (Int, Int) -> Bool
  ) -> ShrinkChallenge {
    let positive = Generator<Int>.integer(in: 1...0x7fff_ffff)
    return ShrinkChallenge(
      name, zip(positive, positive), exact: "\(exact)", minimal: { $0 == exact },
      property: { try require($0 < 10 || !fails($0, $1)) })
  }

  private static let binheap = ShrinkChallenge(
    "binheap", Heap.generator(least: 0, budget: 20), exact: "(0 () (0 (0 () ()) (1 () ())))",
    minimal: { $0.preorder.sorted() == [0, 0, 0, 1] },
    property: { heap in
      let wrong = heap.wronglySorted
      try require(wrong == wrong.sorted() && heap.preorder.sorted() == wrong)
    })

  private static let coupling = ShrinkChallenge(
    "coupling", Generator<Int>.integer(in: 0...10).list(), exact: "[1, 0]",
    minimal: { $0 == [1, 0] },
    property: { list in
      try assume(list.allSatisfy { $0 < list.count })
      for (place, value) in list.enumerated() {
        try require(place == value || list[value] != place)
      }
    })

  private static let deletion = ShrinkChallenge(
    "deletion", zip(integers.list(), Generator<Int>.integer(in: 0...10)), exact: "([0, 0], 0)",
    minimal: { $0.0 == [0, 0] && $0.1 == 0 },
    property: { list, index in
      try assume(index < list.count)
      var rest = list
      rest.remove(at: list.firstIndex(of: list[index]) ?? 0)
      try require(!rest.contains(list[index]))
    })
}
