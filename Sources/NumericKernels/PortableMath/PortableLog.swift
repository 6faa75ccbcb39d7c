// SPDX-License-Identifier: GPL-3.0-or-later

extension PortableMath {
  /// The natural logarithm, the same bits everywhere; error below 0.53 units in the last place.
  ///
  /// NaN for negative numbers, −∞ for both zeros.
  ///
  /// Source: Tang, "Table-driven implementation of the logarithm function in IEEE floating-point
  /// arithmetic", ACM TOMS 16 (1990), with 128 intervals and an exact reduction; written anew.
  public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    // Subnormal numbers are brought into the normal range first.
    let isSmall = x < .leastNormalMagnitude
    let bits = (isSmall ? x * 0x1p54 : x).bitPattern
    let index = Int(bits >> 45 & 127)
    // Intervals above √2 count as below 1 of the next power.
    let isUpper = index >= LogTable.firstUpper ? 1 : 0
    let power = Double(Int(bits >> 52) - 1023 - (isSmall ? 54 : 0) + isUpper)
    let m = Double(bitPattern: bits & 0xf_ffff_ffff_ffff | UInt64(1023 - isUpper) << 52)
    let factor = LogTable.reciprocals[index]
    let entry = LogTable.logarithms[index]
    // m · factor − 1, exactly, as the sum of two doubles.
    let upper = Double(bitPattern: m.bitPattern & 0xffff_ffff_f800_0000)
    let coarse = upper * factor - 1
    let fine = (m - upper) * factor
    let r = coarse + fine
    let lost = (coarse - r) + fine
    let base = power * LogTable.twoHigh + entry.high
    let sum = base + r
    let rounding = (base - sum) + r
    let small = power * LogTable.twoLow + entry.low + lost
    return sum + (rounding + (small + r * r * logTail(r)))
  }
}

/// (log(1 + r) − r) / r² for |r| < 1/127.
@inline(__always)
private func logTail(_ r: Double) -> Double {
  let high = -1 / 6.0 + r * (1 / 7.0 + r * (-1 / 8.0 + r * (1 / 9.0)))
  return -0.5 + r * (1 / 3.0 + r * (-0.25 + r * (0.2 + r * high)))
}
