// SPDX-License-Identifier: GPL-3.0-or-later
//
// False laws about shapes: binds, matrices, filters, permutations, bytes, blocks, trees, indices.

import PropertyTesting

/// A tree of lists.
indirect enum Tree: Sendable, CustomStringConvertible {
  case leaf(Int)
  case node([Tree])

  var depth: Int {
    switch self {
    case .leaf: 1
    case .node(let children): 1 + (children.map(\.depth).max() ?? 0)
    }
  }

  var leaves: [Int] {
    switch self {
    case .leaf(let value): [value]
    case .node(let children): children.flatMap(\.leaves)
    }
  }

  var description: String {
    switch self {
    case .leaf(let value): "\(value)"
    case .node(let children): "\(children)"
    }
  }
}

/// One of two kinds of values.
enum Part: Sendable, CustomStringConvertible {
  case number(Int)
  case flag(Bool)

  var description: String {
    switch self {
    case .number(let value): "\(value)"
    case .flag(let value): "\(value)"
    }
  }
}

extension FalseLaw {
  private static func integers(_ range: ClosedRange<Int>) -> Generator<Int> { .integer(in: range) }

  private static func matrix(_ size: ClosedRange<Int>, _ cell: Generator<Int>)
    -> Generator<[[Int]]>
  {
    integers(size).flatMap { rows in
      integers(size).flatMap { columns in cell.list(count: columns).list(count: rows) }
    }
  }

  private static func square(_ size: ClosedRange<Int>, _ cell: Generator<Int>)
    -> Generator<[[Int]]>
  {
    integers(size).flatMap { size in cell.list(count: size).list(count: size) }
  }

  private static func trees(depth: Int) -> Generator<Tree> {
    .recursive(depth: depth, leaf: integers(0...99).map { .leaf($0) }) { below in
      .oneOf([integers(0...99).map { .leaf($0) }, below.list(count: 0...4).map { .node($0) }])
    }
  }

  static let structureLaws: [FalseLaw] = [
    FalseLaw("a row's sum", matrix(1...6, integers(-100...100)), least: "[[100]]") {
      $0.contains { $0.reduce(0, +) >= 100 }
    },
    FalseLaw("a trace", square(1...5, integers(0...9)), least: "[[2, 0], [0, 9]]") { matrix in
      matrix.count >= 2 && matrix.indices.reduce(0) { $0 + matrix[$1][$1] } > 10
    },
    FalseLaw(
      "three even ones", integers(0...1000).filter { $0 % 2 == 0 }.list(), least: "[52, 52, 52]"
    ) { $0.count { $0 > 50 } >= 3 },
    FalseLaw(
      "sorted with a gap", integers(0...1000).list().map { $0.sorted() }, least: "[5, 105]"
    ) { list in
      guard let first = list.first, let last = list.last else { return false }
      return first >= 5 && last - first >= 100
    },
    FalseLaw(
      "a displaced last", Generator<[Int]>.permutation(of: Array(0..<8)),
      least: "[0, 1, 2, 3, 4, 5, 7, 6]"
    ) { $0[7] != 7 },
    FalseLaw("a part's sum", Generator<[Int]>.subset(of: Array(0..<10)), least: "[7, 8, 9]") {
      $0.reduce(0, +) > 20
    },
    FalseLaw("equal bytes", Generator<[UInt8]>.bytes(count: 0...200), least: "[17, 17]") { bytes in
      Swift.zip(bytes, bytes.dropFirst()).contains { $0 == $1 && $0 >= 17 }
    },
    FalseLaw(
      "a falling block", Generator<[Double]>.block(count: 0...500, in: 0...1000),
      least: "[2.0, 0.0]"
    ) { block in Swift.zip(block, block.dropFirst()).contains { $1 < $0 - 1 } },
    FalseLaw("a deep tree", trees(depth: 6), least: "[[0]]") { $0.depth >= 3 },
    FalseLaw("a heavy tree", trees(depth: 4), least: "[2, 99]") { $0.leaves.reduce(0, +) > 100 },
    FalseLaw(
      "an inverted pair",
      zip(integers(-99...99).list(), integers(0...30), integers(0...30)),
      least: "([0, -1], 0, 1)"
    ) { list, first, second in
      try suppose(first < second && second < list.count)
      return list[first] > list[second]
    },
    FalseLaw(
      "letters in order",
      Generator<Character>.element(of: Array("abcdefghij")).list().map { String($0) }, least: "bd"
    ) { text in
      guard let place = text.firstIndex(of: "b") else { return false }
      return text[place...].contains("d")
    },
    FalseLaw(
      "a number and a flag",
      Generator<Part>.oneOf([
        integers(0...500).map { .number($0) }, Generator<Bool>.boolean().map { .flag($0) },
      ]).list(), least: "[11, true]"
    ) { parts in
      parts.contains { if case .number(let value) = $0 { value > 10 } else { false } }
        && parts.contains { if case .flag(true) = $0 { true } else { false } }
    },
    FalseLaw(
      "longer than asked",
      zip(
        integers(0...50).flatMap { integers(0...9).list(count: $0) }, integers(0...50)),
      least: "([0, 0, 0, 0, 0, 0], 5)"
    ) { $0.count > $1 && $1 >= 5 },
    FalseLaw(
      "two lists of one length", zip(integers(0...9).list(), integers(0...9).list()),
      least: "([0, 0, 0], [0, 0, 1])"
    ) { $0.count == $1.count && $0.count >= 3 && $0 != $1 },
    FalseLaw(
      "a chain of links", integers(0...15).list(count: 1...16), least: "[1, 2, 0]"
    ) { list in
      try suppose(list.allSatisfy { $0 < list.count })
      guard list.count >= 3 else { return false }
      return list[0] != 0 && list[list[0]] != 0 && list[list[0]] != list[0]
        && list[list[list[0]]] == 0
    },
  ]
}
