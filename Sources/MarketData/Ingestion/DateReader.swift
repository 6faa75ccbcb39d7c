// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates in the cells of a file: ISO 8601, or the one form that the user named.

/// Reads the dates of one file.
package struct DateReader {
  private let format: DateFormat?

  package init(format: DateFormat?) { self.format = format }

  /// The instant that the cell names; nil where it is no date of the expected form.
  package func parse(_ bytes: Span<UInt8>, _ cell: Cell) -> Timestamp? {
    if let format { return Self.parse(bytes, cell, format) }
    if let stamp = ISODate.parse(bytes, cell.range) { return stamp }
    return ISODate.parse(bytes, NumberText.trimmed(bytes, cell))
  }

  private static func parse(
    _ bytes: Span<UInt8>, _ cell: Cell, _ format: DateFormat
  ) -> Timestamp? {
    switch format.form {
    case .epoch(let decimals):
      return NumberText.exactUnits(bytes, cell, decimals: decimals).flatMap(instant)
    case .pieces(let pieces):
      return PiecewiseDate.parse(bytes, NumberText.trimmed(bytes, cell), pieces)
    }
  }

  /// The instant, within the years 1 to 9999 that a date can have.
  private static func instant(microseconds: Int64) -> Timestamp? {
    guard let first = Timestamp(year: 1, month: 1, day: 1),
      let last = Timestamp(year: 9999, month: 12, day: 31)
    else { return nil }
    let stamp = Timestamp(microseconds: microseconds)
    return first <= stamp && stamp <= last ? stamp : nil
  }
}

/// The parts of a date, filled piece by piece.
private struct PiecewiseDate {
  private var year = 1
  private var month = 1
  private var day = 1
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var fraction: Int64 = 0
  private var offset: Int64 = 0

  package static func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ pieces: [DateFormat.Piece]
  ) -> Timestamp? {
    var date = PiecewiseDate()
    var position = range.lowerBound
    for (index, piece) in pieces.enumerated() {
      // A number directly beside another has no separator to end it, so its width is fixed.
      let isPacked =
        (index > 0 && pieces[index - 1].width > 0)
        || (index + 1 < pieces.count && pieces[index + 1].width > 0)
      guard date.read(piece, isPacked, bytes, &position, range.upperBound) else { return nil }
    }
    return position == range.upperBound ? date.instant : nil
  }

  private mutating func read(
    _ piece: DateFormat.Piece, _ isPacked: Bool, _ bytes: Span<UInt8>, _ position: inout Int,
    _ end: Int
  ) -> Bool {
    switch piece {
    case .literal(let byte):
      guard position < end, bytes[position] == byte else { return false }
      position += 1
      return true
    case .fraction:
      guard let value = ISODate.fraction(bytes, &position, end) else { return false }
      fraction = value
      return true
    case .offset:
      let width = position < end && bytes[position] == UInt8(ascii: "Z") ? 1 : 6
      guard position + width <= end,
        let value = ISODate.offset(bytes, position..<(position + width))
      else { return false }
      offset = value
      position += width
      return true
    default:
      let least = isPacked || piece == .year ? piece.width : 1
      guard let value = Self.number(bytes, &position, end, least...piece.width) else {
        return false
      }
      return set(piece, value)
    }
  }

  private mutating func set(_ piece: DateFormat.Piece, _ value: Int) -> Bool {
    switch piece {
    case .year: year = value
    // POSIX: 69 to 99 belong to the 1900s, 00 to 68 to the 2000s.
    case .yearOfCentury: year = value >= 69 ? 1900 + value : 2000 + value
    case .month: month = value
    case .day: day = value
    case .hour:
      hour = value
      return value < 24
    case .minute:
      minute = value
      return value < 60
    case .second:
      second = value
      return value < 60
    case .fraction, .offset, .literal: return false
    }
    return true
  }

  private static func number(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ widths: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var count = 0
    while count < widths.upperBound, position < end, let digit = decimalDigit(bytes[position]) {
      value = value * 10 + digit
      count += 1
      position += 1
    }
    return widths.contains(count) ? value : nil
  }

  private var instant: Timestamp? {
    Timestamp(year: year, month: month, day: day).map { midnight in
      let seconds = Int64(hour * 3600 + minute * 60 + second)
      let inDay = seconds * 1_000_000 + fraction - offset
      return Timestamp(microseconds: midnight.microseconds + inDay)
    }
  }
}
