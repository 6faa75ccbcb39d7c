// SPDX-License-Identifier: GPL-3.0-or-later
//
// Powers of ten and logarithms from the four basic operations alone, so that a chart has the same
// bytes whatever mathematical library the machine carries.

/// A distance between ticks: 1, 2 or 5 times a power of ten.
package struct DecimalStep: Equatable {
  /// 1, 2 or 5.
  package let mantissa: Int
  /// The power of ten.
  package let exponent: Int

  /// The smallest step that divides `span` into at most `count` parts.
  package init(span: Double, count: Int) {
    // A span that is a whole number of steps must not fail by the last bit of a quotient.
    let raw = span / Double(count) * (1 - 1e-9)
    let exponent = Self.floorLog10(raw)
    let power = Self.powerOfTen(exponent)
    switch raw / power {
    case ...1: (mantissa, self.exponent) = (1, exponent)
    case ...2: (mantissa, self.exponent) = (2, exponent)
    case ...5: (mantissa, self.exponent) = (5, exponent)
    default: (mantissa, self.exponent) = (1, exponent + 1)
    }
  }

  /// The double nearest to so many steps: one operation on exact integers wherever they fit.
  package func value(_ count: Int) -> Double {
    let units = Double(count * mantissa)
    return exponent < 0
      ? units / Self.powerOfTen(-exponent) : units * Self.powerOfTen(exponent)
  }

  /// The number of whole steps at or below `value`; a value within 10⁻⁶ of a step is that step.
  package func stepsDown(to value: Double) -> Int {
    Int((value / self.value(1) + 1e-6).rounded(.down))
  }

  /// The number of whole steps at or above `value`; a value within 10⁻⁶ of a step is that step.
  package func stepsUp(to value: Double) -> Int { Int((value / self.value(1) - 1e-6).rounded(.up)) }

  /// The largest power of ten not above a positive `value`.
  package static func floorLog10(_ value: Double) -> Int {
    var exponent = Int((naturalLogarithm(value) / naturalLogarithm(10)).rounded(.down))
    while powerOfTen(exponent + 1) <= value { exponent += 1 }
    while powerOfTen(exponent) > value { exponent -= 1 }
    return exponent
  }

  /// The double nearest to 10 to the `exponent`.
  package static func powerOfTen(_ exponent: Int) -> Double {
    // Reading a decimal literal is correctly rounded, repeated multiplication is not.
    Double("1e\(exponent)") ?? (exponent < 0 ? 0 : .infinity)
  }

  /// The natural logarithm of a positive finite number, to about 10⁻¹⁵.
  package static func naturalLogarithm(_ value: Double) -> Double {
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh s with s = (m − 1)/(m + 1); here s² < 0.03, so twelve terms are enough.
    let s = (mantissa - 1) / (mantissa + 1)
    var sum = 0.0
    for odd in stride(from: 23.0, through: 1.0, by: -2.0) { sum = sum * s * s + 1 / odd }
    return exponent * 0.693_147_180_559_945_3 + 2 * s * sum
  }
}
