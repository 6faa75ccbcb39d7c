// SPDX-License-Identifier: GPL-3.0-or-later

/// What a test case was and what the property said of it.
package struct CaseResult {
  package var tape: Tape
  package var spans: [Span]
  /// The failure's identity; nil for a case that passed or was discarded.
  package var failure: FailureIdentity?
}

/// What makes two failures the same failure: the kind of error and its place.
public struct FailureIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The error's type, and its place where it names one.
  public let description: String

  /// Makes an identity of a text.
  public init(_ description: String) { self.description = description }
}
