// SPDX-License-Identifier: GPL-3.0-or-later

/// A law that was tried on the candidate's own run, and what came of it.
public struct IntegrityCheck: Hashable, Sendable {
  /// What a check can come to.
  public enum Outcome: Hashable, Sendable {
    /// The law held in every observation.
    case holds
    /// The law was broken; the text says where.
    case violated(String)
    /// Nothing was observed; the text says why. Never a pass.
    case notObserved(String)
  }

  /// A short name, stable for ever: "no-look-ahead".
  public let id: String
  /// The law in one positive sentence.
  public let statement: String
  /// What came of it.
  public let outcome: Outcome
  /// The number of observations.
  public let count: Int
  /// What was counted.
  public let unit: String

  /// Makes a check; holding with no observation becomes `notObserved`.
  public init(id: String, statement: String, outcome: Outcome, count: Int, unit: String) {
    self.id = id
    self.statement = statement
    self.outcome = count == 0 && outcome == .holds ? .notObserved("nothing was observed") : outcome
    self.count = count
    self.unit = unit
  }
}
