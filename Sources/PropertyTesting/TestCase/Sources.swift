// SPDX-License-Identifier: GPL-3.0-or-later
//
// The integers that random choices take. One in 32 lies at a bound or beside it, four in 32 repeat
// an earlier integer or a neighbour of it, and the rest are spread over all magnitudes.

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
