// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import PortfolioRisk

/// Everything about a session that is not the market and not the rule.
public struct SessionConfiguration: Hashable, Sendable {
  /// What the owner pays in before the first bar.
  public let initialCapital: Money
  /// Commission and slippage.
  public let costs: CostModel
  /// How large a position a view becomes.
  public let sizing: PositionSizing
  /// What a position must be backed by.
  public let margin: MarginPolicy
  /// When a position is left without being asked.
  public let exits: ExitPolicy

  /// Makes a configuration.
  ///
  /// - Precondition: the capital is positive.
  public init(
    initialCapital: Money, costs: CostModel, sizing: PositionSizing, margin: MarginPolicy,
    exits: ExitPolicy
  ) {
    precondition(initialCapital.cents > 0, "the initial capital must be positive")
    self.initialCapital = initialCapital
    self.costs = costs
    self.sizing = sizing
    self.margin = margin
    self.exits = exits
  }
}
