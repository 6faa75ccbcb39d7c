// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tape makes its value again, and every tape, however it was edited, makes some value that its
// generator may make.

import PropertyTesting
import Testing

/// A generator of some kind, with a check of what it makes.
private struct Sample: Sendable, CustomTestStringConvertible {
  let name: String
  /// Makes random values and replays their tapes: what differed.
  let differences: @Sendable () -> [String]
  /// Replays edited tapes: the values that the generator may not make.
  let strays: @Sendable () -> [String]
  var testDescription: String { name }

  init<Value>(
    _ name: String, _ generator: Generator<Value>, fits: @escaping @Sendable (Value) -> Bool
  ) {
    self.name = name
    differences = {
      Self.tapes(generator).compactMap { tape, text in
        var checker = Checker(generator) { _ in }
        guard let value = try? checker.value(of: tape) else { return "\(text): no value" }
        let again = checker.run(replaying: tape)?.tape
        return Self.text(value) == text && again == tape ? nil : "\(text) became \(value)"
      }
    }
    strays = {
      var random = RandomSource(seed: 3)
      var strays: [String] = []
      for (tape, _) in Self.tapes(generator) {
        for _ in 0..<20 {
          let edited = Self.edited(tape, &random)
          // A discarded case is no stray.
          guard let value = try? Checker(generator, { _ in }).value(of: edited) else { continue }
          if !fits(value) { strays.append("\(value)") }
        }
      }
      return strays
    }
  }

  private static func tapes<Value>(_ generator: Generator<Value>) -> [(Tape, String)] {
    (0..<60).compactMap { seed in
      var text = ""
      var checker = Checker(generator) {
        text = Self.text($0)
        throw FalseLaw.Broken()
      }
      return checker.search(seed: UInt64(seed), cases: 10).map { ($0.tape, text) }
    }
  }

  /// A text that differs where bits differ: doubles print exactly, the sign of zero included.
  private static func text<Value>(_ value: Value) -> String { String(reflecting: value) }

  /// A tape with choices dropped, doubled, exchanged, or replaced by others of any kind.
  private static func edited(_ tape: Tape, _ random: inout RandomSource) -> Tape {
    var choices = tape.choices
    for _ in 0...random.next(below: 3) where !choices.isEmpty {
      let place = Int(random.next(below: UInt64(choices.count)))
      let other = Int(random.next(below: UInt64(choices.count)))
      switch random.next(below: 6) {
      case 0: choices.remove(at: place)
      case 1: choices.insert(choices[other], at: place)
      case 2: choices.swapAt(place, other)
      case 3:
        choices[place] = .plantedInteger(
          Int64(bitPattern: random.next()), in: .min ... .max, centre: 0)
      case 4: choices[place] = .plantedDouble(Double(bitPattern: random.next()))
      default: choices[place] = .plantedBoolean(random.next() & 1 == 0)
      }
    }
    return Tape(choices: choices, payloadsOf: tape)
  }
}

private let samples: [Sample] = [
  Sample("integers", Generator<Int>.integer(in: -7...900)) { (-7...900).contains($0) },
  Sample("all integers", Generator<Int64>.integer()) { _ in true },
  Sample("small unsigned integers", Generator<UInt8>.integer()) { _ in true },
  Sample("any doubles", Generator<Double>.anyDouble) { _ in true },
  Sample("finite doubles", Generator<Double>.finiteDouble) { $0.isFinite },
  Sample("prices", Generator<Double>.double(in: 0.01...1e6)) { (0.01...1e6).contains($0) },
  Sample("a narrow range", Generator<Double>.double(in: -0.4 ... -0.3)) {
    (-0.4 ... -0.3).contains($0)
  },
  Sample("Booleans", Generator<Bool>.boolean(chance: 0.1)) { _ in true },
  Sample("bytes", Generator<[UInt8]>.bytes(count: 2...40)) { (2...40).contains($0.count) },
  Sample("blocks", Generator<[Double]>.block(count: 1...50, in: -1...1)) {
    (1...50).contains($0.count) && $0.allSatisfy { (-1...1).contains($0) }
  },
  Sample("lists", Generator<Int>.integer(in: 0...9).list(count: 2...20)) {
    (2...20).contains($0.count) && $0.allSatisfy { (0...9).contains($0) }
  },
  Sample("fixed lists", Generator<Bool>.boolean().list(count: 5)) { $0.count == 5 },
  Sample("optionals", Generator<Int>.integer(in: 1...3).optional()) { $0.map { $0 > 0 } ?? true },
  Sample("elements", Generator<String>.element(of: ["a", "b", "c"])) { "abc".contains($0) },
  Sample(
    "one of", Generator<Int>.oneOf([.constant(1), .integer(in: 5...6)], weights: [1, 3])
  ) { [1, 5, 6].contains($0) },
  Sample("permutations", Generator<[Int]>.permutation(of: Array(0..<9))) {
    $0.sorted() == Array(0..<9)
  },
  Sample("subsets", Generator<[Int]>.subset(of: Array(0..<9))) { $0 == $0.sorted() },
  Sample("filters", Generator<Int>.integer(in: 0...99).filter { $0 % 3 == 0 }) { $0 % 3 == 0 },
  Sample(
    "binds",
    Generator<Int>.integer(in: 0...8).flatMap { Generator<Int>.integer(in: 0...9).list(count: $0) }
  ) { $0.count <= 8 },
  Sample(
    "draws",
    Generator<(Int, Int)> { draw in
      let low = try draw(.integer(in: 0...9))
      return (low, try draw(.integer(in: low...9)))
    }
  ) { $0 <= $1 },
  Sample(
    "trees",
    Generator<Tree>.recursive(depth: 5, leaf: Generator<Int>.integer().map { .leaf($0) }) {
      $0.list(count: 0...3).map { .node($0) }
    }
  ) { $0.depth <= 6 },
]

@Suite struct ReplayTests {
  @Test(arguments: samples) private func aTapeMakesItsValueAgain(sample: Sample) {
    #expect(sample.differences().isEmpty)
  }

  @Test(arguments: samples) private func anEditedTapeMakesSomeValue(sample: Sample) {
    #expect(sample.strays().isEmpty)
  }

  @Test func oneSeedGivesOneSequence() {
    func first(_ seed: UInt64) -> [UInt64] {
      var bits: [UInt64] = []
      var checker = Checker(Generator<Double>.anyDouble) { bits.append($0.bitPattern) }
      _ = checker.search(seed: seed, cases: 50)
      return bits
    }
    #expect(first(1) == first(1))
    #expect(first(1) != first(2))
  }
}
