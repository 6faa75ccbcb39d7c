// SPDX-License-Identifier: GPL-3.0-or-later
//
// Expectations inside a property. A property is called hundreds of times while a failure is shrunk,
// and each call would report its failed expectations: so they are caught here and become the case's
// failure. Swift Testing hands every issue to the traits of the running test first.

import PropertyTesting
import Synchronization
import Testing

/// Catches the issues of one case.
final class IssueSink: Sendable {
  @TaskLocal private static var current: IssueSink?

  private let first = Mutex<ExpectationFailure?>(nil)

  /// Keeps issues from being reported while a case runs; known ones, too, because a
  /// `withKnownIssue` around the whole property marks every one of them.
  static let trait: IssueHandlingTrait = .compactMapIssues { issue in
    guard let sink = current, issue.severity == .error else { return issue }
    sink.first.withLock { if $0 == nil { $0 = ExpectationFailure(issue) } }
    return nil
  }

  /// Runs a case and throws the first of its failed expectations.
  ///
  /// What the case itself throws comes first, except for the error by which `#require` ends a case
  /// after its issue was caught.
  static func failing(_ body: () throws -> Void) throws {
    let sink = IssueSink()
    var thrown: (any Error)?
    $current.withValue(sink) {
      do { try body() } catch { thrown = error }
    }
    // What failed before the case was discarded has failed; other interruptions are the engine's.
    if let thrown = thrown as? Interruption, !thrown.isDiscard { throw thrown }
    if let failure = sink.first.withLock({ $0 }) { throw failure }
    if let thrown { throw thrown }
  }
}

/// An expectation that a case did not meet.
struct ExpectationFailure: PlacedFailure, CustomStringConvertible {
  let place: String
  let description: String

  init(_ issue: Issue) {
    let location = issue.sourceLocation
    place = location.map { "\($0.fileID):\($0.line)" } ?? "an unknown place"
    let comments = issue.comments.map(\.rawValue)
    let text = ["\(issue.kind)"] + comments
    description = text.joined(separator: ": ") + " (\(place))"
  }
}
