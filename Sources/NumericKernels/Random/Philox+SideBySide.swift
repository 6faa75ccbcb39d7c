// SPDX-License-Identifier: GPL-3.0-or-later
//
// Four blocks of Philox side by side, for filling buffers: the same words as `Philox.block`, whose
// known answers the tests compare with, in a form that plain vector units can take.
//
// Every 32-bit word lies in a 64-bit lane, because a vector unit multiplies the lower halves of
// such lanes to a full product. What a product leaves in the upper half of a lane is dropped only
// where the lane is multiplied or read.

extension Philox {
  /// The eight 64-bit words of the four blocks from a block number on, in a stream's order.
  @inline(__always)
  static func words(
    fromBlock blockIndex: UInt64, purpose: SIMD2<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD8<UInt64> {
    let lower = SIMD4<UInt64>(repeating: 0xffff_ffff)
    let half = SIMD4<UInt64>(repeating: 32)
    let number = SIMD4(repeating: blockIndex) &+ SIMD4<UInt64>(0, 1, 2, 3)
    var (x, y) = (number, number &>> half)
    var z = SIMD4(repeating: UInt64(purpose.x))
    var w = SIMD4(repeating: UInt64(purpose.y))
    var roundKey = key
    for round in 0..<10 {
      if round > 0 { roundKey &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let even = (x & lower) &* SIMD4(repeating: 0xD251_1F53)
      let odd = (z & lower) &* SIMD4(repeating: 0xCD9E_8D57)
      (x, z) = (
        (odd &>> half) ^ y ^ SIMD4(repeating: UInt64(roundKey.x)),
        (even &>> half) ^ w ^ SIMD4(repeating: UInt64(roundKey.y))
      )
      (y, w) = (odd, even)
    }
    var words = SIMD8<UInt64>()
    words.evenHalf = (x & lower) | (y &<< half)
    words.oddHalf = (z & lower) | (w &<< half)
    return words
  }
}
