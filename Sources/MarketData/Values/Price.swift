// SPDX-License-Identifier: GPL-3.0-or-later

/// A price of one unit of an instrument, exact to 10⁻⁸ of its currency.
///
/// Stored as a signed count of 10⁻⁸ (`Price.decimals` = 8): every quotation in use, from index
/// points to satoshi crosses, is a whole number of these units. The largest price is about
/// 9.2 × 10¹⁰; a larger one is an ingestion error, never a wrapped number.
@frozen
public struct Price: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Decimal places that a price carries.
  public static let decimals = 8
  /// Minor units in one unit of currency, 10⁸.
  @inlinable public static var unitsPerOne: Int64 { 100_000_000 }

  /// The price as a count of 10⁻⁸ of its currency.
  public var units: Int64

  /// Makes a price of that many minor units.
  @inlinable
  public init(units: Int64) { self.units = units }

  /// Makes the price nearest to `value`; nil where it is not finite or too large.
  @inlinable
  public init?(_ value: Double) {
    guard let units = FixedPoint.units(of: value, perOne: 1e8) else { return nil }
    self.units = units
  }

  /// The price as a floating-point number of currency units, rounded once.
  @inlinable public var value: Double { Double(units) / 1e8 }

  @inlinable
  public static func < (left: Price, right: Price) -> Bool { left.units < right.units }

  public var description: String { FixedPoint.description(units: units, decimals: Self.decimals) }
}
