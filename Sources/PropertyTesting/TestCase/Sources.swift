// SPDX-License-Identifier: GPL-3.0-or-later
//
// The integers and bytes that random choices take. Of 32 integers one lies at a bound, at the
// centre or beside one, four repeat an earlier integer or a neighbour of it, and the rest are
// spread over all magnitudes, or evenly over a range of at most 256. A range of at most eight is
// even altogether. Of 34 bytes one is 0, one is 255 and two repeat the byte before.

enum IntegerSources {
  /// A bound, the centre, or a neighbour of one.
  static func boundary(_ range: ClosedRange<Int64>, centre: Int64, dice: UInt64) -> Int64 {
    switch dice % 6 {
    case 0: range.lowerBound
    case 1: range.upperBound
    case 2: range.lowerBound + 1
    case 3: range.upperBound - 1
    case 4: centre
    default: min(range.upperBound, centre == .max ? centre : centre + 1)
    }
  }

  /// A distance from the centre of uniformly many bits, on a side that has room.
  static func spread(
    _ range: ClosedRange<Int64>, centre: Int64, width: UInt64, random: inout RandomSource
  ) -> Int64 {
    let above = UInt64(bitPattern: range.upperBound &- centre)
    let below = UInt64(bitPattern: centre &- range.lowerBound)
    let dice = random.next()
    let up = below == 0 || (above != 0 && dice & 1 == 0)
    let room = up ? above : below
    let bits = 64 - room.leadingZeroBitCount
    let chosen = 1 + Int((dice >> 1) % UInt64(max(1, bits)))
    let size = random.next() & (chosen >= 64 ? .max : (1 << UInt64(chosen)) - 1)
    let distance = min(size, room)
    return up
      ? centre &+ Int64(bitPattern: distance) : centre &- Int64(bitPattern: distance)
  }
}

enum ByteSource {
  static func bytes(count: Int, random: inout RandomSource) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    for start in stride(from: 0, to: count, by: 8) {
      let bits = random.next()
      for place in start..<min(start + 8, count) {
        bytes[place] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * (place - start)))
      }
    }
    strew(&bytes, &random)
    return bytes
  }

  /// Puts ends and repetitions among bytes, 16 places apart at most.
  private static func strew(_ bytes: inout [UInt8], _ random: inout RandomSource) {
    var (place, step) = (0, 0)
    var dice: UInt64 = 0
    while true {
      // Each one takes eight bits.
      dice = step & 7 == 0 ? random.next() : dice >> 8
      step += 1
      place += Int(truncatingIfNeeded: dice & 15)
      guard place < bytes.count else { return }
      let manner = dice >> 4 & 3
      bytes[place] = manner > 1 ? bytes[max(0, place - 1)] : UInt8(manner &* 255)
      place += 1
    }
  }
}
