// SPDX-License-Identifier: GPL-3.0-or-later
//
// Canonical JSON against the examples of RFC 8785, and numbers against the table of its appendix B.
// Planted faults caught here: members in written order; "1.0" for 1; "1e-07"; a lost zero of −0.

import Promotion
import Testing

@Suite struct JSONTests {
  @Test func numbersAreWrittenAsECMAScriptWritesThem() {
    // RFC 8785, appendix B (bit patterns and their texts), without NaN and infinity.
    let table: [(UInt64, String)] = [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
      (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
      (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
      (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
      (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
      (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
      (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
      (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
      (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
      (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
      (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
      (0x41b3_de43_5555_5557, "333333333.33333343"),
      (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
      (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ]
    let wrong = table.filter {
      JSONValue.number(Double(bitPattern: $0.0)).canonical != $0.1
    }.map(\.1)
    #expect(wrong == [])
  }

  @Test func membersAreSortedByUTF16CodeUnits() {
    // RFC 8785, section 3.2.3: the emoji's surrogates sort before U+FB33.
    let value: JSONValue = [
      "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet",
      "1": "One", "\u{1f600}": "Emoji", "\u{80}": "Control", "\u{f6}": "O With Diaeresis",
    ]
    let expected =
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
      + "\"\u{f6}\":\"O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji\","
      + "\"\u{fb33}\":\"Hebrew Letter Dalet\"}"
    #expect(value.canonical == expected)
  }

  @Test func textsAreEscapedOnlyWhereTheyMustBe() {
    let value = JSONValue.string("\u{20ac}$\u{f}\nA'B\"\\\\\"/\u{8}\u{c}\t\u{7f}")
    let expected =
      "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\u{7f}\""
    #expect(value.canonical == expected)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var state: UInt64 = 5
    for _ in 0..<300 {
      let value = random(depth: 3, &state)
      let read = try JSONValue(parsing: Array(value.canonical.utf8))
      let same = read.canonical == value.canonical
      let pretty = try JSONValue(parsing: Array(value.text.utf8)).canonical == value.canonical
      #expect(same && pretty)
    }
  }

  @Test func membersKeepTheirOrderForPeople() {
    let value: JSONValue = ["schema": "x", "b": 1, "a": [true, .null]]
    #expect(value.line == #"{"schema":"x","b":1,"a":[true,null]}"#)
    #expect(value.text.hasPrefix("{\n  \"schema\": \"x\",\n  \"b\": 1,"))
  }

  private func random(depth: Int, _ state: inout UInt64) -> JSONValue {
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    switch next(depth > 0 ? 7 : 5) {
    case 0: return .null
    case 1: return .bool(next(2) == 0)
    case 2: return .integer(Int64(bitPattern: next(1 << 30)) - (1 << 29))
    case 3: return .number(Double(Int64(next(1 << 30))) / 1024 + 0.5)
    case 4: return .string(["", "a\"b\\c\n", "é\u{1}€", "😀"][Int(next(4))])
    case 5: return .array((0..<next(4)).map { _ in random(depth: depth - 1, &state) })
    default:
      return .object(
        (0..<next(4)).map { JSONValue.Member("k\($0)", random(depth: depth - 1, &state)) })
    }
  }
}
