// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dates that are read without being told their form: ISO 8601 in the extended notation.

/// Reads `2017-01-03`, `2017-01-03 21:00`, `2017-01-03T21:00:05.123Z`, `…+05:30`.
enum ISODate {
  /// The instant that the text names, in UTC; nil where it has another form or does not exist.
  ///
  /// Without an offset the text is UTC. Of a fraction of a second six digits count, up to three
  /// more are dropped. A date alone takes no offset.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Timestamp? {
    let start = range.lowerBound
    guard range.count >= 10, bytes[start + 4] == UInt8(ascii: "-"),
      bytes[start + 7] == UInt8(ascii: "-"),
      let year = fixedDigits(bytes, start, 4), let month = fixedDigits(bytes, start + 5, 2),
      let day = fixedDigits(bytes, start + 8, 2),
      let midnight = Timestamp(year: year, month: month, day: day)
    else { return nil }
    if range.count == 10 { return midnight }
    guard bytes[start + 10] == UInt8(ascii: "T") || bytes[start + 10] == UInt8(ascii: " "),
      let microseconds = timeOfDay(bytes, (start + 11)..<range.upperBound)
    else { return nil }
    return Timestamp(microseconds: midnight.microseconds + microseconds)
  }

  /// Microseconds from midnight UTC of the date, for `HH:MM[:SS[.f]][Z|±HH:MM]`.
  private static func timeOfDay(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard range.count >= 5, bytes[range.lowerBound + 2] == UInt8(ascii: ":"),
      let hour = fixedDigits(bytes, range.lowerBound, 2), hour < 24,
      let minute = fixedDigits(bytes, range.lowerBound + 3, 2), minute < 60
    else { return nil }
    var position = range.lowerBound + 5
    var microseconds = Int64(hour * 3600 + minute * 60) * 1_000_000
    if position < range.upperBound, bytes[position] == UInt8(ascii: ":") {
      guard position + 3 <= range.upperBound, let second = fixedDigits(bytes, position + 1, 2),
        second < 60
      else { return nil }
      microseconds += Int64(second) * 1_000_000
      position += 3
      if position < range.upperBound, bytes[position] == UInt8(ascii: ".") {
        position += 1
        guard let part = fraction(bytes, &position, range.upperBound) else { return nil }
        microseconds += part
      }
    }
    guard let offset = offset(bytes, position..<range.upperBound) else { return nil }
    return microseconds - offset
  }

  /// Reads one to nine digits behind the point of a second; microseconds, rounded down.
  static func fraction(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Int64? {
    var microseconds: Int64 = 0
    var count = 0
    while position < end, let digit = decimalDigit(bytes[position]) {
      if count < 6 { microseconds = microseconds * 10 + Int64(digit) }
      count += 1
      position += 1
    }
    guard (1...9).contains(count) else { return nil }
    for _ in min(count, 6)..<6 { microseconds *= 10 }
    return microseconds
  }

  /// The offset from UTC in microseconds: nothing, `Z` or `±HH:MM` below a day.
  static func offset(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    if range.isEmpty { return 0 }
    let sign = bytes[range.lowerBound]
    if range.count == 1 { return sign == UInt8(ascii: "Z") ? 0 : nil }
    guard range.count == 6, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      bytes[range.lowerBound + 3] == UInt8(ascii: ":"),
      let hours = fixedDigits(bytes, range.lowerBound + 1, 2), hours < 24,
      let minutes = fixedDigits(bytes, range.lowerBound + 4, 2), minutes < 60
    else { return nil }
    let microseconds = Int64(hours * 3600 + minutes * 60) * 1_000_000
    return sign == UInt8(ascii: "-") ? -microseconds : microseconds
  }
}

/// The number of exactly `count` digits from `position` on; nil where one of them is no digit.
@inline(__always)
func fixedDigits(_ bytes: Span<UInt8>, _ position: Int, _ count: Int) -> Int? {
  var value = 0
  for index in position..<(position + count) {
    guard let digit = decimalDigit(bytes[index]) else { return nil }
    value = value &* 10 &+ digit
  }
  return value
}
