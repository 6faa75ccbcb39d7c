// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// When the bars of a market stand, and how much of a year one of them is.
public struct BarCalendar: Hashable, Sendable {
  /// The first day, counted from 1970-01-01; moved on to a weekday where weekends are skipped.
  public var firstDay: Int
  /// The number of bars in a session.
  public var barsPerSession: Int
  /// The number of sessions in a year: 252 where weekends are skipped, 365 where not.
  public var sessionsPerYear: Int
  /// Whether there are sessions on weekdays only.
  public var skipsWeekends: Bool

  /// Daily bars on weekdays, from Monday, 3 January 2000; 252 a year.
  public static let daily = BarCalendar(
    firstDay: 10_959, barsPerSession: 1, sessionsPerYear: 252, skipsWeekends: true)

  /// Makes a calendar.
  public init(firstDay: Int, barsPerSession: Int, sessionsPerYear: Int, skipsWeekends: Bool) {
    self.firstDay = firstDay
    self.barsPerSession = barsPerSession
    self.sessionsPerYear = sessionsPerYear
    self.skipsWeekends = skipsWeekends
  }

  /// The bars in a year.
  public var barsPerYear: Int { barsPerSession * sessionsPerYear }

  /// The minutes of a bar, where a session has several: they share six and a half hours.
  private static let sessionMicroseconds: Int64 = 390 * 60 * 1_000_000
  /// The first bar of a session of several opens at 14:30 UTC.
  private static let openMicroseconds: Int64 = 870 * 60 * 1_000_000

  /// The stamps of the first bars: midnight of the day, or the bar's opening time within it.
  func timestamps(count: Int) -> [Timestamp] {
    var stamps: [Timestamp] = []
    stamps.reserveCapacity(count)
    var day = weekday(from: Int64(firstDay))
    var place = 0
    for _ in 0..<count {
      let within =
        barsPerSession == 1
        ? 0
        : Self.openMicroseconds + Self.sessionMicroseconds * Int64(place) / Int64(barsPerSession)
      stamps.append(Timestamp(microseconds: day * Timestamp.microsecondsPerDay + within))
      place += 1
      if place == barsPerSession {
        place = 0
        day = weekday(from: day + 1)
      }
    }
    return stamps
  }

  /// The last day that a date of four digits can name, 9999-12-31.
  static let lastWritableDay = 2_932_896

  /// A day on or after that of the last of some bars.
  func lastDay(count: Int) -> Int {
    let sessions = (count + barsPerSession - 1) / barsPerSession
    return firstDay + (skipsWeekends ? sessions / 5 * 7 + 7 : sessions)
  }

  /// The day itself, or the Monday after it.
  private func weekday(from day: Int64) -> Int64 {
    guard skipsWeekends else { return day }
    // 1970-01-01 was a Thursday: (day + 3) mod 7 is 5 on a Saturday and 6 on a Sunday.
    let weekday = (day + 3) % 7
    return weekday < 5 ? day : day + 7 - weekday
  }
}
