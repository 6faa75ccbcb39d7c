// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting

/// A false property with a known smallest counterexample.
struct ShrinkChallenge: Sendable {
  /// What shrinking one seed's failure came to.
  struct Outcome: Sendable {
    /// Whether the result is the smallest counterexample, or a mirror image as small.
    let isMinimal: Bool
    /// Whether the result is the least of all in the order of tapes.
    let isExact: Bool
    /// Calls of the property from the first failure on, counted inside it.
    let calls: Int
    /// CPU seconds of shrinking, the search for the failure not counted.
    let seconds: Double
    let value: String
  }

  let name: String
  /// Finds and shrinks one seed's failure; nil where none was found.
  let run: @Sendable (_ seed: UInt64, _ clock: @Sendable () -> Double) -> Outcome?

  /// - Parameters:
  ///   - exact: how the least counterexample prints.
  ///   - minimal: whether a counterexample is as small as the least one.
  init<Value>(
    _ name: String, _ generator: Generator<Value>, exact: String,
    minimal: @escaping @Sendable (Value) -> Bool,
    property: @escaping @Sendable (Value) throws -> Void
  ) {
    self.name = name
    run = { seed, clock in
      var calls = 0
      var checker = Checker(generator) {
        calls += 1
        try property($0)
      }
      guard let first = checker.search(seed: seed, cases: 1_000_000) else { return nil }
      // The failure itself counts as a call.
      calls = 1
      let start = clock()
      let best = checker.shrink(first, callLimit: 100_000).best
      let seconds = clock() - start
      guard let value = try? checker.value(of: best.tape) else { return nil }
      let text = "\(value)"
      return Outcome(
        isMinimal: minimal(value), isExact: text == exact, calls: calls, seconds: seconds,
        value: text)
    }
  }
}

/// The property is false.
struct Falsified: Error {}

extension ShrinkChallenge {
  /// Fails the property unless a condition holds.
  static func require(_ condition: Bool) throws { if !condition { throw Falsified() } }

  /// Discards the case unless a condition holds.
  static func assume(_ condition: Bool) throws {
    if !condition { throw Interruption.discarded("assumed") }
  }
}
