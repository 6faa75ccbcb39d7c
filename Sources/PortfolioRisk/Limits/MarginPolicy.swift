// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// What an account must own beside a position: nothing is lent for longs, shorts need margin.
///
/// A limit that includes the new trade. Limits guard the way in: an order that reduces
/// exposure is never asked.
public struct MarginPolicy: Hashable, Sendable {
  /// Equity needed for each unit of currency sold short, in millionths.
  public let initialShortMillionths: Int64
  /// Equity below which a short position is closed by force, in millionths of its value.
  public let maintenanceShortMillionths: Int64

  /// Makes the policy; the defaults are 50 % to open and 30 % to keep a short.
  ///
  /// The figures are those of Regulation T (12 CFR 220.12) and FINRA rule 4210(c), without the
  /// sale's own proceeds, which both leave on deposit.
  ///
  /// - Precondition: `0 < maintenance ≤ initial`.
  public init(initialShortMillionths: Int64 = 500_000, maintenanceShortMillionths: Int64 = 300_000)
  {
    precondition(
      0 < maintenanceShortMillionths && maintenanceShortMillionths <= initialShortMillionths,
      "the maintenance margin must be positive and at most the initial margin")
    self.initialShortMillionths = initialShortMillionths
    self.maintenanceShortMillionths = maintenanceShortMillionths
  }

  /// The largest value of a new position that an equity allows.
  public func largestValue(long: Bool, equity: Money) -> Money {
    if long { return equity }
    let value = FixedPoint.dividedHalfEven(
      Int128(equity.cents) * 1_000_000, by: initialShortMillionths)
    return Money(cents: value ?? .max)
  }

  /// Whether an equity no longer carries a short position of a (negative) value.
  @inlinable
  public func requiresLiquidation(positionValue: Money, equity: Money) -> Bool {
    guard positionValue.cents < 0 else { return false }
    let needed = Int128(positionValue.cents.magnitude) * Int128(maintenanceShortMillionths)
    return Int128(equity.cents) * 1_000_000 < needed
  }
}
