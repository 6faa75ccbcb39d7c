// SPDX-License-Identifier: GPL-3.0-or-later

/// How often a forecast change had the sign of the change that came.
///
/// Pairs in which either change is zero say nothing about direction: they are left out and counted.
public struct DirectionalAccuracy: Hashable, Sendable {
  /// Pairs with both changes not zero and of one sign.
  public let hits: Int
  /// Pairs with both changes not zero.
  public let count: Int
  /// Pairs left out because a change was zero.
  public let ties: Int

  /// Compares changes from the origin, pair by pair.
  public init(changes pairs: ForecastPairs) {
    // Signs are compared, not multiplied: a product of tiny changes underflows to zero.
    let decided = zip(pairs.actuals, pairs.forecasts).filter { $0 != 0 && $1 != 0 }
    self.hits = decided.count { ($0 > 0) == ($1 > 0) }
    self.count = decided.count
    self.ties = pairs.count - decided.count
  }

  /// Hits as a fraction of the pairs that decide.
  public var fraction: Statistic {
    count > 0
      ? .finite(Double(hits) / Double(count)) : .undefined("no forecast had a direction")
  }
}
