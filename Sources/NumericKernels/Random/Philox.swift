// SPDX-License-Identifier: GPL-3.0-or-later
//
// A counter-based generator: the n-th block of a stream is a function of (key, n), so that drawing
// more from one stream changes no number of another, and any draw can be reached directly.
//
// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11,
// section 4.3: Philox-4×32 with ten rounds. The published known-answer vectors are in the tests.

/// The Philox-4×32-10 block function.
public enum Philox {
  /// Returns the four 32-bit words that the key makes of the counter.
  @inlinable
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (x, y, z, w) = (counter.x, counter.y, counter.z, counter.w)
    var (left, right) = (key.x, key.y)
    for round in 0..<10 {
      if round > 0 {
        left &+= 0x9E37_79B9
        right &+= 0xBB67_AE85
      }
      let even = UInt64(x) &* 0xD251_1F53
      let odd = UInt64(z) &* 0xCD9E_8D57
      x = UInt32(truncatingIfNeeded: odd >> 32) ^ y ^ left
      y = UInt32(truncatingIfNeeded: odd)
      z = UInt32(truncatingIfNeeded: even >> 32) ^ w ^ right
      w = UInt32(truncatingIfNeeded: even)
    }
    return SIMD4(x, y, z, w)
  }
}
