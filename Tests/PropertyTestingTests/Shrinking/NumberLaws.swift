// SPDX-License-Identifier: GPL-3.0-or-later
//
// False laws about numbers: thresholds, signs, relations, remainders, odd doubles. Their smallest
// counterexamples follow from the order of tapes and were worked out by hand.

import PropertyTesting

extension FalseLaw {
  private static func integers(_ range: ClosedRange<Int>) -> Generator<Int> { .integer(in: range) }
  private static func doubles(_ range: ClosedRange<Double>) -> Generator<Double> {
    .double(in: range)
  }

  static let numberLaws: [FalseLaw] = [
    FalseLaw(
      "three thresholds",
      zip(integers(-1000...1000), integers(-1000...1000), integers(-1000...1000)),
      least: "(0, -151, 71)"
    ) { $0 + $1 < -150 && $2 > 70 },
    FalseLaw(
      "a sum with a remainder", integers(0...100).list(), least: "[3]"
    ) { !$0.isEmpty && $0.reduce(0, +) % 7 == 3 },
    FalseLaw("a negative sum", integers(-5000...5000).list(), least: "[-1001]") {
      $0.reduce(0, +) < -1000
    },
    FalseLaw(
      "strictly falling",
      zip(integers(-100...100), integers(-100...100), integers(-100...100)), least: "(0, -1, -2)"
    ) { $0 > $1 && $1 > $2 },
    FalseLaw("a product", zip(integers(1...1000), integers(1...1000)), least: "(1, 1000)") {
      $0 * $1 >= 1000
    },
    FalseLaw(
      "a common divisor", zip(integers(1...10_000), integers(1...10_000)), least: "(10, 20)"
    ) { a, b in
      var (x, y) = (a, b)
      while y != 0 { (x, y) = (y, x % y) }
      return x >= 10 && a != b
    },
    FalseLaw(
      "optionals one apart", zip(integers(-50...50).optional(), integers(-50...50).optional()),
      least: "(Optional(0), Optional(-1))"
    ) { a, b in
      guard let a, let b else { return false }
      return a == b + 1
    },
    FalseLaw("a narrow interval", doubles(0...1), least: "0.375") { 0.3 < $0 && $0 < 0.4 },
    FalseLaw("a narrower interval", doubles(0...1), least: "0.301") { 0.3 < $0 && $0 < 0.31 },
    FalseLaw("almost nothing", doubles(0...1), least: "\(0x1p-30)") { 0 < $0 && $0 < 1e-9 },
    FalseLaw("more than almost nothing", doubles(0...1), least: "1.0") { $0 > 1e-9 },
    FalseLaw("between two thousands", doubles(-5000...5000), least: "-1234.0") {
      -2000 < $0 && $0 < -1233.5
    },
    FalseLaw("negative zero", Generator<Double>.anyDouble, least: "-0.0") {
      $0 == 0 && $0.sign == .minus
    },
    FalseLaw("not a number", Generator<Double>.anyDouble.list(), least: "[nan]") {
      $0.contains { $0.isNaN }
    },
    FalseLaw(
      "infinitely low", zip(Generator<Bool>.boolean(), Generator<Double>.anyDouble),
      least: "(false, -inf)"
    ) { $1.isInfinite && $1 < 0 },
    FalseLaw("a sum of doubles", doubles(0...100).list(), least: "[51.0, 100.0]") {
      $0.reduce(0, +) > 150 && $0.count < 3
    },
    FalseLaw("rising", doubles(1...1000).list(), least: "[1.0, 2.0, 3.0, 4.0]") { list in
      list.count >= 4 && Swift.zip(list, list.dropFirst()).allSatisfy { $0 < $1 }
    },
    FalseLaw(
      "a hair apart", zip(doubles(-1e6...1e6), doubles(-1e6...1e6)), least: "(0.0, -0.0001)"
    ) { $0 > $1 && $0 - $1 < 0.001 },
    FalseLaw("four to one", zip(integers(1...900), integers(1...900)), least: "(32, 8)") {
      $0 == 4 * $1 && $1 > 7
    },
  ]
}
