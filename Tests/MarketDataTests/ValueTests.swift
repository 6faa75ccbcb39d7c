// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Testing

@Suite("Prices, money and stamps")
struct ValueTests {
  @Test("every date of 800 years goes to a stamp and back, and weekdays follow each other")
  func dateRoundTrip() throws {
    var failures: [String] = []
    var previous = try #require(Timestamp(year: 1599, month: 12, day: 31))
    for year in 1600..<2400 {
      for month in 1...12 {
        for day in 1...Timestamp.daysInMonth(year: year, month: month) {
          guard let stamp = Timestamp(year: year, month: month, day: day) else {
            failures.append("\(year)-\(month)-\(day) is no date")
            continue
          }
          let steps = stamp.microseconds - previous.microseconds == Timestamp.microsecondsPerDay
          let weekdays = stamp.weekday == (previous.weekday + 1) % 7
          if stamp.date != (year, month, day) || !steps || !weekdays {
            failures.append("\(year)-\(month)-\(day)")
          }
          previous = stamp
        }
      }
    }
    #expect(failures == [])
  }

  @Test("known weekdays", arguments: [(1970, 1, 1, 3), (2000, 2, 29, 1), (2024, 1, 6, 5)])
  func weekday(year: Int, month: Int, day: Int, weekday: Int) throws {
    let stamp = try #require(Timestamp(year: year, month: month, day: day))
    #expect(stamp.weekday == weekday)
  }

  @Test("dates that do not exist", arguments: [(2023, 2, 29), (1900, 2, 29), (2024, 13, 1)])
  func noDate(year: Int, month: Int, day: Int) {
    #expect(Timestamp(year: year, month: month, day: day) == nil)
  }

  @Test("a stamp's text reads back as the stamp")
  func stampText() {
    var random = SplitMix64(seed: 11)
    let limit = Int64(200) * 365 * Timestamp.microsecondsPerDay
    let stamps = (0..<5000).map { _ in
      Timestamp(microseconds: Int64.random(in: -limit...limit, using: &random))
    }
    let wrong = stamps.filter { parsedDate($0.description) != $0 }
    #expect(wrong == [])
  }

  @Test("a price's text reads back as the price, exactly")
  func priceText() {
    var random = SplitMix64(seed: 12)
    let wrong = (0..<20_000).map { _ in
      Price(units: Int64(bitPattern: random.next()) >> Int64.random(in: 0...50, using: &random))
    }.filter { parsedPrice($0.description) != PriceCell(units: $0.units) }
    #expect(wrong == [])
  }

  @Test("half-even division is the nearest, even at ties, and odd in its sign")
  func halfEven() {
    var wrong: [Int64] = []
    for numerator in Int64(-2000)...2000 {
      for denominator in Int64(1)...12 {
        let result = FixedPoint.dividedHalfEven(numerator, by: denominator)
        let twice = 2 * (numerator - result * denominator)
        let isNearest = abs(twice) < denominator || (abs(twice) == denominator && result % 2 == 0)
        let isOdd = FixedPoint.dividedHalfEven(-numerator, by: denominator) == -result
        let wide = FixedPoint.dividedHalfEven(Int128(numerator), by: denominator)
        if !isNearest || !isOdd || wide != result { wrong.append(numerator) }
      }
    }
    #expect(wrong == [])
  }

  @Test("the value of a position equals its twin in 128 bits")
  func moneyTwin() {
    var random = SplitMix64(seed: 13)
    var wrong: [String] = []
    for _ in 0..<20_000 {
      let price = Price(units: Int64.random(in: 1...900_000_000_000_000, using: &random))
      let quantity = Quantity(units: Int64.random(in: -10_000_000...10_000_000, using: &random))
      guard let money = Money(price: price, quantity: quantity) else {
        wrong.append("\(price) × \(quantity) has no value")
        continue
      }
      let exact = Int128(price.units) * Int128(quantity.units)
      let unit = Int128(10_000_000_000)
      let twice = 2 * (exact - Int128(money.cents) * unit)
      let isNearest = twice.magnitude < unit.magnitude
      let isTie = twice.magnitude == unit.magnitude && money.cents % 2 == 0
      if !(isNearest || isTie) { wrong.append("\(price) × \(quantity)") }
    }
    #expect(wrong == [])
  }

  @Test("a value beyond 10^15 does not exist, however the product wraps")
  func moneyLimit() {
    let most = Price(units: .max)
    let sizes: [Int64] = [10_000, 1_000_000_000, 1_000_000_000_000, .max]
    let values = sizes.map { Money(price: most, quantity: Quantity(units: $0)) }
    #expect(values.map { $0 == nil } == [false, true, true, true])
    #expect(Money(price: most, quantity: Quantity(units: -.max)) == nil)
  }

  @Test("money is written with two decimals")
  func moneyText() {
    let texts = [0, 5, 50, 100, -1, -12345].map { Money(cents: $0).description }
    #expect(texts == ["0.00", "0.05", "0.50", "1.00", "-0.01", "-123.45"])
  }
}

/// A price read from text by the ingestion.
func parsedPrice(_ text: String) -> PriceCell {
  let bytes = Array(text.utf8)
  return NumberText.price(bytes.span, Cell(0, bytes.count))
}

/// A date read from text by the ingestion.
func parsedDate(_ text: String, format: DateFormat? = nil) -> Timestamp? {
  let bytes = Array(text.utf8)
  return DateReader(format: format).parse(bytes.span, Cell(0, bytes.count))
}
