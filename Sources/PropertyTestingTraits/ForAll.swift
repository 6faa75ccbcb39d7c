// SPDX-License-Identifier: GPL-3.0-or-later

public import PropertyTesting
public import Testing

/// Checks a property of a generator's values inside a test, with the settings of the test's traits.
///
/// A failure is reported at the caller's line, with the smallest failing value and how to replay
/// it. Within the property use `#expect`, `#require` (on a test or suite with a `.property` trait),
/// or PropertyTesting's `require`, which works everywhere. `withKnownIssue` belongs around
/// `forAll`, not into the property.
///
/// - Parameters:
///   - generator: what values come from.
///   - name: the property's name within its test, for tests with several properties.
///   - examples: values that are always tried, before random ones.
///   - property: throws, or fails an expectation, where it does not hold.
/// - Returns: what was found.
@discardableResult
public func forAll<Value>(
  _ generator: Generator<Value>, name: String? = nil, examples: [Value] = [],
  sourceLocation: SourceLocation = #_sourceLocation, _ property: (Value) throws -> Void
) -> PropertyReport {
  let settings = PropertyScope.settings()
  let report = checkProperty(
    propertyName(name), generator, settings: settings, examples: examples
  ) { value in
    try IssueSink.failing { try property(value) }
  }
  record(report, at: sourceLocation)
  return report
}

/// Checks a property that draws its values as it goes, inside a test.
///
/// - Parameters:
///   - name: the property's name within its test, for tests with several properties.
///   - body: draws values, and throws or fails an expectation where the property does not hold.
/// - Returns: what was found.
@discardableResult
public func forAll(
  name: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: (Draw) throws -> Void
) -> PropertyReport {
  let settings = PropertyScope.settings()
  let report = checkProperty(propertyName(name), settings: settings) { draw in
    try IssueSink.failing { try body(draw) }
  }
  record(report, at: sourceLocation)
  return report
}

/// Checks a property inside a test with its cases in a process of their own; see `checkIsolated`.
///
/// - Parameters:
///   - generator: what values come from.
///   - name: the property's name within its test, for tests with several properties.
///   - examples: values that are always tried, before random ones.
///   - limits: changes to the limits of a case.
///   - property: throws, or fails an expectation, where it does not hold; it may crash.
/// - Returns: what was found.
@discardableResult
public func forAllIsolated<Value>(
  _ generator: Generator<Value>, name: String? = nil, examples: [Value] = [],
  limits: (inout Isolation) -> Void = { _ in },
  sourceLocation: SourceLocation = #_sourceLocation, _ property: (Value) throws -> Void
) -> PropertyReport {
  var isolation = Isolation.currentTest
  limits(&isolation)
  let report = checkIsolated(
    propertyName(name), generator, isolation: isolation, settings: PropertyScope.settings(),
    examples: examples
  ) { value in
    try IssueSink.failing { try property(value) }
  }
  record(report, at: sourceLocation)
  return report
}

/// Checks a property that draws its values as it goes, inside a test, in a process of its own.
///
/// - Parameters:
///   - name: the property's name within its test, for tests with several properties.
///   - limits: changes to the limits of a case.
///   - body: draws values, and throws or fails an expectation where the property does not hold; it
///     may crash.
/// - Returns: what was found.
@discardableResult
public func forAllIsolated(
  name: String? = nil, limits: (inout Isolation) -> Void = { _ in },
  sourceLocation: SourceLocation = #_sourceLocation, _ body: (Draw) throws -> Void
) -> PropertyReport {
  var isolation = Isolation.currentTest
  limits(&isolation)
  let report = checkIsolated(
    propertyName(name), isolation: isolation, settings: PropertyScope.settings()
  ) { draw in
    try IssueSink.failing { try body(draw) }
  }
  record(report, at: sourceLocation)
  return report
}

/// Reports what a property found, unless it passed.
func record(_ report: PropertyReport, at location: SourceLocation) {
  for problem in PropertyEnvironment.current.problems {
    Issue.record("\(problem)", sourceLocation: location)
  }
  guard !report.isSuccess else { return }
  Issue.record("\(advice(report, test: .current))", sourceLocation: location)
}

/// The report, and how to see its failure again.
func advice(_ report: PropertyReport, test: Test?) -> String {
  let filter = test.map { " swift test --filter '\(testPattern(testName("\($0.id)")))'" } ?? ""
  let replays = report.failures.filter { !$0.blob.isEmpty }.map {
    "replay with: PROPERTY_REPLAY=\($0.blob)\(filter)"
  }
  let lines = report.text.split(separator: "\n").filter { !$0.hasPrefix("    replay: ") }
  return (lines.map(String.init) + replays).joined(separator: "\n")
}
