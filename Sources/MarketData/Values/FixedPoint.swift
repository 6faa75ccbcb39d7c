// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exact decimal scaling shared by prices, money and quantities.
//
// Ledger arithmetic is integer arithmetic: a value is a count of minor units, and the only place
// where a rounding can happen is `FixedPoint.scaled`, half to even, so that no stage invents a
// rounding of its own. Documentation/Decisions/0002-money-as-integers.md gives the reasons.

/// Integer division with one rounding rule for every monetary conversion.
public enum FixedPoint {
  /// Returns `numerator / denominator`, rounded half to even.
  ///
  /// - Precondition: `denominator` is positive.
  /// - Postcondition: the result differs from the exact quotient by at most one half.
  @inlinable
  public static func dividedHalfEven(_ numerator: Int64, by denominator: Int64) -> Int64 {
    precondition(denominator > 0, "the denominator must be positive")
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let twice = remainder.magnitude &* 2
    let unit = denominator.magnitude
    if twice < unit || (twice == unit && quotient & 1 == 0) { return quotient }
    return numerator < 0 ? quotient - 1 : quotient + 1
  }

  /// Returns `numerator / denominator`, rounded half to even, or nil where it exceeds 64 bits.
  @inlinable
  public static func dividedHalfEven(_ numerator: Int128, by denominator: Int64) -> Int64? {
    precondition(denominator > 0, "the denominator must be positive")
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: Int128(denominator))
    let twice = remainder.magnitude &* 2
    let unit = UInt128(denominator.magnitude)
    var rounded = quotient
    if twice > unit || (twice == unit && quotient & 1 != 0) { rounded += numerator < 0 ? -1 : 1 }
    return Int64(exactly: rounded)
  }

  /// Writes `units` of size 10^-`decimals` as a plain decimal without trailing zeros.
  ///
  /// The text is exact: reading it back gives the same units.
  public static func description(units: Int64, decimals: Int) -> String {
    let sign = units < 0 ? "-" : ""
    var digits = String(units.magnitude)
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    let whole = digits.dropLast(decimals)
    var fraction = digits.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? sign + whole : sign + whole + "." + fraction
  }

  /// Returns the nearest count of units of size 10^-`decimals`, or nil where it is not finite or
  /// does not fit into 64 bits.
  @inlinable
  public static func units(of value: Double, perOne: Double) -> Int64? {
    let scaled = (value * perOne).rounded(.toNearestOrEven)
    return Int64(exactly: scaled)
  }
}
