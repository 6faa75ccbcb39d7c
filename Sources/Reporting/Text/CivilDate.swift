// SPDX-License-Identifier: GPL-3.0-or-later

/// A day of the proleptic Gregorian calendar, for the ticks of date axes.
package struct CivilDate: Equatable {
  package var year: Int
  /// January is 1.
  package var month: Int
  /// The first day of a month is 1.
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date so many days after 1970-01-01.
  package init(daysSince1970 days: Int) {
    // 400 Gregorian years have 146,097 days, so the first guess is off by one year at most.
    var year = 1970 + Self.floorDivide(days * 400, 146_097)
    while Self.daysBefore(year: year + 1) <= days { year += 1 }
    while Self.daysBefore(year: year) > days { year -= 1 }
    var rest = days - Self.daysBefore(year: year)
    var month = 1
    while rest >= Self.length(ofMonth: month, year: year) {
      rest -= Self.length(ofMonth: month, year: year)
      month += 1
    }
    self.init(year: year, month: month, day: rest + 1)
  }

  /// Days from 1970-01-01 to this date.
  package var daysSince1970: Int {
    var days = Self.daysBefore(year: year) + day - 1
    for earlier in 1..<max(month, 1) { days += Self.length(ofMonth: earlier, year: year) }
    return days
  }

  /// Months since January of the year 0, which makes steps of months plain additions.
  package var monthIndex: Int { year * 12 + month - 1 }

  /// The first day of the month with that `monthIndex`.
  package init(monthIndex: Int) {
    let year = Self.floorDivide(monthIndex, 12)
    self.init(year: year, month: monthIndex - year * 12 + 1, day: 1)
  }

  /// "Mar", without a locale.
  package var shortMonthName: String { Self.shortMonthNames[month - 1] }

  private static let shortMonthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  private static func length(ofMonth month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 && isLeap ? 29 : monthLengths[month - 1]
  }

  /// Days from 1970-01-01 to the first of January of that year.
  private static func daysBefore(year: Int) -> Int {
    let past = year - 1
    let leaps = floorDivide(past, 4) - floorDivide(past, 100) + floorDivide(past, 400)
    // 477 leap days lie before 1970.
    return (year - 1970) * 365 + leaps - 477
  }

  private static func floorDivide(_ left: Int, _ right: Int) -> Int {
    let quotient = left / right
    return left % right < 0 ? quotient - 1 : quotient
  }
}
