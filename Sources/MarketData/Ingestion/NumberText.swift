// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decimal text to numbers: prices exactly, as integers, and doubles correctly rounded.
//
// The grammar is blanks, an optional sign, digits with at most one point among or beside them, an
// optional exponent, blanks. No hexadecimal, no NaN, no infinity, no thousands separators.
//
// A short path takes what nearly every cell is, digits and one point; `ScannedDecimal` takes all.

/// What is wrong with a cell's text, or nothing.
package struct CellFlags: OptionSet, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let blank = CellFlags(rawValue: 1)
  package static let notNumber = CellFlags(rawValue: 2)
  /// A price too large for `Price`.
  package static let range = CellFlags(rawValue: 4)
  /// A price with more than eight decimals, rounded half to even.
  package static let rounded = CellFlags(rawValue: 8)
  /// The file has no such column.
  package static let absent = CellFlags(rawValue: 16)

  /// Whether the cell gave a number, be it one that a price cannot hold.
  package var isReadable: Bool { isDisjoint(with: [.blank, .notNumber, .absent]) }
}

/// A price read from a cell.
package struct PriceCell: Equatable {
  /// The price in units of 10⁻⁸; 0 where the flags say that there is none.
  package var units: Int64 = 0
  /// The text's value where units do not tell it: where `flags` has `range` or `rounded`.
  package var textValue: Double = 0
  package var flags: CellFlags = []

  package init(units: Int64 = 0, textValue: Double = 0, flags: CellFlags = []) {
    self.units = units
    self.textValue = textValue
    self.flags = flags
  }

  /// The price as a double.
  package var value: Double {
    flags.isDisjoint(with: [.range, .rounded]) ? Double(units) / 1e8 : textValue
  }

  /// Whether the price is the smaller one as the text has it, before any rounding to units.
  ///
  /// Exact, but for prices that round to the same units and are so large (2⁵³ units) that doubles
  /// could not tell them apart: those count as equal.
  package func isBelow(_ other: PriceCell) -> Bool {
    let flags = flags.union(other.flags)
    if flags.contains(.range) { return value < other.value }
    if units != other.units { return units < other.units }
    return flags.contains(.rounded) && units.magnitude < 1 << 53 && value < other.value
  }

  /// Whether neither price is the smaller one.
  package func equals(_ other: PriceCell) -> Bool { !isBelow(other) && !other.isBelow(self) }
}

/// A double read from a cell.
package struct NumberCell: Equatable {
  /// The number; 0 where the flags say that there is none.
  package var value: Double = 0
  package var flags: CellFlags = []
}

/// Numbers in the bytes of a cell.
package enum NumberText {
  /// Reads a price, exact to 10⁻⁸ and rounded half to even beyond.
  package static func price(_ bytes: Span<UInt8>, _ cell: Cell) -> PriceCell {
    if let plain = PlainDecimal(bytes, cell), plain.decimals <= Price.decimals {
      let scale = powerOfTen(Price.decimals &- plain.decimals)
      let (units, overflow) = Int64(bitPattern: plain.digits).multipliedReportingOverflow(by: scale)
      if !overflow { return PriceCell(units: units) }
    }
    return anyPrice(bytes, cell)
  }

  /// Reads a double, correctly rounded.
  package static func double(_ bytes: Span<UInt8>, _ cell: Cell) -> NumberCell {
    // Both operands are exact, so that the one division rounds correctly (Clinger 1990).
    if let plain = PlainDecimal(bytes, cell), plain.digits <= 1 << 53 {
      return NumberCell(value: Double(plain.digits) / doublePowerOfTen(plain.decimals))
    }
    return anyDouble(bytes, cell)
  }

  /// Reads a count of 10^-`decimals`; nil where the text is no number, or inexact or too large.
  package static func exactUnits(_ bytes: Span<UInt8>, _ cell: Cell, decimals: Int) -> Int64? {
    guard let scanned = ScannedDecimal(bytes, trimmed(bytes, cell)),
      let (units, isExact) = scanned.units(decimals: decimals), isExact
    else { return nil }
    return units
  }

  /// Whether the text is a number, or one of the words that programs write for a missing one.
  package static func isNumberLike(_ bytes: Span<UInt8>, _ cell: Cell) -> Bool {
    let range = trimmed(bytes, cell)
    if ScannedDecimal(bytes, range) != nil { return true }
    var word = [UInt8]()
    for index in range.prefix(10) { word.append(bytes[index] | 0x20) }
    let text = String(decoding: word, as: UTF8.self)
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
    return ["nan", "inf", "infinity", "na", "n/a", "null", "none"].contains(unsigned)
  }

  // MARK: - Any decimal text

  package static func anyPrice(_ bytes: Span<UInt8>, _ cell: Cell) -> PriceCell {
    let range = trimmed(bytes, cell)
    if range.isEmpty { return PriceCell(flags: .blank) }
    guard let scanned = ScannedDecimal(bytes, range) else { return PriceCell(flags: .notNumber) }
    let exact = scanned.units(decimals: Price.decimals)
    if let exact, exact.isExact { return PriceCell(units: exact.units) }
    let value = scanned.double(bytes, range)
    if let exact { return PriceCell(units: exact.units, textValue: value, flags: .rounded) }
    // A number beyond every double is still too large rather than no number.
    let limit = value < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude
    return PriceCell(textValue: value.isFinite ? value : limit, flags: .range)
  }

  package static func anyDouble(_ bytes: Span<UInt8>, _ cell: Cell) -> NumberCell {
    let range = trimmed(bytes, cell)
    if range.isEmpty { return NumberCell(flags: .blank) }
    guard let scanned = ScannedDecimal(bytes, range) else { return NumberCell(flags: .notNumber) }
    let value = scanned.double(bytes, range)
    return value.isFinite ? NumberCell(value: value) : NumberCell(flags: .notNumber)
  }

  /// The cell without the blanks and tabs around its text.
  package static func trimmed(_ bytes: Span<UInt8>, _ cell: Cell) -> Range<Int> {
    var range = cell.range
    while let first = range.first, isBlank(bytes[first]) { range = (first + 1)..<range.upperBound }
    while let last = range.last, isBlank(bytes[last]) { range = range.lowerBound..<last }
    return range
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

/// Text of at most 18 digits with at most one point, and nothing else.
private struct PlainDecimal {
  /// The digits without the point.
  package var digits: UInt64 = 0
  /// The number of digits behind the point.
  package var decimals = 0

  /// Reads a cell; nil where its text is anything else.
  @inline(__always)
  package init?(_ bytes: Span<UInt8>, _ cell: Cell) {
    let start = Int(cell.start)
    let end = Int(cell.end)
    guard end &- start <= 19 else { return nil }
    var position = start
    var point = -1
    while position < end {
      let byte = bytes[position]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
      } else if byte == UInt8(ascii: "."), point < 0 {
        point = position
      } else {
        return nil
      }
      position &+= 1
    }
    let count = end &- start &- (point < 0 ? 0 : 1)
    guard count > 0, count <= 18 else { return nil }
    decimals = point < 0 ? 0 : end &- point &- 1
  }
}

/// 10^`exponent` for the few exponents that prices need; a switch becomes a table without a lock.
@inline(__always)
private func powerOfTen(_ exponent: Int) -> Int64 {
  switch exponent {
  case 0: 1
  case 1: 10
  case 2: 100
  case 3: 1000
  case 4: 10_000
  case 5: 100_000
  case 6: 1_000_000
  case 7: 10_000_000
  default: 100_000_000
  }
}

/// 10^`exponent` as a double, exact for 0 to 22.
package func doublePowerOfTen(_ exponent: Int) -> Double {
  switch exponent {
  case 0: 1
  case 1: 1e1
  case 2: 1e2
  case 3: 1e3
  case 4: 1e4
  case 5: 1e5
  case 6: 1e6
  case 7: 1e7
  case 8: 1e8
  case 9: 1e9
  case 10: 1e10
  case 11: 1e11
  case 12: 1e12
  case 13: 1e13
  case 14: 1e14
  case 15: 1e15
  case 16: 1e16
  case 17: 1e17
  case 18: 1e18
  case 19: 1e19
  case 20: 1e20
  case 21: 1e21
  default: 1e22
  }
}
