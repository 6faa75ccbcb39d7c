// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// Commission and slippage in basis points of the traded value.
///
/// Costs never improve a fill: slippage moves the price against the order, commission is paid on
/// top. Stored in hundredths of a basis point (10⁻⁶), so that the arithmetic is exact.
public struct CostModel: Hashable, Sendable {
  /// Commission a side, in hundredths of a basis point.
  public let commission: Int64
  /// Slippage a side, in hundredths of a basis point.
  public let slippage: Int64

  /// Makes a cost model.
  ///
  /// - Precondition: both lie in 0...999 999 hundredths of a basis point.
  public init(commission: Int64, slippage: Int64) {
    precondition((0..<1_000_000).contains(commission), "the commission must lie in [0, 100 %)")
    precondition((0..<1_000_000).contains(slippage), "the slippage must lie in [0, 100 %)")
    self.commission = commission
    self.slippage = slippage
  }

  /// What entering and leaving costs, as a fraction of the position's value.
  public var roundTripFraction: Double { 2 * Double(commission + slippage) * 1e-6 }

  /// The price at which an order meets the market: higher for a buy, lower for a sale; nil where it
  /// is too large for a price.
  public func fillPrice(_ reference: Price, buying: Bool) -> Price? {
    let factor = buying ? 1_000_000 + slippage : 1_000_000 - slippage
    guard
      let units = FixedPoint.dividedHalfEven(
        Int128(reference.units) * Int128(factor), by: 1_000_000)
    else { return nil }
    return Price(units: max(1, units))
  }

  /// The commission on a traded value.
  public func commission(on value: Money) -> Money {
    value.fraction(hundredthsOfBasisPoint: commission)
  }
}
