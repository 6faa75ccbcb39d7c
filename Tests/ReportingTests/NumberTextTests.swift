// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Testing

@Suite("Number text")
struct NumberTextTests {
  @Test("fixed decimals are the correctly rounded ones")
  func fixedDecimals() {
    // 1.005 lies below one thousand and five thousandths, 0.125 and 2.5 are exact ties.
    let texts = [
      NumberText.fixed(1.005, decimals: 2), NumberText.fixed(0.125, decimals: 2),
      NumberText.fixed(2.5, decimals: 0), NumberText.fixed(-2.5, decimals: 0),
      NumberText.fixed(0.1, decimals: 20), NumberText.fixed(9.999, decimals: 2),
      NumberText.fixed(0.5, decimals: 0), NumberText.fixed(0.05, decimals: 0),
      NumberText.fixed(1e23, decimals: 0), NumberText.fixed(3, decimals: 2),
    ]
    let expected = [
      "1.00", "0.13", "3", "−3", "0.10000000000000000555", "10.00", "1", "0",
      "99999999999999991611392", "3.00",
    ]
    #expect(texts == expected)
  }

  @Test("zero has no sign, however it came about")
  func negativeZero() {
    let texts = [
      NumberText.fixed(-0.0, decimals: 1), NumberText.fixed(-0.004, decimals: 2),
      NumberText.percent(-0.0001, decimals: 0), NumberText.significant(-0.0, digits: 3),
    ]
    #expect(texts == ["0.0", "0.00", "0\u{A0}%", "0"])
  }

  @Test("thousands are separated where asked")
  func grouping() {
    let values = [0, 999, 1000, -123_456.5, 1_234_567.89]
    let texts = values.map { NumberText.fixed($0, decimals: 1, groupsThousands: true) }
    #expect(texts == ["0.0", "999.0", "1,000.0", "−123,456.5", "1,234,567.9"])
  }

  @Test("percentages move the point without another rounding")
  func percentages() {
    let texts = [
      NumberText.percent(0.12, decimals: 0), NumberText.percent(-0.285, decimals: 1),
      NumberText.percent(0.00125, decimals: 2), NumberText.percent(12.5, decimals: 0),
    ]
    #expect(texts == ["12\u{A0}%", "−28.5\u{A0}%", "0.13\u{A0}%", "1,250\u{A0}%"])
  }

  @Test("significant digits keep zeros and turn to powers of ten at the extremes")
  func significantDigits() {
    let texts = [
      NumberText.significant(0.0012, digits: 3), NumberText.significant(9.996, digits: 3),
      NumberText.significant(1234, digits: 2), NumberText.significant(-1.2e-7, digits: 3),
      NumberText.significant(1e300, digits: 2),
      NumberText.significant(Double.leastNonzeroMagnitude, digits: 2),
      NumberText.significant(1_234_567, digits: 4, groupsThousands: true),
    ]
    let expected = [
      "0.00120", "10.0", "1200", "−1.20\u{A0}×\u{A0}10⁻⁷", "1.0\u{A0}×\u{A0}10³⁰⁰",
      "4.9\u{A0}×\u{A0}10⁻³²⁴", "1,235,000",
    ]
    #expect(texts == expected)
  }

  @Test("what is not finite is said in words or signs")
  func nonFinite() {
    let values = [Double.infinity, -.infinity, .nan]
    let fixed = values.map { NumberText.fixed($0, decimals: 2) }
    let percent = values.map { NumberText.percent($0, decimals: 2) }
    let significant = values.map { NumberText.significant($0, digits: 2) }
    #expect(fixed == ["∞", "−∞", "undefined"])
    #expect(percent == ["∞\u{A0}%", "−∞\u{A0}%", "undefined"])
    #expect(significant == fixed)
  }

  @Test("enough digits read back to the same number")
  func roundTrip() {
    var source = SampleSource(seed: 11)
    let failures = (0..<500).filter { _ in
      let value = source.uniform(-1e6...1e6)
      let text = NumberText.fixed(value, decimals: 60)
      return Double(text.replacing("−", with: "-")) != value
    }
    #expect(failures.isEmpty)
  }
}
