// SPDX-License-Identifier: GPL-3.0-or-later

/// A signed number of units of an instrument, exact to 10⁻⁴; negative is short.
@frozen
public struct Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Decimal places that a quantity carries.
  public static let decimals = 4
  /// Minor units in one unit of the instrument, 10⁴.
  @inlinable public static var unitsPerOne: Int64 { 10_000 }
  /// No units at all.
  @inlinable public static var zero: Quantity { Quantity(units: 0) }

  /// The quantity as a count of 10⁻⁴ of the instrument's unit.
  public var units: Int64

  /// Makes a quantity of that many minor units.
  @inlinable
  public init(units: Int64) { self.units = units }

  /// The quantity as a floating-point number of instrument units.
  @inlinable public var value: Double { Double(units) / 1e4 }

  /// The same size without its direction.
  @inlinable public var magnitude: Quantity { Quantity(units: abs(units)) }

  @inlinable
  public static func < (left: Quantity, right: Quantity) -> Bool { left.units < right.units }
  @inlinable
  public static prefix func - (operand: Quantity) -> Quantity { Quantity(units: -operand.units) }
  @inlinable
  public static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(units: left.units + right.units)
  }
  @inlinable
  public static func - (left: Quantity, right: Quantity) -> Quantity {
    Quantity(units: left.units - right.units)
  }

  public var description: String { FixedPoint.description(units: units, decimals: Self.decimals) }
}
