// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any decimal text as an integer times a power of ten, without rounding.

/// The exact meaning of a decimal text: ± `mantissa` × 10^`exponent`.
struct ScannedDecimal {
  var isNegative = false
  /// The first 38 significant digits, which 128 bits always hold.
  var mantissa: UInt128 = 0
  var exponent = 0
  /// Whether a digit beyond the 38 was not zero, which makes the value a little larger.
  var hasMore = false

  /// Reads the whole range; nil where it is not one number by the grammar of `NumberText`.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var position = range.lowerBound
    let end = range.upperBound
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
    {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    guard readDigits(bytes, &position, end) else { return nil }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      guard let power = Self.readExponent(bytes, &position, end) else { return nil }
      exponent += power
    }
    if position != end { return nil }
  }

  /// Reads digits around at most one point; false where there is no digit.
  private mutating func readDigits(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
  ) -> Bool {
    var hasDigit = false
    var hasPoint = false
    var significant = 0
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if let digit = decimalDigit(byte) {
        hasDigit = true
        if significant < 38 {
          mantissa = mantissa * 10 + UInt128(digit)
          if mantissa != 0 { significant += 1 }
          if hasPoint { exponent -= 1 }
        } else {
          if digit != 0 { hasMore = true }
          if !hasPoint { exponent += 1 }
        }
      } else {
        break
      }
      position += 1
    }
    return hasDigit
  }

  /// Reads a signed exponent, held at ± 1 000 000; a line is too short to make up for more.
  private static func readExponent(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
  ) -> Int? {
    var isNegative = false
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
    {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    var value = 0
    let first = position
    while position < end, let digit = decimalDigit(bytes[position]) {
      value = min(value * 10 + digit, 10_000_000)
      position += 1
    }
    guard position > first else { return nil }
    return isNegative ? -value : value
  }

  /// The value as a count of 10^-`decimals`, rounded half to even, and whether it is exact; nil
  /// where it does not fit into 64 bits.
  func units(decimals: Int) -> (units: Int64, isExact: Bool)? {
    let scale = exponent + decimals
    if mantissa == 0 { return (0, true) }
    if scale >= 0 {
      guard scale <= 18 else { return nil }
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: Self.powerOfTen(scale))
      return overflow ? nil : signed(product).map { ($0, !hasMore) }
    }
    // Below 10^-1 units at most, since the mantissa has at most 38 digits.
    guard scale >= -38 else { return (0, false) }
    let divisor = Self.powerOfTen(-scale)
    var (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: divisor)
    let isExact = remainder == 0 && !hasMore
    let rest = divisor - remainder
    let isAbove = remainder > rest || (remainder == rest && hasMore)
    if isAbove || (remainder == rest && quotient & 1 == 1) { quotient += 1 }
    return signed(quotient).map { ($0, isExact) }
  }

  /// The value as the nearest double; infinite where it exceeds them all.
  ///
  /// `range` is the text that was scanned.
  func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double {
    if mantissa <= 1 << 53, !hasMore, abs(exponent) <= 22 {
      let power = doublePowerOfTen(abs(exponent))
      let magnitude = Double(UInt64(mantissa))
      let value = exponent < 0 ? magnitude / power : magnitude * power
      return isNegative ? -value : value
    }
    return parsedByLibrary(bytes, range)
  }

  /// The standard library's conversion, which rounds correctly and reads no locale.
  private func parsedByLibrary(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double {
    var text: [UInt8] = []
    for index in range { text.append(bytes[index]) }
    let outOfRange: Double = exponent > 0 ? .infinity : 0
    return Double(String(decoding: text, as: UTF8.self)) ?? outOfRange
  }

  private func signed(_ magnitude: UInt128) -> Int64? {
    if isNegative, magnitude == UInt128(Int64.min.magnitude) { return Int64.min }
    return Int64(exactly: magnitude).map { isNegative ? -$0 : $0 }
  }

  private static func powerOfTen(_ exponent: Int) -> UInt128 {
    var power: UInt128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

/// The value of a decimal digit; nil for any other byte.
@inline(__always)
func decimalDigit(_ byte: UInt8) -> Int? {
  let digit = byte &- UInt8(ascii: "0")
  return digit < 10 ? Int(digit) : nil
}
