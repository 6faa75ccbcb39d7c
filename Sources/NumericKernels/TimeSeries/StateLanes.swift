// SPDX-License-Identifier: GPL-3.0-or-later

/// A vector of a few numbers that stays in registers.
protocol StateLanes: SIMD<Double> {
  init(from pointer: UnsafeMutablePointer<Double>)
  func write(to pointer: UnsafeMutablePointer<Double>)
  /// The entries moved to the place before, 0 in the last one.
  var movedForward: Self { get }
  /// The entries moved to the place behind, a new one in the first.
  func movedBack(behind first: Double) -> Self
  /// The sum of the entries.
  var total: Double { get }
  /// The largest size of an entry.
  var largest: Double { get }
}

extension SIMD2<Double>: StateLanes {
  @inline(__always)
  init(from pointer: UnsafeMutablePointer<Double>) {
    self = unsafe UnsafeRawPointer(pointer).loadUnaligned(as: SIMD2<Double>.self)
  }

  @inline(__always)
  func write(to pointer: UnsafeMutablePointer<Double>) {
    unsafe UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: SIMD2<Double>.self)
  }

  @inline(__always)
  var movedForward: SIMD2<Double> { SIMD2(y, 0) }
  @inline(__always)
  func movedBack(behind first: Double) -> SIMD2<Double> { SIMD2(first, x) }
  @inline(__always)
  var total: Double { x + y }
  @inline(__always)
  var largest: Double { Swift.max(abs(x), abs(y)) }
}

extension SIMD4<Double>: StateLanes {
  @inline(__always)
  init(from pointer: UnsafeMutablePointer<Double>) { self = unsafe pointer.four(0) }

  @inline(__always)
  func write(to pointer: UnsafeMutablePointer<Double>) { unsafe pointer.setFour(0, self) }

  @inline(__always)
  var movedForward: SIMD4<Double> { SIMD4(y, z, w, 0) }
  @inline(__always)
  func movedBack(behind first: Double) -> SIMD4<Double> { SIMD4(first, x, y, z) }
  @inline(__always)
  var total: Double { (lowHalf + highHalf).total }
  @inline(__always)
  var largest: Double { Swift.max(lowHalf.largest, highHalf.largest) }
}

extension SIMD8<Double>: StateLanes {
  @inline(__always)
  init(from pointer: UnsafeMutablePointer<Double>) {
    self = unsafe SIMD8(lowHalf: pointer.four(0), highHalf: pointer.four(4))
  }

  @inline(__always)
  func write(to pointer: UnsafeMutablePointer<Double>) {
    unsafe pointer.setFour(0, lowHalf)
    unsafe pointer.setFour(4, highHalf)
  }

  @inline(__always)
  var movedForward: SIMD8<Double> {
    let (low, high) = (lowHalf, highHalf)
    return SIMD8(lowHalf: SIMD4(low.y, low.z, low.w, high.x), highHalf: high.movedForward)
  }

  @inline(__always)
  func movedBack(behind first: Double) -> SIMD8<Double> {
    let low = lowHalf
    return SIMD8(
      lowHalf: low.movedBack(behind: first), highHalf: highHalf.movedBack(behind: low.w))
  }

  @inline(__always)
  var total: Double { (lowHalf + highHalf).total }
  @inline(__always)
  var largest: Double { Swift.max(lowHalf.largest, highHalf.largest) }
}

extension SIMD16<Double>: StateLanes {
  @inline(__always)
  init(from pointer: UnsafeMutablePointer<Double>) {
    self = unsafe SIMD16(lowHalf: SIMD8(from: pointer), highHalf: SIMD8(from: pointer + 8))
  }

  @inline(__always)
  func write(to pointer: UnsafeMutablePointer<Double>) {
    unsafe lowHalf.write(to: pointer)
    unsafe highHalf.write(to: pointer + 8)
  }

  @inline(__always)
  var movedForward: SIMD16<Double> {
    let (low, high) = (lowHalf, highHalf)
    var moved = low.movedForward
    moved[7] = high[0]
    return SIMD16(lowHalf: moved, highHalf: high.movedForward)
  }

  @inline(__always)
  func movedBack(behind first: Double) -> SIMD16<Double> {
    let low = lowHalf
    return SIMD16(
      lowHalf: low.movedBack(behind: first), highHalf: highHalf.movedBack(behind: low[7]))
  }

  @inline(__always)
  var total: Double { (lowHalf + highHalf).total }
  @inline(__always)
  var largest: Double { Swift.max(lowHalf.largest, highHalf.largest) }
}
