// SPDX-License-Identifier: GPL-3.0-or-later
//
// False laws whose numbers are tied to each other, so that no one of them can move alone.

import PropertyTesting

extension FalseLaw {
  private static func integers(_ range: ClosedRange<Int>) -> Generator<Int> { .integer(in: range) }

  /// A fixed scrambling of three small numbers, without any pattern that a pass could follow.
  private static func scrambled(_ numbers: [Int]) -> UInt64 {
    numbers.reduce(0x9e37_79b9_7f4a_7c15) { hash, number in
      let mixed = (hash ^ UInt64(number)) &* 0xbf58_476d_1ce4_e5b9
      return mixed ^ mixed >> 29
    }
  }

  static let relationLaws: [FalseLaw] = [
    // What is deleted leaves its bits to another: two numbers change at once, one of them by going.
    FalseLaw(
      "all bits between them", integers(1...1023).list(), least: "[1023]"
    ) { !$0.isEmpty && $0.reduce(0, ^) == 1023 },
    FalseLaw(
      "rare ones in a long counted list",
      integers(80...300).flatMap { count in integers(0...999).list(count: 3).list(count: count) },
      least: "\([[Int]](repeating: [0, 0, 0], count: 78) + [[0, 0, 995], [0, 0, 995]])"
    ) { list in list.count { $0[2] >= 995 } >= 2 },
    FalseLaw(
      "counted lists among numbers",
      zip(integers(0...40).flatMap { integers(0...9).list(count: $0) }, integers(0...1000))
        .list(count: 3),
      least: "\([(list: [Int], number: Int)](repeating: ([], 100), count: 3).map { ($0, $1) })"
    ) { parts in parts.allSatisfy { $1 >= 100 } },
    FalseLaw(
      "one high step in a long walk",
      Generator { draw in try (0..<390).map { _ in try draw(integers(0...999)) } },
      least: "\([Int](repeating: 0, count: 100) + [500] + [Int](repeating: 0, count: 289))"
    ) { $0[100] >= 500 },
    FalseLaw(
      "three in proportion",
      zip(
        Generator<Double>.double(in: 1...1e3), Generator<Double>.double(in: 1...1e3),
        Generator<Double>.double(in: 1...1e3)), least: "(15.0, 5.0, 1.0)"
    ) { a, b, c in
      try suppose(abs(a - 3 * b) <= 0.02 * a)
      return abs(b - 5 * c) <= 0.02 * b
    },
    FalseLaw(
      "alike without a pattern", integers(0...63).list(count: 3).list(count: 3...9),
      least: "[[0, 0, 5], [0, 0, 5], [0, 0, 5]]"
    ) { list in list.count { scrambled($0) % 40 == 0 } >= 3 },
    FalseLaw(
      "a flag before a tail",
      Generator { draw in
        let flag = try draw(Generator<Bool>.boolean())
        let extra = flag ? [try draw(integers(0...9)), try draw(integers(0...9))] : []
        return [flag ? 1 : 0] + extra + [try draw(integers(0...1000))]
      }, least: "[0, 500]"
    ) { ($0.last ?? 0) >= 500 },
    FalseLaw(
      "a remainder between two", zip(integers(0...9), integers(0...9), integers(0...9)),
      least: "(0, 0, 3)"
    ) { (5 * $0 + 4 * $1 + $2) % 7 == 3 && $0 + $1 + $2 > 2 },
    FalseLaw(
      "a long remainder", integers(0...9).list(count: 3), least: "[0, 0, 3]"
    ) { $0.reduce(0) { (10 * $0 + $1) } % 7 == 3 },
    FalseLaw(
      "scrambled pair", zip(integers(0...30), integers(0...30)), least: "(0, 24)"
    ) { scrambled([$0, $1]) % 20 == 0 },
    FalseLaw(
      "one short kind of a hundred",
      integers(0...99).flatMap { kind in
        integers(0...99).list(count: kind == 77 ? 1 : 4).map { [kind] + $0 }
      }, least: "[77, 50]"
    ) { $0[1] >= 50 },
    FalseLaw(
      "twice the length",
      integers(0...30).flatMap { half in integers(0...999).list(count: 2 * half) },
      least: "[500, 500]"
    ) { list in list.count { $0 >= 500 } >= 2 },
    FalseLaw(
      "ends and middle", integers(0...99).list(count: 0...15), least: "[90, 90, 90]"
    ) { list in
      guard list.count >= 3, list.count % 2 == 1 else { return false }
      return [list[0], list[list.count / 2], list[list.count - 1]].allSatisfy { $0 >= 90 }
    },
    FalseLaw(
      "one between two others", integers(0...9).list(), least: "[3, 7, 3]"
    ) { list in
      list.indices.dropLast(2).contains {
        [[3, 7, 3], [7, 3, 7]].contains(Array(list[$0...($0 + 2)]))
      }
    },
    FalseLaw("a given product", zip(integers(1...200), integers(1...200)), least: "(1, 144)") {
      $0 * $1 == 144
    },
    FalseLaw(
      "a block's sum", Generator<[Double]>.block(count: 0...50, in: 0...100),
      least: "[51.0, 100.0]"
    ) { $0.reduce(0, +) > 150 },
    FalseLaw(
      "a block above zero", Generator<[Double]>.block(count: 2...50, in: 3...1000),
      least: "[3.0, 500.0]"
    ) { $0.contains { $0 >= 500 } },
    FalseLaw("multiples of seven", Generator<Int>.integer(), least: "1001") {
      $0 > 1000 && $0 % 7 == 0
    },
    FalseLaw("a rare remainder", integers(0...10_000_000), least: "25") { $0 % 1009 == 25 },
    FalseLaw("eight bits", integers(0...(1 << 40)), least: "255") { $0.nonzeroBitCount >= 8 },
    FalseLaw(
      "distinct even ones", Generator<Int>.integer().list(), least: "[0, 2, -2, 4]"
    ) { Set($0.filter { $0.isMultiple(of: 2) }).count >= 4 },
    FalseLaw("a tick of a cent", .double(in: 0...1e6), least: "100.01") { price in
      price > 100 && (price * 100).rounded() / 100 == price && price != price.rounded()
        && Int((price * 100).rounded()) % 5 == 1
    },
  ]
}
