// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting

/// A law that does not hold, with its smallest counterexample: what shrinking must arrive at.
struct FalseLaw: Sendable {
  /// What shrinking one seed's failure came to.
  struct Outcome: Sendable {
    let isExact: Bool
    let isMinimal: Bool
    let calls: Int
    let value: String
    let passes: [PassStatistics]
  }

  let name: String
  /// Shrinks the first failure of a seed; nil where none was found.
  let shrunk: @Sendable (_ seed: UInt64, _ passes: [ShrinkPass]) -> Outcome?

  /// - Parameter least: how the smallest counterexample prints.
  init<Value>(
    _ name: String, _ generator: Generator<Value>, least: String,
    breaks: @escaping @Sendable (Value) throws -> Bool
  ) {
    self.name = name
    shrunk = { seed, passes in
      var checker = Checker(generator) { if try breaks($0) { throw Broken() } }
      guard let first = checker.search(seed: seed, cases: 200_000) else { return nil }
      let (best, isMinimal, calls) = checker.shrink(first, callLimit: 20_000, passes: passes)
      let text = (try? checker.value(of: best.tape)).map { "\($0)" } ?? ""
      return Outcome(
        isExact: text == least, isMinimal: isMinimal, calls: calls, value: text,
        passes: checker.passStatistics)
    }
  }

  /// The law is false.
  struct Broken: Error {}
}

/// Ends the case as discarded unless a condition holds.
func suppose(_ condition: Bool) throws {
  if !condition { throw Interruption.discarded("assumed") }
}
