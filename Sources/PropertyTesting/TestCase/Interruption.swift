// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a test case ended before its property had spoken.
///
/// Draws throw it; let it pass. Code of one's own can make but one: that the case is discarded. The
/// others would let a property pass that has judged nothing.
public struct Interruption: Error, Hashable, Sendable {
  enum Reason: Hashable, Sendable {
    /// The case broke an assumption.
    case discarded(String)
    /// The case grew beyond its limit.
    case tooLarge
    /// Nobody wants to know what the property says of it.
    case unwanted
  }

  let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  /// The case broke an assumption.
  public static func discarded(_ reason: String) -> Interruption {
    Interruption(.discarded(reason))
  }

  /// Whether the case itself broke an assumption.
  package var isDiscard: Bool { if case .discarded = reason { true } else { false } }

  static let tooLarge = Interruption(.tooLarge)
  static let unwanted = Interruption(.unwanted)
}
