// SPDX-License-Identifier: GPL-3.0-or-later

/// Searches for a failing case of a property and simplifies it: the bare engine under the runner.
package struct Checker<Value> {
  package let generator: Generator<Value>
  package let property: (Value) throws -> Void
  /// Calls of the property so far.
  private(set) var calls = 0
  /// What each pass cost and brought when a case was last shrunk.
  package private(set) var passStatistics: [PassStatistics] = []

  package init(_ generator: Generator<Value>, _ property: @escaping (Value) throws -> Void) {
    self.generator = generator
    self.property = property
  }

  /// Runs one test case; nil where it was discarded, too large or unwanted.
  package mutating func run(_ testCase: TestCase) -> CaseResult? {
    let value: Value
    do {
      value = try generator.make(testCase)
      try testCase.commit()
    } catch { return nil }
    calls += 1
    var failure: FailureIdentity?
    do { try property(value) } catch is Interruption { return nil } catch {
      failure = FailureIdentity(of: error)
    }
    return CaseResult(tape: testCase.tape, spans: testCase.spans, failure: failure)
  }

  /// The first failing case of a seed within a number of cases.
  package mutating func search(seed: UInt64, cases: Int) -> CaseResult? {
    var source = RandomSource(seed: seed)
    let testCase = TestCase(random: source.split())
    for _ in 0..<cases {
      testCase.restart(random: source.split())
      if let result = run(testCase), result.failure != nil { return result }
    }
    return nil
  }

  /// Simplifies a failing case; the property's calls are counted.
  ///
  /// - Parameter passes: the manners of simplifying to use, all by default.
  package mutating func shrink(
    _ first: CaseResult, callLimit: Int, passes: [ShrinkPass] = ShrinkPass.all
  ) -> (best: CaseResult, isMinimal: Bool, calls: Int) {
    guard let failure = first.failure else { return (first, false, 0) }
    let before = calls
    var copy = self
    let testCase = TestCase(random: RandomSource(seed: 0))
    var shrinker = Shrinker(first, failure: failure, callLimit: callLimit, passes: passes) {
      replay, limit, commit in
      testCase.restart(replaying: replay, weightLimit: limit)
      testCase.commitment = { commit($0.tape) }
      return copy.run(testCase)
    }
    let isMinimal = shrinker.shrink()
    calls = copy.calls
    passStatistics = shrinker.statistics
    return (shrinker.best, isMinimal, calls - before)
  }

  /// The value that a tape makes.
  package func value(of tape: Tape) throws -> Value {
    try generator.make(TestCase(replaying: Replay(tape)))
  }
}

extension FailureIdentity {
  package init(of error: any Error) { self.init(String(reflecting: type(of: error))) }
}

extension Checker {
  /// Runs the case that a tape of given doubles, Booleans and integers makes.
  package mutating func run(replaying tape: Tape) -> CaseResult? {
    run(TestCase(replaying: Replay(tape)))
  }
}
