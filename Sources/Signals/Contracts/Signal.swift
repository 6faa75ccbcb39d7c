// SPDX-License-Identifier: GPL-3.0-or-later

/// The side of a view or of a position.
public enum Direction: Int8, Hashable, Sendable {
  /// Sold: gains when the price falls.
  case short = -1
  /// Out of the market.
  case flat = 0
  /// Bought: gains when the price rises.
  case long = 1
}

/// What a rule says at the close of a bar.
public enum Signal: Hashable, Sendable {
  /// Nothing yet: the rule is warming up. A session keeps what it holds.
  case abstain
  /// The side that the rule wants to be on from the next bar's open.
  case view(Direction)
}
