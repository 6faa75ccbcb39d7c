// SPDX-License-Identifier: GPL-3.0-or-later

/// Ticks of a date axis: first days of years or months, or whole days.
package enum DateTicks {
  package static func layout(_ extent: Extent, count: Int) -> (domain: Extent, ticks: [Tick]) {
    var domain = extent
    if domain.upper - domain.lower < 1 {
      domain = Extent(lower: domain.lower - 1, upper: domain.upper + 1)
    }
    let days = Int(domain.lower.rounded(.up))...Int(domain.upper.rounded(.down))
    return (domain, ticks(in: days, count: count))
  }

  /// At most about `count` ticks, at the finest step of the calendar that allows it.
  package static func ticks(in days: ClosedRange<Int>, count: Int) -> [Tick] {
    let span = days.upperBound - days.lowerBound
    // Labels of days and months are wider than those of years, so fewer of them fit.
    for step in [1, 2, 7, 14] where span / step < max(2, count * 5 / 8) {
      return everyDay(in: days, step: step)
    }
    for step in [1, 3, 6] where span / (step * 30) < max(2, count * 7 / 8) {
      return everyMonth(in: days, step: step)
    }
    var scale = 1
    while true {
      for mantissa in [1, 2, 5] where span / (mantissa * scale * 365) < count {
        return everyMonth(in: days, step: 12 * mantissa * scale)
      }
      scale *= 10
    }
  }

  /// "5 Mar 2004".
  package static func dayLabel(_ date: CivilDate) -> String {
    "\(date.day) \(date.shortMonthName) \(date.year)"
  }

  private static func everyDay(in days: ClosedRange<Int>, step: Int) -> [Tick] {
    stride(from: days.lowerBound, through: days.upperBound, by: step).map { day in
      Tick(value: Double(day), label: dayLabel(CivilDate(daysSince1970: day)))
    }
  }

  private static func everyMonth(in days: ClosedRange<Int>, step: Int) -> [Tick] {
    let start = CivilDate(daysSince1970: days.lowerBound).monthIndex
    let end = CivilDate(daysSince1970: days.upperBound).monthIndex
    var ticks = [Tick]()
    for index in start...end where index % step == 0 {
      let date = CivilDate(monthIndex: index)
      guard days.contains(date.daysSince1970) else { continue }
      let label = step % 12 == 0 ? String(date.year) : "\(date.shortMonthName) \(date.year)"
      ticks.append(Tick(value: Double(date.daysSince1970), label: label))
    }
    return ticks
  }
}
