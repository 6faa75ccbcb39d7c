// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of properties on tests and suites, in the manner of Swift Testing's own traits.

public import PropertyTesting
public import Testing

/// Says how the properties of a test, or of all tests of a suite, are run.
///
/// ```swift
/// @Suite(.property(cases: 1000)) struct Averages {
///   @Test(.property(seed: 7)) func staysInRange() {
///     forAll(Generator<Double>.double(in: 0...1).list()) { values in
///       #expect(average(values) <= 1)
///     }
///   }
/// }
/// ```
///
/// A test's settings win over its suite's, and those of the environment over both; see
/// `PropertyEnvironment`. Inside `forAll`, `#expect` and `#require` count as failures of the case
/// and are not reported one by one: only the smallest failing case is.
public struct PropertyTrait: TestTrait, SuiteTrait, TestScoping {
  let change: @Sendable (inout PropertySettings) -> Void

  /// Tests inherit their suite's settings.
  public var isRecursive: Bool { true }

  /// Runs a test with these settings on top of those around it.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    var scope = PropertyScope.current ?? PropertyScope()
    change(&scope.settings)
    scope.counter = PropertyCounter()
    try await PropertyScope.$current.withValue(scope) {
      try await IssueSink.trait.provideScope(for: test, testCase: testCase, performing: function)
    }
  }
}

extension Trait where Self == PropertyTrait {
  /// Settings for the properties of a test or suite; what is nil stays as it is.
  ///
  /// - Parameters:
  ///   - cases: cases that must pass.
  ///   - seed: where random choices start.
  ///   - timeLimit: time for the search.
  ///   - deadline: time for one case.
  ///   - store: where failures are kept and replayed from.
  public static func property(
    cases: Int? = nil, seed: UInt64? = nil, timeLimit: Duration? = nil, deadline: Duration? = nil,
    store: FailureStore? = nil
  ) -> PropertyTrait {
    property { settings in
      if let cases { settings.cases = cases }
      if let seed { settings.seed = seed }
      if let timeLimit { settings.timeLimit = timeLimit }
      if let deadline { settings.deadline = deadline }
      if let store { settings.store = store }
    }
  }

  /// Changes to the settings for the properties of a test or suite.
  public static func property(
    _ change: @escaping @Sendable (inout PropertySettings) -> Void
  ) -> PropertyTrait { PropertyTrait(change: change) }
}
