// SPDX-License-Identifier: GPL-3.0-or-later

/// One decision that a generator took, with what was allowed.
///
/// A choice is a few words without references, so that tapes of many thousands are cheap. What does
/// not fit (a block of doubles, a string of bytes) lies in the tape's payloads.
public struct Choice: Hashable, Sendable {
  /// The kinds of decisions.
  public enum Kind: UInt8, Hashable, Sendable {
    /// A whole number in a range, simplest near a centre.
    case integer
    /// A double in a range, perhaps NaN.
    case double
    /// True or false; false is simpler.
    case boolean
    /// A whole block of doubles in one range.
    case block
    /// A string of bytes.
    case bytes
  }

  /// The kind.
  public var kind: Kind
  /// Whether NaN is allowed, for doubles and blocks.
  var allowsNaN = false
  /// The value: an integer's or a double's bits, 0 or 1, or the position of a payload.
  package var bits: UInt64
  /// The lower end of what is allowed: an integer's or a double's bits, or a payload's least size.
  var lower: UInt64
  /// The upper end of what is allowed: an integer's or a double's bits, or the greatest size of a
  /// string of bytes. Of a block, the bits of the least double that its elements may be.
  var upper: UInt64
  /// The simplest integer. Of a block, the bits of the greatest double that its elements may be.
  var centre: Int64 = 0

  static func integer(_ value: Int64, in range: ClosedRange<Int64>, centre: Int64) -> Choice {
    Choice(
      kind: .integer, bits: UInt64(bitPattern: value),
      lower: UInt64(bitPattern: range.lowerBound), upper: UInt64(bitPattern: range.upperBound),
      centre: centre)
  }

  static func double(_ value: Double, in range: ClosedRange<Double>, allowsNaN: Bool) -> Choice {
    Choice(
      kind: .double, allowsNaN: allowsNaN, bits: value.bitPattern,
      lower: range.lowerBound.bitPattern, upper: range.upperBound.bitPattern)
  }

  /// - Parameter isFree: whether the other value is possible, too.
  static func boolean(_ value: Bool, isFree: Bool = true) -> Choice {
    let bits: UInt64 = value ? 1 : 0
    return Choice(
      kind: .boolean, bits: bits, lower: isFree ? 0 : bits, upper: isFree ? 1 : bits)
  }

  /// A block of so many doubles of a source; its payload's position is still open.
  static func block(_ count: ClosedRange<Int>, _ source: DoubleSource) -> Choice {
    Choice(
      kind: .block, allowsNaN: source.allowsNaN, bits: 0, lower: UInt64(count.lowerBound),
      upper: source.low.bitPattern, centre: Int64(bitPattern: source.high.bitPattern))
  }

  /// A string of so many bytes; its payload's position is still open.
  static func bytes(_ count: ClosedRange<Int>) -> Choice {
    Choice(
      kind: .bytes, bits: 0, lower: UInt64(count.lowerBound), upper: UInt64(count.upperBound))
  }

  /// The integer's value.
  var integer: Int64 {
    get { Int64(bitPattern: bits) }
    set { bits = UInt64(bitPattern: newValue) }
  }

  /// The integers that are allowed.
  var integerRange: ClosedRange<Int64> { Int64(bitPattern: lower)...Int64(bitPattern: upper) }

  /// The double's value.
  var double: Double {
    get { Double(bitPattern: bits) }
    set { bits = newValue.bitPattern }
  }

  /// The doubles that are allowed, NaN aside.
  var doubleRange: ClosedRange<Double> { Double(bitPattern: lower)...Double(bitPattern: upper) }

  /// The doubles that a block's elements may be, NaN aside.
  package var elementRange: ClosedRange<Double> {
    Double(bitPattern: upper)...Double(bitPattern: UInt64(bitPattern: centre))
  }

  /// The simplest element of a block, or of a string of bytes.
  package var simplestElement: Double {
    kind == .block ? simplestDouble(in: elementRange) : 0
  }

  /// Whether an integer is allowed here.
  func allows(_ value: Int64) -> Bool { kind == .integer && integerRange.contains(value) }

  /// Whether a double is allowed here.
  func allows(_ value: Double) -> Bool {
    guard kind == .double else { return false }
    if value.isNaN { return allowsNaN }
    // −0 lies in a range exactly if 0 does, except where the range starts at 0 itself.
    if value == 0, value.sign == .minus {
      return doubleRange.contains(0) && (doubleRange.lowerBound < 0 || lower == value.bitPattern)
    }
    return doubleRange.contains(value)
  }

  /// The same choice with its simplest value; payload choices keep theirs.
  var simplest: Choice {
    var choice = self
    switch kind {
    case .integer: choice.integer = centre
    case .double: choice.double = simplestDouble(in: doubleRange)
    case .boolean: choice.bits = lower
    case .block, .bytes: break
    }
    return choice
  }

  /// The number of units that the choice counts for in the order of tapes.
  func weight(_ payloads: [Payload]) -> Int {
    switch kind {
    case .integer, .double, .boolean: 1
    case .block, .bytes: 1 + payloads[Int(bits)].count
    }
  }
}

/// The content of a choice that is larger than a word.
public enum Payload: Hashable, Sendable {
  /// A block of doubles.
  case doubles([Double])
  /// A string of bytes.
  case bytes([UInt8])

  /// The number of elements.
  public var count: Int {
    switch self {
    case .doubles(let values): values.count
    case .bytes(let values): values.count
    }
  }
}

/// The simplest double of a range.
package func simplestDouble(in range: ClosedRange<Double>) -> Double {
  if range.contains(0) { return range.lowerBound == 0 ? range.lowerBound : 0 }
  let (near, far) =
    range.lowerBound > 0
    ? (range.lowerBound, range.upperBound) : (-range.upperBound, -range.lowerBound)
  let sign = range.lowerBound > 0 ? 1.0 : -1.0
  let whole = near.rounded(.up)
  if whole <= far { return sign * whole }
  // Between two whole numbers: the shortest binary fraction, else the shortest decimal.
  for places in 1...6 {
    let unit = Double(1 << places)
    let candidate = (near * unit).rounded(.up) / unit
    if candidate <= far { return sign * candidate }
  }
  var scale = 1.0
  for _ in 1...8 {
    scale *= 10
    let candidate = (near * scale).rounded(.up) / scale
    if candidate >= near, candidate <= far { return sign * candidate }
  }
  // Else the fewest binary places; every double has at most 1074.
  for places in 7...1074 {
    let candidate = Double(sign: .plus, exponent: places, significand: near).rounded(.up)
    let value = Double(sign: .plus, exponent: -places, significand: candidate)
    if value >= near, value <= far { return sign * value }
  }
  return sign * near
}

extension Choice {
  /// An integer for a case that is written by hand.
  package static func plantedInteger(
    _ value: Int64, in range: ClosedRange<Int64>, centre: Int64
  ) -> Choice { .integer(value, in: range, centre: centre) }

  /// A Boolean for a case that is written by hand.
  package static func plantedBoolean(_ value: Bool) -> Choice { .boolean(value) }

  /// A double for a case that is written by hand.
  package static func plantedDouble(_ value: Double) -> Choice {
    .double(value, in: -.infinity ... .infinity, allowsNaN: true)
  }
}
