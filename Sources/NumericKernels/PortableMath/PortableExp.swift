// SPDX-License-Identifier: GPL-3.0-or-later

/// Elementary functions with the same bits on every machine.
///
/// They use nothing but additions, subtractions, multiplications and comparisons of doubles, each
/// rounded once as IEEE 754 defines it, and never a fused multiplication. A C library's functions
/// differ in the last place between versions and processors (glibc's `exp` in 0.07 % of arguments
/// with and without fused multiplication), so whatever must be the same bytes everywhere goes
/// through these.
public enum PortableMath {}

extension PortableMath {
  /// The exponential function, the same bits everywhere; error below 0.53 units in the last place,
  /// below 0.8 where the result is subnormal.
  ///
  /// Source: Tang, "Table-driven implementation of the exponential function in IEEE floating-point
  /// arithmetic", ACM TOMS 15 (1989), with a table of 64 powers; written anew.
  public static func exp(_ x: Double) -> Double {
    // Beyond these the power of two or the result may leave the range of normal numbers.
    guard x < 709, x > -708 else { return x.isNaN ? x : expBeyondNormal(x) }
    let (power, value) = scaledExp(x)
    return value * Double(bitPattern: UInt64(bitPattern: Int64(1023 + power)) << 52)
  }
}

/// The result without its power of two, and that power.
@inline(__always)
private func scaledExp(_ x: Double) -> (power: Int, value: Double) {
  // Adding and taking away 1.5 · 2⁵² rounds to a whole number, without a call of the C library.
  let steps = (x * ExpTable.scale + 0x1.8p52) - 0x1.8p52
  let r = (x - steps * ExpTable.stepHigh) - steps * ExpTable.stepLow
  // exp(r) − 1 for |r| ≤ ln 2 / 128.
  let tail = 1 / 6.0 + r * (1 / 24.0 + r * (1 / 120.0 + r * (1 / 720.0)))
  let fraction = r + r * r * (0.5 + r * tail)
  let index = Int(steps)
  let entry = ExpTable.powers[index & 63]
  return (index >> 6, entry.high + (entry.low + entry.high * fraction))
}

private func expBeyondNormal(_ x: Double) -> Double {
  if x > 709.782712893384 { return .infinity }
  if x < -745.1332191019412 { return 0 }
  let (power, value) = scaledExp(x)
  // Two steps, because the power itself may be out of range.
  let half = power / 2
  return value * Double(sign: .plus, exponent: half, significand: 1)
    * Double(sign: .plus, exponent: power - half, significand: 1)
}
