// SPDX-License-Identifier: GPL-3.0-or-later
//
// Instants in UTC. Dates are computed here from the proleptic Gregorian calendar (days counted in
// 400-year eras that start on 1 March), not by a calendar library, because a library reads locale
// and time-zone files of the machine and a certificate must not depend on them.

/// An instant in UTC, exact to the microsecond.
@frozen
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds in a day.
  public static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  /// Makes the instant that many microseconds after 1970-01-01T00:00:00Z.
  @inlinable
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Makes midnight UTC of a Gregorian date; nil where the date does not exist.
  ///
  /// Years run from 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(year: year, month: month)
    else { return nil }
    let days = Self.daysSinceEpoch(year: year, month: month, day: day)
    self.microseconds = Int64(days) * Self.microsecondsPerDay
  }

  /// Whole days since 1970-01-01, rounded down.
  @inlinable public var daysSinceEpoch: Int64 {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 86_400_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The day of the week of the UTC date, 0 for Monday to 6 for Sunday.
  @inlinable public var weekday: Int {
    let shifted = (daysSinceEpoch + 3) % 7
    return Int(shifted < 0 ? shifted + 7 : shifted)
  }

  /// Whether the UTC date is a Saturday or a Sunday.
  @inlinable public var isWeekend: Bool { weekday >= 5 }

  /// The Gregorian date of the instant in UTC.
  public var date: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// ISO 8601 in UTC: the date alone at midnight, else date and time with a final Z.
  public var description: String {
    let (year, month, day) = date
    let text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let inDay = microseconds - daysSinceEpoch * Self.microsecondsPerDay
    guard inDay != 0 else { return text }
    let seconds = Int(inDay / 1_000_000)
    var time = "T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
    time += ":\(padded(seconds % 60, 2))"
    let fraction = Int(inDay % 1_000_000)
    if fraction != 0 { time += "." + padded(fraction, 6) }
    return text + time + "Z"
  }

  @inlinable
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }

  /// The number of days in a month of a Gregorian year.
  public static func daysInMonth(year: Int, month: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: leap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a Gregorian date.
  ///
  /// Source: the era decomposition of Howard Hinnant, "chrono-compatible low-level date
  /// algorithms" (2014), `days_from_civil`; written anew here.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
