// SPDX-License-Identifier: GPL-3.0-or-later

/// A fast splittable stream of random bits: SplitMix64 with a stream constant of its own.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// figures 14 to 17. Good enough to choose test cases; statistics use other generators.
@frozen
public struct RandomSource: Sendable {
  @usableFromInline var state: UInt64
  @usableFromInline let gamma: UInt64

  /// Makes the stream of a seed.
  public init(seed: UInt64) {
    state = Self.mix(seed)
    gamma = 0x9e37_79b9_7f4a_7c15
  }

  init(state: UInt64, gamma: UInt64) {
    self.state = state
    self.gamma = gamma | 1
  }

  /// The next 64 bits.
  @inlinable
  public mutating func next() -> UInt64 {
    state &+= gamma
    return Self.mix(state)
  }

  /// A number below a bound, with a bias below 2⁻³² for small bounds.
  @inlinable
  public mutating func next(below bound: UInt64) -> UInt64 {
    bound == 0 ? next() : next().multipliedFullWidth(by: bound).high
  }

  /// A stream that is independent of what this one gives afterwards.
  public mutating func split() -> RandomSource {
    let state = next()
    return RandomSource(state: state, gamma: next())
  }

  @inlinable
  static func mix(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
