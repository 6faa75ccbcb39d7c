// SPDX-License-Identifier: GPL-3.0-or-later

/// An amount of the account's currency in whole cents, so that books balance exactly.
///
/// Sums and differences are integer operations and trap on overflow rather than wrap. A price
/// times a quantity is the one operation that rounds: half to even, to the cent, once.
@frozen
public struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Decimal places that money carries.
  public static let decimals = 2
  /// Nothing.
  @inlinable public static var zero: Money { Money(cents: 0) }

  /// The amount as a count of hundredths of the currency unit.
  public var cents: Int64

  /// Makes an amount of that many cents.
  @inlinable
  public init(cents: Int64) { self.cents = cents }

  /// Makes the amount nearest to `value` currency units; nil where it is not finite or too large.
  public init?(_ value: Double) {
    guard let cents = FixedPoint.units(of: value, perOne: 100) else { return nil }
    self.cents = cents
  }

  /// The largest amount that an account deals in, 10¹⁵ currency units: sums of a few fit easily.
  @inlinable public static var largest: Money { Money(cents: 100_000_000_000_000_000) }

  /// The value of `quantity` units at `price`, signed like the quantity; nil where it is larger
  /// than `largest`.
  @inlinable
  public init?(price: Price, quantity: Quantity) {
    // One cent is 10^10 of the product's units (10^-8 times 10^-4).
    let (product, overflow) = price.units.multipliedReportingOverflow(by: quantity.units)
    if !overflow {
      self.cents = FixedPoint.dividedHalfEven(product, by: 10_000_000_000)
    } else {
      let wide = Int128(price.units) * Int128(quantity.units)
      guard let cents = FixedPoint.dividedHalfEven(wide, by: 10_000_000_000) else { return nil }
      self.cents = cents
    }
    guard cents.magnitude <= Self.largest.cents.magnitude else { return nil }
  }

  /// A fraction of the amount's magnitude in basis points, rounded half to even to the cent.
  ///
  /// `hundredthsOfBasisPoint` counts 10⁻⁶ of the amount, so 2.5 basis points are 250.
  @inlinable
  public func fraction(hundredthsOfBasisPoint: Int64) -> Money {
    let wide = Int128(cents.magnitude) * Int128(hundredthsOfBasisPoint)
    guard let cents = FixedPoint.dividedHalfEven(wide, by: 1_000_000) else {
      preconditionFailure("the fraction of the amount must fit into 64 bits of cents")
    }
    return Money(cents: cents)
  }

  /// The amount as a floating-point number of currency units.
  @inlinable public var value: Double { Double(cents) / 100 }

  @inlinable
  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
  @inlinable
  public static prefix func - (operand: Money) -> Money { Money(cents: -operand.cents) }
  @inlinable
  public static func + (left: Money, right: Money) -> Money {
    Money(cents: left.cents + right.cents)
  }
  @inlinable
  public static func - (left: Money, right: Money) -> Money {
    Money(cents: left.cents - right.cents)
  }
  @inlinable
  public static func += (left: inout Money, right: Money) { left = left + right }
  @inlinable
  public static func -= (left: inout Money, right: Money) { left = left - right }

  public var description: String {
    let text = FixedPoint.description(units: cents, decimals: Self.decimals)
    guard let point = text.firstIndex(of: ".") else { return text + ".00" }
    return text.distance(from: point, to: text.endIndex) == 2 ? text + "0" : text
  }
}
