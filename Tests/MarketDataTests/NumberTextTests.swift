// SPDX-License-Identifier: GPL-3.0-or-later

// Glibc for strtod, the oracle of correctly rounded doubles.
import Glibc
import MarketData
import Testing

@Suite("Numbers in text")
struct NumberTextTests {
  @Test("doubles equal strtod's on generated texts")
  func strtodTwin() {
    var random = SplitMix64(seed: 21)
    var wrong: [String] = []
    for _ in 0..<50_000 {
      let text = Self.number(&random)
      let cell = parsedDouble(text)
      let expected = unsafe strtod(text, nil)
      let agrees =
        expected.isFinite
        ? cell.flags == [] && cell.value.bitPattern == expected.bitPattern
        : cell.flags == .notNumber
      if !agrees { wrong.append("\(text) gave \(cell.value), strtod \(expected)") }
    }
    #expect(wrong == [])
  }

  @Test("halfway cases with hundreds of digits round correctly")
  func halfway() {
    var wrong: [String] = []
    // 2^53 + 1 lies halfway between two doubles; the digits behind decide.
    for tail in ["", "." + String(repeating: "0", count: 300) + "1", ".5", ".0"] {
      let text = "9007199254740993" + tail
      if parsedDouble(text).value != (unsafe strtod(text, nil)) { wrong.append(text) }
    }
    #expect(wrong == [])
  }

  @Test("prices equal the exact value rounded half to even")
  func priceTwin() {
    var random = SplitMix64(seed: 22)
    var wrong: [String] = []
    for _ in 0..<30_000 {
      let text = Self.number(&random, exponents: -6...6)
      let bytes = Array(text.utf8)
      let fast = NumberText.price(bytes.span, Cell(0, bytes.count))
      let slow = NumberText.anyPrice(bytes.span, Cell(0, bytes.count))
      if fast.units != slow.units || fast.flags != slow.flags { wrong.append(text) }
      if !fast.flags.contains(.range) {
        let error = abs(fast.value - (unsafe strtod(text, nil)))
        if error > abs(fast.value) * 3e-16 { wrong.append("\(text) gave \(fast.value)") }
      }
    }
    #expect(wrong == [])
  }

  @Test(
    "ties of prices go to even",
    arguments: [
      ("0.000000005", 0, true), ("0.000000015", 2, true), ("0.0000000150", 2, true),
      ("0.0000000150000000000000000000000000000000000000001", 2, true),
      ("0.0000000050000000000000000000000000000000000000001", 1, true),
      ("-0.000000025", -2, true), ("1.000000000", 100_000_000, false), ("1e-8", 1, false),
      ("12e-10", 0, true), ("92233720368.54775807", Int64.max, false),
      (" +1.5\t", 150_000_000, false),
      ("0000000000000000000000000000000000000000000000000000001", 100_000_000, false),
      ("1.", 100_000_000, false), (".5", 50_000_000, false), ("0e999999999999", 0, false),
    ])
  func priceCases(text: String, units: Int64, isRounded: Bool) {
    let cell = parsedPrice(text)
    let agrees = cell.units == units && cell.flags == (isRounded ? .rounded : [])
    #expect(agrees, "\(text) gave \(cell)")
  }

  @Test(
    "prices beyond 64 bits are out of range",
    arguments: [
      "92233720368.54775808", "-92233720368.54775809", "1e11", "1e400", "99999999999999999999",
    ])
  func outOfRange(text: String) {
    #expect(parsedPrice(text).flags == .range)
  }

  @Test(
    "prices compare as their texts, and as units where doubles cannot tell",
    arguments: [
      ("1.5", "1.50000001", true), ("1.5", "1.5", false), ("1.000000001", "1.000000002", true),
      ("1.000000002", "1.000000001", false), ("1", "1.000000001", true), ("1", "1e11", true),
      ("1e11", "2e11", true), ("-1e11", "1", true), ("1e11", "1e11", false),
      ("100000000.12345678", "100000000.123456784", false),
      ("100000000.123456776", "100000000.12345678", false),
      ("100000000.123456777", "100000000.12345679", true),
    ])
  func order(left: String, right: String, isBelow: Bool) {
    let cells = (parsedPrice(left), parsedPrice(right))
    #expect(cells.0.isBelow(cells.1) == isBelow)
  }

  @Test(
    "what is no number",
    arguments: [
      "abc", "1.2.3", "NaN", "nan", "inf", "-Infinity", "0x10", "1,000", "1e", "1e+", "--1", "+",
      ".",
      "1 2", "1_000", "٣", "1f", "e5", "1d3", "$5", "5%", "\u{2212}1",
    ])
  func noNumber(text: String) {
    let flags = [parsedPrice(text).flags, parsedDouble(text).flags]
    #expect(flags == [.notNumber, .notNumber])
  }

  @Test("blank cells are blank", arguments: ["", " ", "\t  "])
  func blank(text: String) {
    let flags = [parsedPrice(text).flags, parsedDouble(text).flags]
    #expect(flags == [.blank, .blank])
  }

  /// A decimal text: any length, with or without point, sign and exponent.
  private static func number(
    _ random: inout SplitMix64, exponents: ClosedRange<Int> = -340...340
  ) -> String {
    func digits(_ most: Int) -> String {
      let count = Int.random(in: 0...most, using: &random)
      return String((0..<count).map { _ in "0123456789".randomElement(using: &random) ?? "0" })
    }
    let most = Bool.random(using: &random) ? 7 : 30
    var text = ["", "", "-", "+"].randomElement(using: &random) ?? ""
    text += digits(most)
    text += "\(Int.random(in: 0...9, using: &random))"
    if Bool.random(using: &random) { text += "." + digits(most) }
    if Int.random(in: 0...3, using: &random) == 0 {
      text += "e\(Int.random(in: exponents, using: &random))"
    }
    return text
  }
}

/// A double read from text by the ingestion.
func parsedDouble(_ text: String) -> NumberCell {
  let bytes = Array(text.utf8)
  return NumberText.double(bytes.span, Cell(0, bytes.count))
}
