// SPDX-License-Identifier: GPL-3.0-or-later

extension Generator where Value: FixedWidthInteger & Sendable {
  /// Whole numbers of a range, simplest near a centre.
  ///
  /// - Parameter centre: the simplest number; 0 where the range holds it, else the end next to 0.
  /// - Precondition: the range's ends fit into 64 bits, both signed or both unsigned.
  @inlinable
  public static func integer(
    in range: ClosedRange<Value> = Value.min...Value.max, centre: Value? = nil
  ) -> Generator {
    guard let low = Int64(exactly: range.lowerBound), let high = Int64(exactly: range.upperBound)
    else { return unsigned(in: range, centre: centre) }
    let middle = centre.map { Int64($0) } ?? min(max(0, low), high)
    precondition(low <= middle && middle <= high, "the centre must lie in the range")
    return Generator(choosing: {
      Value(truncatingIfNeeded: try $0.integer(in: low...high, centre: middle))
    })
  }

  /// Numbers beyond the signed ones: the tape holds them less 2⁶³, so that their order is the same.
  @usableFromInline
  static func unsigned(in range: ClosedRange<Value>, centre: Value?) -> Generator {
    func shifted(_ value: Value) -> Int64 { Int64(bitPattern: UInt64(value) ^ 1 << 63) }
    let centre = centre ?? max(0, range.lowerBound)
    precondition(range.contains(centre), "the centre must lie in the range")
    let bounds = shifted(range.lowerBound)...shifted(range.upperBound)
    let middle = shifted(centre)
    return Generator(choosing: {
      Value(UInt64(bitPattern: try $0.integer(in: bounds, centre: middle)) ^ 1 << 63)
    })
  }
}

extension Generator where Value == Bool {
  /// True in a share of the cases; false is simpler.
  ///
  /// - Precondition: the chance lies in [0, 1].
  public static func boolean(chance: Double = 0.5) -> Generator {
    precondition((0...1).contains(chance), "the chance must lie in [0, 1]")
    let parts = UInt64((chance * 256).rounded())
    return Generator(choosing: { try $0.boolean(chance: parts) })
  }
}

extension Generator where Value == Double {
  /// Every double there is: NaN, both infinities, −0 and subnormal numbers among them.
  public static var anyDouble: Generator {
    let source = DoubleSource(-.infinity ... .infinity, allowsNaN: true)
    return Generator(choosing: { try $0.double(source) })
  }

  /// Every finite double.
  public static var finiteDouble: Generator {
    double(in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
  }

  /// Doubles of a range.
  ///
  /// - Precondition: neither end is NaN.
  public static func double(in range: ClosedRange<Double>) -> Generator {
    let source = DoubleSource(range, allowsNaN: false)
    return Generator(choosing: { try $0.double(source) })
  }
}

extension Generator where Value == [Double] {
  /// A block of doubles as one choice: fast to draw, cut and simplified as a whole.
  public static func block(
    count: ClosedRange<Int>, in range: ClosedRange<Double>
  ) -> Generator {
    Generator(choosing: { try $0.block(count: count, in: range, allowsNaN: false) })
  }
}

extension Generator where Value == [UInt8] {
  /// Strings of bytes.
  public static func bytes(count: ClosedRange<Int>) -> Generator {
    Generator(choosing: { try $0.bytes(count: count) })
  }
}
