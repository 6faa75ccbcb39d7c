// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list is drawn item by item: before each item a Boolean says whether there is one. An item and
// its Boolean share a span, so that deleting the span deletes the item.

extension Generator {
  /// Lists of this generator's values.
  ///
  /// - Parameter count: how many; the mean lies about five above the least, or in the middle of a
  ///   short range.
  @inlinable
  public func list(count: ClosedRange<Int> = 0...10_000) -> Generator<[Value]> {
    let spread = count.upperBound - count.lowerBound
    let mean = min(max(Double(spread) / 2, 0.5), 5 + Double(spread).squareRoot() / 8)
    let chance = min(255, UInt64((256 * mean / (mean + 1)).rounded()))
    return list(count: count, chance: chance)
  }

  /// Lists of exactly so many values.
  @inlinable
  public func list(count: Int) -> Generator<[Value]> { list(count: count...count, chance: 0) }

  @inlinable
  func list(count: ClosedRange<Int>, chance: UInt64) -> Generator<[Value]> {
    Generator<[Value]>(choosing: { testCase in
      testCase.openSpan(.list)
      var values: [Value] = []
      values.reserveCapacity(count.lowerBound)
      // Where there may be more, those that there must be have a Boolean, too: all items look
      // alike.
      let isFixed = count.lowerBound == count.upperBound
      while values.count < count.lowerBound {
        testCase.openSpan(.item)
        if !isFixed { _ = try testCase.boolean(chance: 256) }
        values.append(try make(testCase))
        testCase.closeSpan()
      }
      while values.count < count.upperBound {
        testCase.openSpan(.item)
        guard try testCase.boolean(chance: chance) else {
          testCase.closeSpan()
          break
        }
        values.append(try make(testCase))
        testCase.closeSpan()
      }
      testCase.closeSpan()
      return values
    })
  }

  /// This generator's value, or nothing; nothing is simpler.
  public func optional() -> Generator<Value?> {
    Generator<Value?>(choosing: { try $0.boolean(chance: 128) ? try make($0) : nil })
  }

  /// One of some generators, the first being the simplest.
  ///
  /// - Parameter weights: how often each is taken in proportion; all alike by default. Other
  ///   weights leave stored cases as they are.
  /// - Precondition: there is a generator, and weights are positive.
  public static func oneOf(_ generators: [Generator], weights: [Int]? = nil) -> Generator {
    precondition(!generators.isEmpty, "there must be a generator to choose from")
    let weights = weights ?? [Int](repeating: 1, count: generators.count)
    precondition(weights.count == generators.count && weights.allSatisfy { $0 > 0 })
    let ends = weights.reduce(into: [UInt64]()) { $0.append(($0.last ?? 0) + UInt64($1)) }
    return Generator(choosing: { testCase in
      testCase.openSpan(.oneOf)
      let value = try generators[testCase.position(byWeight: ends)].make(testCase)
      testCase.closeSpan()
      return value
    })
  }

  /// One of some values, the first being the simplest.
  public static func element(of values: [Value]) -> Generator where Value: Sendable {
    precondition(!values.isEmpty, "there must be a value to choose from")
    return Generator(choosing: { testCase in
      values[Int(try testCase.integer(in: 0...Int64(values.count - 1), centre: 0))]
    })
  }

  /// A generator that may draw from itself.
  ///
  /// Every level has its own span and begins with a Boolean that says whether it branches, the
  /// lowest level too, which never does. So a part can take the place of the whole at any level.
  ///
  /// - Parameters:
  ///   - depth: how often values may branch below each other.
  ///   - chance: the share of levels that branch.
  public static func recursive(
    depth: Int = 20, chance: Double = 0.5, leaf: Generator,
    _ branch: @escaping @Sendable (Generator) -> Generator
  ) -> Generator {
    let parts = UInt64(min(max(chance * 256, 0), 255))
    func level(_ branch: Generator?) -> Generator {
      Generator(choosing: { testCase in
        testCase.openSpan(.recursive)
        let branches = try testCase.boolean(chance: branch == nil ? 0 : parts)
        let value = try branches ? (branch ?? leaf).make(testCase) : leaf.make(testCase)
        testCase.closeSpan()
        return value
      })
    }
    // Every level is made once, not at every draw.
    return (0..<max(0, depth)).reduce(level(nil)) { below, _ in level(branch(below)) }
  }

  /// A permutation of some values; their given order is the simplest.
  public static func permutation<Element: Sendable>(
    of values: [Element]
  ) -> Generator where Value == [Element] {
    Generator(choosing: { testCase in
      var shuffled = values
      for index in shuffled.indices.dropLast() {
        let other = try testCase.evenInteger(in: Int64(index)...Int64(shuffled.count - 1))
        shuffled.swapAt(index, Int(other))
      }
      return shuffled
    })
  }

  /// A part of some values in their order; nothing is the simplest.
  public static func subset<Element: Sendable>(
    of values: [Element]
  ) -> Generator where Value == [Element] {
    Generator(choosing: { testCase in
      try values.filter { _ in try testCase.boolean(chance: 128) }
    })
  }
}
