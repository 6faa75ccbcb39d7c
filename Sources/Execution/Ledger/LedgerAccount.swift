// SPDX-License-Identifier: GPL-3.0-or-later

/// An account of the books.
public enum LedgerAccount: Int, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  /// Cash at the broker (an asset).
  case cash
  /// Positions at what they cost, negative for shorts (an asset).
  case positions
  /// What the owner paid in (equity).
  case capital
  /// Gains and losses of closed quantities before commission (income).
  case realisedProfit
  /// Commission paid (expense).
  case commission

  public var description: String {
    switch self {
    case .cash: "cash"
    case .positions: "positions"
    case .capital: "capital"
    case .realisedProfit: "realised-profit"
    case .commission: "commission"
    }
  }
}
