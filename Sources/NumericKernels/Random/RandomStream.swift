// SPDX-License-Identifier: GPL-3.0-or-later

/// A reproducible stream of random numbers, named by a seed and a purpose.
///
/// Two streams of one seed with different purposes are independent, and the bytes depend on nothing
/// else: not on other streams, the thread or the machine. `normal` goes through the C library's
/// logarithm in the tails and may differ there in the last place between C libraries.
public struct RandomStream: Sendable {
  @usableFromInline let key: SIMD2<UInt32>
  @usableFromInline let purpose: SIMD2<UInt32>
  @usableFromInline var blockIndex: UInt64
  @usableFromInline var block: SIMD4<UInt32>
  @usableFromInline var used: Int

  /// Makes the stream of a seed for a purpose, such as "noise control, position".
  public init(seed: UInt64, purpose: String) {
    let hash = Self.hash(purpose)
    self.key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.purpose = SIMD2(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
    self.blockIndex = 0
    self.block = .zero
    self.used = 4
  }

  /// The next 64 random bits.
  @inlinable
  public mutating func nextBits() -> UInt64 {
    if used > 2 { refill() }
    let bits = UInt64(block[used]) | UInt64(block[used + 1]) << 32
    used += 2
    return bits
  }

  /// A number from the open interval (0, 1), uniform on a grid of 2⁵² midpoints.
  @inlinable
  public mutating func uniform() -> Double {
    (Double(nextBits() >> 12) + 0.5) * 0x1p-52
  }

  /// An integer from `0..<bound`, exactly uniform.
  ///
  /// Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
  ///
  /// - Precondition: `bound` is positive.
  @inlinable
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "the bound must be positive")
    let range = UInt64(bound)
    var product = nextBits().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = nextBits().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// A number from the standard normal distribution, by inversion of one uniform.
  @inlinable
  public mutating func normal() -> Double { Normal.standardQuantile(uniform()) }

  @usableFromInline
  mutating func refill() {
    let counter = SIMD4(
      UInt32(truncatingIfNeeded: blockIndex), UInt32(truncatingIfNeeded: blockIndex >> 32),
      purpose.x, purpose.y)
    block = Philox.block(counter: counter, key: key)
    blockIndex &+= 1
    used = 0
  }

  /// FNV-1a over the bytes of the name, 64 bits: fixed for ever, unlike the library's hashing.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
