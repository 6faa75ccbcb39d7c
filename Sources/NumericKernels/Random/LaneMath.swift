// SPDX-License-Identifier: GPL-3.0-or-later
//
// Elementary functions of four numbers side by side, without tables, so that no lane waits for
// another. Additions, subtractions, multiplications, divisions and moves of bits alone: the same
// bits on every machine, and in every lane.

/// Four numbers that go the same way.
typealias Lanes = SIMD4<Double>

/// Functions of four numbers at once, good to a few units in the last place.
enum LaneMath {
  /// exp(x) where x and the result stay far from the ends of the range, |x| < 700: relative error
  /// below 10⁻¹³. Anything else gives some number or NaN.
  ///
  /// Formula: x = n ln 2 + r with |r| ≤ ½ ln 2, and Taylor's polynomial of degree 11 in r.
  @inline(__always)
  static func exp(_ x: Lanes) -> Lanes {
    // The sum's last bits are those of the whole number n.
    let shifted = x * 0x1.71547652b82fep0 + 0x1.8p52
    let n = shifted - 0x1.8p52
    let r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45
    let r2 = r * r
    let r4 = r2 * r2
    let low = cubic(r, r2, 1, 1, 1 / 2.0, 1 / 6.0)
    let middle = cubic(r, r2, 1 / 24.0, 1 / 120.0, 1 / 720.0, 1 / 5040.0)
    let high = cubic(r, r2, 1 / 40320.0, 1 / 362880.0, 1 / 3_628_800.0, 1 / 39_916_800.0)
    let value = low + r4 * (middle + r4 * high)
    return number(bits(value) &+ bits(shifted) &<< 52)
  }

  /// log(x) for normal positive numbers: relative error below 10⁻¹⁵, also beside 1. Anything else
  /// gives some number or NaN.
  ///
  /// Formula: x = 2ⁿ m with √½ ≤ m < √2, and log m = 2 artanh s with s = (m − 1) / (m + 1).
  @inline(__always)
  static func log(_ x: Lanes) -> Lanes {
    let moved = bits(x) &+ (oneBits &- rootBits)
    let n = number((moved &>> 52) | twoTo52Bits) - (0x1p52 + 1023)
    let m = number((moved & 0xf_ffff_ffff_ffff) &+ rootBits)
    let s = (m - 1) / (m + 1)
    let s2 = s * s
    let s4 = s2 * s2
    let low = cubic(s2, s4, 1 / 3.0, 1 / 5.0, 1 / 7.0, 1 / 9.0)
    let high = cubic(s2, s4, 1 / 11.0, 1 / 13.0, 1 / 15.0, 1 / 17.0)
    let s8 = s4 * s4
    let tail = low + s8 * (high + s8 * (1 / 19.0))
    let double = s + s
    let logarithm = double + double * (s2 * tail)
    return n * 0x1.62e42fefa3800p-1 + (n * 0x1.ef35793c76730p-45 + logarithm)
  }

  /// √x for normal positive numbers: relative error below 10⁻¹⁵, or 10⁻⁵ after two rounds.
  ///
  /// Formula: Newton's rounds for 1/√x from the halved bits.
  @inline(__always)
  static func squareRoot(_ x: Lanes, rounds: Int) -> Lanes {
    var inverse = number(0x5fe6_eb50_c7b5_37a9 &- (bits(x) &>> 1))
    let half = 0.5 * x
    for _ in 0..<rounds { inverse *= 1.5 - half * (inverse * inverse) }
    return x * inverse
  }

  /// a + bx + cx² + dx³, given x and x².
  @inline(__always)
  private static func cubic(
    _ x: Lanes, _ square: Lanes, _ a: Double, _ b: Double, _ c: Double, _ d: Double
  ) -> Lanes {
    let low = a + b * x
    let high = c + d * x
    return low + square * high
  }

  /// The numbers as whole numbers of the same bits.
  @inline(__always)
  static func bits(_ x: Lanes) -> SIMD4<UInt64> { unsafe unsafeBitCast(x, to: SIMD4<UInt64>.self) }

  /// The numbers that have these bits.
  @inline(__always)
  static func number(_ bits: SIMD4<UInt64>) -> Lanes { unsafe unsafeBitCast(bits, to: Lanes.self) }

  /// The bits of 1, of √½ and of 2⁵².
  private static var oneBits: UInt64 { 0x3ff0_0000_0000_0000 }
  private static var rootBits: UInt64 { 0x3fe6_a09e_667f_3bcd }
  private static var twoTo52Bits: UInt64 { 0x4330_0000_0000_0000 }
}
