// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of two doubles a person finds simpler. Shrinking minimises this order, so it decides what a
// counterexample looks like:
//
//   whole numbers below 2⁶³ by size        0, 1, 2, … 1001, …
//   halves, quarters, … down to 1/64       0.5, 1.5, …, 0.25, 0.75, …
//   decimals of up to eight places         0.1, 0.2, …, 0.01, …
//   other fractions by their binary places
//   whole numbers from 2⁶³ on by size, infinity, NaN
//
// and every negative number after every positive one, in the same order; −0 is the first negative.

/// The place of a double in the order of simplicity; smaller is simpler.
public struct DoubleOrder: Hashable, Comparable, Sendable {
  private let rank: UInt8
  private let primary: UInt16
  private let magnitude: UInt64

  /// Finds the place of a value.
  ///
  /// Two doubles have one place only if their bits agree, NaNs of one sign aside.
  public init(_ value: Double) {
    let size = value.magnitude
    let (rank, primary) = Self.classify(size)
    self.rank = rank + (value.sign == .minus ? 8 : 0)
    self.primary = primary
    // Positive doubles compare like their bit patterns.
    self.magnitude = value.isNaN ? 0 : size.bitPattern
  }

  public static func < (left: DoubleOrder, right: DoubleOrder) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.primary != right.primary { return left.primary < right.primary }
    return left.magnitude < right.magnitude
  }

  /// Whether the value is a whole number that is ordered by its size.
  var isWhole: Bool { rank & 7 == 0 }

  private static func classify(_ size: Double) -> (rank: UInt8, primary: UInt16) {
    if size.isNaN { return (6, 0) }
    if size.isInfinite { return (5, 0) }
    if size == size.rounded(.towardZero) { return size < 0x1p63 ? (0, 0) : (4, 0) }
    let places = binaryPlaces(size)
    if places <= 6 { return (1, places) }
    if let digits = decimalPlaces(size) { return (2, digits) }
    return (3, places)
  }

  /// Binary digits after the point, at most 1074.
  static func binaryPlaces(_ size: Double) -> UInt16 {
    let trailing = size.significandBitPattern.trailingZeroBitCount
    let unit = max(Int(size.exponentBitPattern), 1) - 1075
    return UInt16(-(unit + min(trailing, 52)))
  }

  /// Decimal digits after the point where eight suffice to name the double.
  private static func decimalPlaces(_ size: Double) -> UInt16? {
    guard size < 1e7 else { return nil }
    var scale = 1.0
    for digits in 1...8 as ClosedRange<UInt16> {
      scale *= 10
      let scaled = (size * scale).rounded()
      if scaled > 0, scaled / scale == size { return digits }
    }
    return nil
  }
}
