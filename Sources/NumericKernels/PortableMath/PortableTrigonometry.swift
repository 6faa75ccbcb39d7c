// SPDX-License-Identifier: GPL-3.0-or-later

extension PortableMath {
  /// The sine of an angle in radians, the same bits everywhere; error below 0.8 units in the last
  /// place for every finite angle, however large. NaN for infinite ones.
  public static func sin(_ x: Double) -> Double {
    // Here the sine is the angle, and −0 keeps its sign.
    if x.magnitude < 0x1p-27 { return x }
    let (quarter, r, rest) = reducedAngle(x)
    return quadrant(quarter, r, rest)
  }

  /// The cosine of an angle in radians, the same bits everywhere; error below 0.8 units in the last
  /// place for every finite angle, however large. NaN for infinite ones.
  public static func cos(_ x: Double) -> Double {
    let (quarter, r, rest) = reducedAngle(x)
    return quadrant(quarter + 1, r, rest)
  }
}

/// The sine of the angle r + rest after so many quarter turns.
@inline(__always)
private func quadrant(_ quarter: Int, _ r: Double, _ rest: Double) -> Double {
  let value = quarter & 1 == 0 ? sinKernel(r, rest) : cosKernel(r, rest)
  return quarter & 2 == 0 ? value : -value
}

/// The sine of r + rest for |r| ≤ π/4 and a rest below its last place.
@inline(__always)
private func sinKernel(_ r: Double, _ rest: Double) -> Double {
  let z = r * r
  let last = -1 / 1_307_674_368_000.0 + z * (1 / 355_687_428_096_000.0)
  let high = -1 / 39_916_800.0 + z * (1 / 6_227_020_800.0 + z * last)
  let middle = 1 / 120.0 + z * (-1 / 5_040.0 + z * (1 / 362_880.0 + z * high))
  let cube = z * r
  return r + (rest * (1 - 0.5 * z) + cube * (-1 / 6.0 + z * middle))
}

/// The cosine of r + rest for |r| ≤ π/4 and a rest below its last place.
@inline(__always)
private func cosKernel(_ r: Double, _ rest: Double) -> Double {
  let z = r * r
  let high = 1 / 479_001_600.0 + z * (-1 / 87_178_291_200.0 + z * (1 / 20_922_789_888_000.0))
  let middle = -1 / 720.0 + z * (1 / 40_320.0 + z * (-1 / 3_628_800.0 + z * high))
  // Half the square, exactly: that of the angle's upper 26 bits, and what is left.
  let upper = Double(bitPattern: r.bitPattern & 0xffff_ffff_f800_0000)
  let half = 0.5 * (upper * upper)
  let left = 0.5 * ((r + upper) * (r - upper))
  let head = 1 - half
  return head + ((1 - head - half) + (z * z * (1 / 24.0 + z * middle) - (r * rest + left)))
}

/// The angle as a number of quarter turns and a rest of at most π/4 in two doubles.
private func reducedAngle(_ x: Double) -> (quarter: Int, r: Double, rest: Double) {
  if x.magnitude <= 0.785398163397448 { return (0, x, 0) }
  if x.magnitude < 0x1p19 { return reducedNear(x) }
  return x.isFinite ? reducedFar(x) : (0, .nan, 0)
}

/// Takes quarter turns away part by part: the products of the first three parts are exact.
///
/// Source: Cody and Waite, "Software Manual for the Elementary Functions" (1980), chapter 8.
private func reducedNear(_ x: Double) -> (quarter: Int, r: Double, rest: Double) {
  let turns = (x * HalfTurns.inverse).rounded(.toNearestOrEven)
  var (high, low) = (x - turns * HalfTurns.first, 0.0)
  for part in [HalfTurns.second, HalfTurns.third, HalfTurns.fourth] {
    let product = turns * part
    let next = high - product
    // What was lost, whichever of the two is larger.
    let back = next - high
    low += (high - (next - back)) - (product + back)
    high = next
  }
  let r = high + low
  return (Int(turns), r, (high - r) + low)
}

/// Multiplies by 2/π with as many bits as the angle's exponent asks for.
///
/// Source: Payne and Hanek, "Radian reduction for trigonometric functions", SIGNUM 18 (1983).
private func reducedFar(_ x: Double) -> (quarter: Int, r: Double, rest: Double) {
  let significand = x.bitPattern & 0xf_ffff_ffff_ffff | 1 << 52
  // x = significand · 2^shift; bits of 2/π that stand for whole turns of four quarters drop out.
  let shift = Int(x.magnitude.bitPattern >> 52) - 1075
  let skip = max(0, shift - 2)
  let words = (0..<3).map { piOverTwoInverse(from: skip + 64 * $0) }
  // significand · 192 bits, of which the upper part beyond 2^192 drops out as well where it may.
  let low = significand.multipliedFullWidth(by: words[2])
  let middle = significand.multipliedFullWidth(by: words[1])
  let high = significand.multipliedFullWidth(by: words[0])
  let (w1, carry1) = middle.low.addingReportingOverflow(low.high)
  let (sum2, carry2) = high.low.addingReportingOverflow(middle.high)
  let (w2, carry3) = sum2.addingReportingOverflow(carry1 ? 1 : 0)
  let w3 = high.high &+ (carry2 ? 1 : 0) &+ (carry3 ? 1 : 0)
  return reduced(w3, w2, w1, point: skip - shift, isNegative: x < 0)
}

/// Reads the product, of whose four words the last is left out.
///
/// - Parameter point: how many bits of the first word stand behind the point; below 0, how many of
///   the second stand before it.
private func reduced(
  _ w3: UInt64, _ w2: UInt64, _ w1: UInt64, point: Int, isNegative: Bool
) -> (quarter: Int, r: Double, rest: Double) {
  // Shifts by 64 and more give 0, and shifts by less than 0 go the other way.
  var quarter = Int((w3 >> point | w2 >> (64 + point)) & 3)
  var upper = w3 << (64 - point) | w2 >> point | w1 >> (64 + point)
  var lower = w2 << (64 - point) | w1 >> point
  // The nearest quarter turn: a fraction of a half or more counts down from the next.
  let isUp = upper >> 63 == 1
  if isUp {
    quarter += 1
    (upper, lower) = (~upper, ~lower)
  }
  let (r, rest) = turned(upper, lower)
  let isFlipped = isUp != isNegative
  return (isNegative ? -quarter : quarter, isFlipped ? -r : r, isFlipped ? -rest : rest)
}

/// A fraction of a quarter turn, of 128 bits, as an angle.
private func turned(_ upper: UInt64, _ lower: UInt64) -> (Double, Double) {
  // Leading zeros are dropped, so that few of 128 bits are lost to them.
  let zeros = UInt64(min(upper.leadingZeroBitCount, 63))
  let top = upper << zeros | (zeros == 0 ? 0 : lower >> (64 - zeros))
  let next = lower << zeros
  let scale = Double(sign: .plus, exponent: -Int(zeros), significand: 1)
  let first = Double(top >> 32) * 0x1p-32
  let second = Double((top & 0xffff_ffff) << 21 | next >> 43) * 0x1p-85
  let (high, low) = exactProduct(first, HalfTurns.quarterHigh)
  let tail = low + (first * HalfTurns.quarterLow + second * HalfTurns.quarterHigh)
  let sum = high + tail
  return (sum * scale, ((high - sum) + tail) * scale)
}

/// A product and what its rounding lost, without a fused multiplication.
///
/// Source: Dekker, "A floating-point technique for extending the available precision", Numer. Math.
/// 18 (1971), section 5.
private func exactProduct(_ a: Double, _ b: Double) -> (Double, Double) {
  func split(_ x: Double) -> (Double, Double) {
    let c = 134_217_729 * x
    let high = c - (c - x)
    return (high, x - high)
  }
  let product = a * b
  let (a1, a2) = split(a)
  let (b1, b2) = split(b)
  return (product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2)
}

/// 64 bits of 2/π from a position behind the point on.
private func piOverTwoInverse(from bit: Int) -> UInt64 {
  let (word, offset) = (bit / 64, UInt64(bit % 64))
  let words = HalfTurns.inverseWords
  guard offset > 0 else { return words[word] }
  return words[word] << offset | words[word + 1] >> (64 - offset)
}
