// SPDX-License-Identifier: GPL-3.0-or-later

/// A block of doubles of fixed length that only its owner reads and writes.
///
/// The likelihood keeps the whole run of its recursion for the way back; rows of one block are read
/// and written side by side, which spans of one array do not allow.
@safe
final class NumberBuffer {
  let pointer: UnsafeMutablePointer<Double>
  let count: Int

  init(count: Int) {
    self.count = count
    unsafe pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(count, 1))
    unsafe pointer.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { unsafe pointer.deallocate() }

  /// Copies values to the start of the block.
  func fill(_ values: [Double]) {
    precondition(values.count <= count, "the values must fit into the block")
    for index in values.indices { unsafe pointer[index] = values[index] }
  }

  /// Sets every number to zero.
  func clear() { unsafe pointer.update(repeating: 0, count: count) }
}

extension UnsafeMutablePointer<Double> {
  /// Four numbers from a place on.
  @inline(__always)
  func four(_ place: Int) -> SIMD4<Double> {
    unsafe UnsafeRawPointer(self + place).loadUnaligned(as: SIMD4<Double>.self)
  }

  /// Writes four numbers from a place on.
  @inline(__always)
  func setFour(_ place: Int, _ value: SIMD4<Double>) {
    unsafe UnsafeMutableRawPointer(self + place).storeBytes(of: value, as: SIMD4<Double>.self)
  }
}
