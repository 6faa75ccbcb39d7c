// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Testing

@Suite("Ticks")
struct TickTests {
  @Test("linear ticks are few, even, inside the domain, and cover the data")
  func linear() {
    var source = SampleSource(seed: 1)
    var failures = [Extent]()
    for _ in 0..<3000 {
      let size = DecimalStep.powerOfTen(Int(source.uniform(-200...200)))
      let lower = source.uniform(-1...1) * size
      let extent = Extent(lower: lower, upper: lower + source.uniform(1e-9...3) * size)
      for kind in [Axis.Kind.number, .percent, .money] {
        let (domain, ticks) = LinearTicks.layout(
          extent, kind: kind, count: 6, roundsOutward: true)
        let isGood =
          (2...9).contains(ticks.count) && ticks[0].value == domain.lower
          && ticks[ticks.count - 1].value == domain.upper && domain.lower <= extent.lower
          && domain.upper >= extent.upper && areEven(ticks)
          && Set(ticks.map(\.label)).count == ticks.count
        if !isGood { failures.append(extent) }
      }
    }
    #expect(failures.isEmpty)
  }

  private func areEven(_ ticks: [Tick]) -> Bool {
    let step = ticks[1].value - ticks[0].value
    let size = ticks.reduce(0) { max($0, $1.value.magnitude) }
    return zip(ticks, ticks.dropFirst()).allSatisfy {
      (($1.value - $0.value) - step).magnitude <= size * 1e-14
    }
  }

  @Test("steps are 1, 2 or 5 times a power of ten")
  func labels() {
    let extent = Extent(lower: -0.31, upper: 0.02)
    let percent = LinearTicks.layout(extent, kind: .percent, count: 5, roundsOutward: true)
    let money = LinearTicks.layout(
      Extent(lower: 9800, upper: 24_100), kind: .money, count: 5, roundsOutward: true)
    let percentages = percent.ticks.map { $0.label.replacing("\u{A0}", with: " ") }
    #expect(percentages == ["−40 %", "−30 %", "−20 %", "−10 %", "0 %", "10 %"])
    #expect(money.ticks.map(\.label) == ["5,000", "10,000", "15,000", "20,000", "25,000"])
  }

  @Test("flat, huge and tiny extents still have ticks")
  func degenerate() {
    let extents = [
      Extent(lower: 0, upper: 0), Extent(lower: 5, upper: 5), Extent(lower: -1e300, upper: 1e300),
      Extent(lower: 1e300, upper: 1e300), Extent(lower: 0, upper: Double.leastNonzeroMagnitude),
      Extent(lower: 1, upper: 1.0.nextUp),
    ]
    let counts = extents.map {
      LinearTicks.layout($0, kind: .number, count: 6, roundsOutward: true).ticks.count
    }
    #expect(counts.allSatisfy { (2...9).contains($0) })
  }

  @Test("date ticks are few, ascending and inside, at every length of time")
  func dates() {
    var source = SampleSource(seed: 2)
    var failures = [Extent]()
    for _ in 0..<3000 {
      let lower = source.uniform(-100_000...100_000)
      let length = DecimalStep.powerOfTen(Int(source.uniform(0...6))) * source.uniform(0.1...3)
      let (domain, ticks) = DateTicks.layout(
        Extent(lower: lower, upper: lower + length), count: 10)
      let values = ticks.map(\.value)
      let isAscending = zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
      let isInside = values.allSatisfy { $0 >= domain.lower && $0 <= domain.upper }
      if !(1...12).contains(values.count) || !isAscending || !isInside {
        failures.append(domain)
      }
    }
    #expect(failures.isEmpty)
  }

  @Test("date labels name years, months or days")
  func dateLabels() {
    // 2000-01-01 is day 10957.
    let years = DateTicks.ticks(in: 10_900...14_000, count: 10).map(\.label)
    let months = DateTicks.ticks(in: 10_950...11_060, count: 10).map(\.label)
    let days = DateTicks.ticks(in: 10_956...10_959, count: 10).map(\.label)
    #expect(years == ["2000", "2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008"])
    #expect(months == ["Jan 2000", "Feb 2000", "Mar 2000", "Apr 2000"])
    #expect(days == ["31 Dec 1999", "1 Jan 2000", "2 Jan 2000", "3 Jan 2000"])
  }

  @Test("civil dates and day numbers are inverse, day after day")
  func civilDates() {
    let days = Array(-800_000...800_000).filter { $0 % 97 == 0 }
    let failures = days.filter { CivilDate(daysSince1970: $0).daysSince1970 != $0 }
    let leap = CivilDate(daysSince1970: 11_016)
    let first = CivilDate(daysSince1970: 0)
    // 1900 and 2100 are no leap years: 1 March is their sixtieth day.
    let centuries = [-25_508, 47_541].map { CivilDate(daysSince1970: $0) }
    #expect(failures.isEmpty)
    #expect(leap == CivilDate(year: 2000, month: 2, day: 29))
    #expect(first == CivilDate(year: 1970, month: 1, day: 1))
    #expect(centuries.allSatisfy { $0.month == 3 && $0.day == 1 })
  }

  @Test("logarithmic ticks are few and inside, over a fraction of a decade and over hundreds")
  func logarithmic() {
    var source = SampleSource(seed: 3)
    var failures = [Extent]()
    for _ in 0..<2000 {
      let lower = DecimalStep.powerOfTen(Int(source.uniform(-250...100)))
      let ratio = DecimalStep.powerOfTen(Int(source.uniform(0...120))) * source.uniform(1.01...9)
      let (domain, ticks) = LogarithmicTicks.layout(
        Extent(lower: lower, upper: lower * ratio), count: 6)
      let isInside = ticks.allSatisfy { $0.value >= domain.lower && $0.value <= domain.upper }
      if !(2...8).contains(ticks.count) || !isInside { failures.append(domain) }
    }
    #expect(failures.isEmpty)
  }

  @Test("the own logarithm is accurate")
  func logarithm() {
    let error = (DecimalStep.naturalLogarithm(20) - 2.995_732_273_553_991).magnitude
    let exponents = (-290...300).filter {
      DecimalStep.floorLog10(DecimalStep.powerOfTen($0)) != $0
    }
    #expect(error < 1e-15)
    #expect(exponents.isEmpty)
  }
}
