// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers as a person reads them: correctly rounded, without a locale, with U+2212 for minus.
///
/// Every function rounds the exact binary value, half away from zero, and never writes a negative
/// zero. Infinities give "∞" and "−∞"; what is not a number gives "undefined".
public enum NumberText {
  /// The sign of negative numbers, U+2212: as wide as a plus sign, and never a line break.
  public static let minus = "\u{2212}"

  /// Text with exactly `decimals` digits behind the point, such as "−1,234.50".
  public static func fixed(
    _ value: Double, decimals: Int, groupsThousands: Bool = false
  ) -> String {
    if let word = nonFiniteWord(value) { return word }
    let decimal = ExactDecimal(magnitudeOf: value).rounded(decimals: max(0, decimals))
    return sign(of: value, shownAs: decimal) + decimal.text(groupsThousands: groupsThousands)
  }

  /// A fraction as a percentage, such as "12.5 %" for 0.125.
  ///
  /// The space before the sign is U+00A0, so that no line breaks there.
  public static func percent(_ value: Double, decimals: Int) -> String {
    if let word = nonFiniteWord(value) { return value.isNaN ? word : word + "\u{A0}%" }
    // The point moves in the decimal digits: value × 100 would round once more.
    let decimal = ExactDecimal(magnitudeOf: value)
      .shifted(byPowerOfTen: 2).rounded(decimals: max(0, decimals))
    return sign(of: value, shownAs: decimal) + decimal.text(groupsThousands: true) + "\u{A0}%"
  }

  /// Text with `digits` significant digits, trailing zeros kept: "0.00120", "1230".
  ///
  /// Magnitudes outside 10⁻⁵ ..< 10¹⁵ are written as "1.20 × 10⁻⁷".
  public static func significant(
    _ value: Double, digits: Int, groupsThousands: Bool = false
  ) -> String {
    if let word = nonFiniteWord(value) { return word }
    let count = max(1, digits)
    let exact = ExactDecimal(magnitudeOf: value)
    guard !exact.digits.isEmpty else { return "0" }
    var decimal = exact.rounded(decimals: count - 1 - exact.exponent)
    // 9.996 to three digits carries into 10.00, one digit too many.
    if decimal.digits.count > count {
      decimal = exact.rounded(decimals: count - 2 - exact.exponent)
    }
    let sign = sign(of: value, shownAs: decimal)
    let exponent = decimal.exponent
    if (-5..<15).contains(exponent) {
      return sign + decimal.text(groupsThousands: groupsThousands)
    }
    let mantissa = decimal.shifted(byPowerOfTen: -exponent).text(groupsThousands: false)
    return sign + mantissa + "\u{A0}×\u{A0}10" + superscript(exponent)
  }

  private static func nonFiniteWord(_ value: Double) -> String? {
    if value.isNaN { return "undefined" }
    if value.isFinite { return nil }
    return value < 0 ? minus + "∞" : "∞"
  }

  private static func sign(of value: Double, shownAs decimal: ExactDecimal) -> String {
    value < 0 && decimal.digits.contains { $0 != 0 } ? minus : ""
  }

  private static func superscript(_ value: Int) -> String {
    let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    var text = value < 0 ? "⁻" : ""
    for digit in String(value.magnitude).utf8 { text.append(raised[Int(digit) - 48]) }
    return text
  }
}
