// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any value of a stream without those before it, and many at once.
//
// Goals in order: the bits that drawing one after the other gives, no allocation, then speed.

extension RandomStream {
  /// The 64 bits that a fresh stream of these names gives as its value of an index.
  ///
  /// What has been drawn from this stream makes no difference. Word, uniform and normal numbers
  /// take one index each; the distributions that take several do not count in this way.
  ///
  /// - Complexity: O(1).
  public func bits(at index: UInt64) -> UInt64 {
    let words = Philox.block(counter: counter(ofBlock: index >> 1), key: key)
    return index & 1 == 0
      ? UInt64(words.x) | UInt64(words.y) << 32 : UInt64(words.z) | UInt64(words.w) << 32
  }

  /// The uniform number that a fresh stream of these names gives as its value of an index.
  ///
  /// - Complexity: O(1).
  public func uniform(at index: UInt64) -> Double {
    (Double(bits(at: index) >> 12) + 0.5) * 0x1p-52
  }

  /// The normal number that a fresh stream of these names gives as its value of an index.
  ///
  /// - Complexity: O(1).
  public func normal(at index: UInt64) -> Double { Normal.standardQuantile(uniform(at: index)) }

  /// Fills a span with the uniform numbers from an index on, bit for bit those of `uniform(at:)`.
  ///
  /// - Complexity: O(n), without allocation.
  /// - Precondition: no index exceeds that of the last of 2⁶⁴ values.
  public func fillUniforms(_ values: inout MutableSpan<Double>, from index: UInt64 = 0) {
    let count = values.count
    precondition(index <= .max - UInt64(count), "the indices must stay below 2⁶⁴")
    var next = 0
    // Blocks hold two values: an odd index begins in the middle of one.
    if index & 1 == 1 && count > 0 {
      values[0] = uniform(at: index)
      next = 1
    }
    while count - next >= 8 {
      let numbers = uniforms(fromBlock: (index + UInt64(next)) >> 1)
      for lane in 0..<8 { unsafe values[unchecked: next + lane] = numbers[lane] }
      next += 8
    }
    guard next < count else { return }
    let numbers = uniforms(fromBlock: (index + UInt64(next)) >> 1)
    for lane in 0..<(count - next) { values[next + lane] = numbers[lane] }
  }

  /// Fills an array with the uniform numbers from an index on, bit for bit those of `uniform(at:)`.
  ///
  /// - Complexity: O(n), without allocation.
  /// - Precondition: no index exceeds that of the last of 2⁶⁴ values.
  public func fillUniforms(_ values: inout [Double], from index: UInt64 = 0) {
    var span = values.mutableSpan
    fillUniforms(&span, from: index)
  }

  /// Fills a span with the normal numbers from an index on, bit for bit those of `normal(at:)`.
  ///
  /// - Complexity: O(n), without allocation.
  /// - Precondition: no index exceeds that of the last of 2⁶⁴ values.
  public func fillNormals(_ values: inout MutableSpan<Double>, from index: UInt64 = 0) {
    let count = values.count
    precondition(index <= .max - UInt64(count), "the indices must stay below 2⁶⁴")
    var next = 0
    if index & 1 == 1 && count > 0 {
      values[0] = normal(at: index)
      next = 1
    }
    while count - next >= 64 {
      let block = (index + UInt64(next)) >> 1
      fillNormals(&values, at: next, fromBlock: block)
      next += 64
    }
    while next < count {
      let numbers = uniforms(fromBlock: (index + UInt64(next)) >> 1)
      let last = min(8, count - next)
      for lane in 0..<last { values[next + lane] = Normal.standardQuantile(numbers[lane]) }
      next += last
    }
  }

  /// Fills an array with the normal numbers from an index on, bit for bit those of `normal(at:)`.
  ///
  /// - Complexity: O(n), without allocation.
  /// - Precondition: no index exceeds that of the last of 2⁶⁴ values.
  public func fillNormals(_ values: inout [Double], from index: UInt64 = 0) {
    var span = values.mutableSpan
    fillNormals(&span, from: index)
  }

  /// Sixty-four normal numbers from a block on.
  ///
  /// Every seventh number or so lies in a tail, at no place that a processor could foresee: the
  /// central branch is taken for all, and the tails are gone through afterwards.
  @inline(__always)
  private func fillNormals(
    _ values: inout MutableSpan<Double>, at start: Int, fromBlock block: UInt64
  ) {
    var probabilities = InlineArray<64, Double>(repeating: 0)
    var tails: UInt64 = 0
    for group in 0..<8 {
      let numbers = uniforms(fromBlock: block + 4 * UInt64(group))
      for lane in 0..<8 {
        let place = 8 * group + lane
        probabilities[place] = numbers[lane]
        let centred = numbers[lane] - 0.5
        tails |= (centred.magnitude <= Normal.centralReach ? 0 : 1) << UInt64(place)
        unsafe values[unchecked: start + place] = Normal.centralQuantile(centred: centred)
      }
    }
    while tails != 0 {
      let place = tails.trailingZeroBitCount
      unsafe values[unchecked: start + place] = Normal.tailQuantile(probabilities[place])
      tails &= tails &- 1
    }
  }

  /// The eight uniform numbers of the four blocks from a block on.
  @inline(__always)
  private func uniforms(fromBlock block: UInt64) -> SIMD8<Double> {
    let words = Philox.words(fromBlock: block, purpose: purpose, key: key)
    // 2⁵² with the 52 bits as its fraction, less 2⁵², is those bits as a number, exactly.
    let bits = (words &>> SIMD8(repeating: 12)) | SIMD8(repeating: 0x4330_0000_0000_0000)
    let shifted = unsafe unsafeBitCast(bits, to: SIMD8<Double>.self)
    let whole = shifted - SIMD8(repeating: 0x1p52)
    return (whole + SIMD8(repeating: 0.5)) * SIMD8(repeating: 0x1p-52)
  }

  private func counter(ofBlock blockIndex: UInt64) -> SIMD4<UInt32> {
    SIMD4(
      UInt32(truncatingIfNeeded: blockIndex), UInt32(truncatingIfNeeded: blockIndex >> 32),
      purpose.x, purpose.y)
  }
}
