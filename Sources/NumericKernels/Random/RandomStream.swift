// SPDX-License-Identifier: GPL-3.0-or-later

/// A reproducible stream of random numbers, named by a seed and a purpose.
///
/// Two streams of one seed with different purposes are independent, and the bytes depend on nothing
/// else: not on other streams, the thread or the machine.
public struct RandomStream: Sendable {
  @usableFromInline let key: SIMD2<UInt32>
  @usableFromInline let purpose: SIMD2<UInt32>
  @usableFromInline var blockIndex: UInt64
  @usableFromInline var block: SIMD4<UInt32>
  @usableFromInline var used: Int

  /// Makes the stream of a seed for a purpose, such as "noise control, position".
  public init(seed: UInt64, purpose: String) {
    self.init(seed: seed, hash: Self.hash(purpose))
  }

  /// Makes the stream of a seed for one purpose of one asset in one dataset.
  ///
  /// Another asset, purpose or dataset beside it changes no number of this stream.
  public init(seed: UInt64, dataset: String, asset: String, purpose: String) {
    // The byte 0xFF is in no name, so that no two triples read alike.
    let hash = [asset, purpose].reduce(Self.hash(dataset)) { hash, name in
      Self.hash(name, after: Self.hashed(0xff, after: hash))
    }
    self.init(seed: seed, hash: hash)
  }

  private init(seed: UInt64, hash: UInt64) {
    self.key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.purpose = SIMD2(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
    self.blockIndex = 0
    self.block = .zero
    self.used = 4
  }

  /// An independent stream for the item of an index, such as a bar.
  ///
  /// However many numbers one item takes, those of every other item stay as they were. It depends
  /// on the stream's names and the index alone, not on what has been drawn from the stream.
  public func substream(_ index: UInt64) -> RandomStream {
    let name = UInt64(purpose.x) | UInt64(purpose.y) << 32
    // An odd constant apart from the index, so that no substream is the stream itself.
    let mixed = Self.mixed(name ^ Self.mixed(index &+ 0x9e37_79b9_7f4a_7c15))
    let seed = UInt64(key.x) | UInt64(key.y) << 32
    return RandomStream(seed: seed, hash: mixed)
  }

  /// The next 64 random bits.
  @inlinable
  public mutating func nextBits() -> UInt64 {
    if used > 2 { refill() }
    // Two fixed pairs of lanes: a lane of a computed number would go through memory.
    let bits =
      used == 0
      ? UInt64(block.x) | UInt64(block.y) << 32 : UInt64(block.z) | UInt64(block.w) << 32
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
  private static func hash(_ text: String, after start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    text.utf8.reduce(start) { hashed($1, after: $0) }
  }

  private static func hashed(_ byte: UInt8, after hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// A permutation of 64 bits in which every bit of the input moves half the bits of the output.
  ///
  /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
  /// figure 16, with the constants of Stafford's thirteenth variant.
  private static func mixed(_ bits: UInt64) -> UInt64 {
    var bits = bits
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}
