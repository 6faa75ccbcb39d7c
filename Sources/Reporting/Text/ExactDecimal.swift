// SPDX-License-Identifier: GPL-3.0-or-later
//
// The exact decimal digits of a floating-point number, so that a printed figure is the correctly
// rounded one on every platform and under every locale.

/// A non-negative decimal number: `digits` read as a whole number, divided by 10 to the `scale`.
struct ExactDecimal {
  /// Decimal digits, most significant first, without leading zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand behind the decimal point; negative for whole tens and more.
  private(set) var scale: Int

  /// Expands the magnitude of a finite number, digit for digit.
  ///
  /// Every finite binary fraction m·2⁻ᵏ is the finite decimal m·5ᵏ·10⁻ᵏ, so nothing is lost.
  init(magnitudeOf value: Double) {
    precondition(value.isFinite, "only finite numbers have digits")
    let hidden: UInt64 = value.isNormal ? 1 << 52 : 0
    var whole = value.significandBitPattern | hidden
    var exponent = max(Int(value.exponentBitPattern), 1) - 1075
    guard whole != 0 else {
      (digits, scale) = ([], 0)
      return
    }
    exponent += whole.trailingZeroBitCount
    whole >>= UInt64(whole.trailingZeroBitCount)
    var limbs = [UInt64]()
    while whole > 0 {
      limbs.append(whole % Self.limbBase)
      whole /= Self.limbBase
    }
    Self.multiply(&limbs, by: exponent < 0 ? 5 : 2, times: abs(exponent))
    digits = Self.decimalDigits(of: limbs)
    scale = max(0, -exponent)
  }

  /// The power of ten of the first digit; zero for the number zero.
  var exponent: Int { digits.isEmpty ? 0 : digits.count - 1 - scale }

  /// Multiplies by 10 to the `power`, which only moves the point.
  func shifted(byPowerOfTen power: Int) -> ExactDecimal {
    var result = self
    result.scale -= power
    return result
  }

  /// Rounds half away from zero to `decimals` places; a negative count rounds to tens and more.
  func rounded(decimals: Int) -> ExactDecimal {
    var result = self
    let surplus = scale - decimals
    result.scale = decimals
    if surplus <= 0 {
      if !digits.isEmpty { result.digits += [UInt8](repeating: 0, count: -surplus) }
      return result
    }
    let kept = digits.count - surplus
    result.digits = kept > 0 ? [UInt8](digits[..<kept]) : []
    if kept >= 0, kept < digits.count, digits[kept] >= 5 { result.incrementLastDigit() }
    return result
  }

  /// Plain positional text, with a comma between thousands where asked.
  func text(groupsThousands: Bool) -> String {
    var shown = digits
    let decimals = max(0, scale)
    if scale < 0, !shown.isEmpty { shown += [UInt8](repeating: 0, count: -scale) }
    let missing = decimals + 1 - shown.count
    if missing > 0 { shown = [UInt8](repeating: 0, count: missing) + shown }
    let whole = shown.count - decimals
    var bytes = [UInt8]()
    for (index, digit) in shown.enumerated() {
      if index == whole { bytes.append(UInt8(ascii: ".")) }
      let isGroupStart = index > 0 && index < whole && (whole - index) % 3 == 0
      if groupsThousands && isGroupStart { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "0") + digit)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func incrementLastDigit() {
    var index = digits.count - 1
    while index >= 0 {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
      index -= 1
    }
    digits.insert(1, at: 0)
  }

  // Limbs are base 10⁹, least significant first: conversion to decimal is then only padding.
  private static let limbBase: UInt64 = 1_000_000_000

  private static func multiply(_ limbs: inout [UInt64], by factor: UInt64, times: Int) {
    // Twelve factors of five stay below 2³², so limb times chunk plus carry stays below 2⁶⁴.
    var remaining = times
    while remaining > 0 {
      let count = min(remaining, 12)
      var chunk: UInt64 = 1
      for _ in 0..<count { chunk *= factor }
      var carry: UInt64 = 0
      for index in limbs.indices {
        let product = limbs[index] * chunk + carry
        limbs[index] = product % limbBase
        carry = product / limbBase
      }
      if carry > 0 { limbs.append(carry) }
      remaining -= count
    }
  }

  private static func decimalDigits(of limbs: [UInt64]) -> [UInt8] {
    var reversed = [UInt8]()
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        reversed.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while reversed.last == 0 { reversed.removeLast() }
    return reversed.reversed()
  }
}
