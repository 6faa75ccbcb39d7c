// SPDX-License-Identifier: GPL-3.0-or-later

/// How a statement is meant, shown as a colour beside the word that says it.
///
/// A tone never stands alone: whatever carries one also carries a word.
public enum Tone: String, Sendable {
  /// What was asked for holds.
  case good
  /// What was asked for does not hold.
  case bad
  /// Nothing is decided, or something wants attention.
  case warning
  /// A fact without a judgement.
  case neutral
}
