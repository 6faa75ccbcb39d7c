// SPDX-License-Identifier: GPL-3.0-or-later
//
// False laws that lean on one manner of simplifying each: without it their smallest counterexample
// is missed, or costs far more.

import PropertyTesting

extension FalseLaw {
  private static func integers(_ range: ClosedRange<Int>) -> Generator<Int> { .integer(in: range) }

  /// Binary trees with a number at each node, the depth limited.
  private static let binary = Generator<Tree>.recursive(
    depth: 8, chance: 0.6, leaf: integers(0...9).map { .leaf($0) }
  ) { below in zip(below, below).map { .node([$0, $1]) } }

  private static let wide: ClosedRange<Int> = 0...1_000_000_000

  /// Trees whose first child is a number and whose others hold none that is less; a missing tree is
  /// left out of its parent.
  private static func heap(least: Int, budget: Int) -> Generator<Tree> {
    Generator<Tree>(label: "heap") { draw in
      guard budget >= 1, try draw(integers(0...3)) != 0 else { return .node([]) }
      let head = try draw(integers(least...0x7fff_ffff))
      let below = heap(least: head, budget: budget / 2)
      let children = [try draw(below), try draw(below)]
      return .node([.leaf(head)] + children)
    }
  }

  static let passLaws: [FalseLaw] = [
    FalseLaw("a tree with a pair", binary, least: "[[0, 1], 0]") { tree in
      func hasPair(_ tree: Tree) -> Bool {
        guard case .node(let children) = tree else { return false }
        if case .node(let inner) = children[0], case .leaf(let one) = inner[0],
          case .leaf(let two) = inner[1], one < two
        {
          return true
        }
        return children.contains(where: hasPair)
      }
      return hasPair(tree)
    },
    FalseLaw("a difference kept", zip(integers(wide), integers(wide)), least: "(7, 0)") {
      $0 == $1 + 7
    },
    FalseLaw(
      "two equal ones", zip(integers(wide), integers(wide)), least: "(100, 100)"
    ) { $0 == $1 && $0 >= 100 },
    FalseLaw("equal ones among others", integers(wide).list(), least: "[10, 10, 10]") { list in
      list.contains { value in value >= 10 && list.count { $0 == value } >= 3 }
    },
    FalseLaw(
      "lists that count themselves",
      integers(0...60).flatMap { count in integers(0...9).list(count: count) }, least: "[0, 0, 3]"
    ) { $0.count >= 3 && $0.contains(3) },
    FalseLaw(
      "scaled triple", Generator<Double>.finiteDouble.list(count: 3), least: "[1.0, 1.0, 2.0]"
    ) { $0[0] > 0 && $0[1] > 0 && $0[2] == $0[0] + $0[1] },
    FalseLaw(
      "tight steps",
      zip(integers(wide), integers(wide), integers(wide)), least: "(0, 1, 2)"
    ) { $1 == $0 + 1 && $2 == $1 + 1 },
    FalseLaw(
      "a long list", integers(wide).list(count: 60...400),
      least: "\([Int](repeating: 0, count: 59) + [1_000])"
    ) { $0.contains { $0 >= 1000 } },
    FalseLaw(
      "a choice that shortens",
      integers(0...5).flatMap { kind in
        integers(0...99).list(count: kind == 4 ? 1 : 4).map { [kind] + $0 }
      }, least: "[4, 50]"
    ) { $0[1] >= 50 },
    FalseLaw(
      "a long counted list",
      integers(0...300).flatMap { count in integers(0...99).list(count: count) }, least: "[50, 50]"
    ) { list in list.count { $0 >= 50 } >= 2 },
    FalseLaw("one in two", zip(integers(0...5000), integers(0...5000)), least: "(5, 3)") {
      abs($0 - 2 * $1) <= 1 && $1 >= 3
    },
    FalseLaw(
      "a heap's order", heap(least: 0, budget: 20), least: "[0, [], [0, [0, [], []], [1, [], []]]]"
    ) { heap in
      guard case .node = heap else { return false }
      return heap.wronglySorted != heap.wronglySorted.sorted()
        || heap.wronglySorted != heap.leaves.sorted()
    },
    FalseLaw(
      "flat bars",
      Generator<[Double]>(label: "bar") { draw in
        try (0..<4).map { _ in try draw(.double(in: 1...1e6)) }
      }.list(count: 2...9), least: "[[1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]]"
    ) { bars in Swift.zip(bars, bars.dropFirst()).contains { $0[3] == $1[0] } },
  ]
}

extension Tree {
  /// A wrong way to list a heap's keys in order: the root, then the merged branches from the right.
  fileprivate var wronglySorted: [Int] {
    guard case .node(let parts) = self, parts.count == 3, let head = parts[0].leaves.first else {
      return []
    }
    return [head] + Tree.merged(parts[1], parts[2]).keys
  }

  private var keys: [Int] {
    guard case .node(let parts) = self, parts.count == 3 else { return [] }
    return parts[0].leaves + parts[2].keys + parts[1].keys
  }

  private static func merged(_ left: Tree, _ right: Tree) -> Tree {
    guard case .node(let a) = left, a.count == 3, let one = a[0].leaves.first else { return right }
    guard case .node(let b) = right, b.count == 3, let two = b[0].leaves.first else { return left }
    return one <= two
      ? .node([a[0], merged(a[2], right), a[1]]) : .node([b[0], merged(b[2], left), b[1]])
  }
}
