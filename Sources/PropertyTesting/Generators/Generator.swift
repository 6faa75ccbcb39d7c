// SPDX-License-Identifier: GPL-3.0-or-later

/// A recipe for values: it draws choices from a test case and makes a value of them.
///
/// Generators are values without state. The same choices give the same value, so a value is shrunk
/// and replayed by editing and storing its choices, through `map`, `flatMap` and `filter` alike.
public struct Generator<Value>: Sendable {
  @usableFromInline let make: @Sendable (TestCase) throws -> Value

  /// Makes a generator of a body that draws what it needs.
  ///
  /// ```swift
  /// let ordered = Generator<(Int, Int)>(label: "ordered") { draw in
  ///   let low = try draw(.integer(in: 0...9))
  ///   return (low, try draw(.integer(in: low...9)))
  /// }
  /// ```
  @inlinable
  public init(label: Label = .draw, _ body: @escaping @Sendable (Draw) throws -> Value) {
    make = { testCase in
      testCase.openSpan(label)
      let value = try body(Draw(testCase: testCase))
      testCase.closeSpan()
      return value
    }
  }

  @inlinable
  init(choosing make: @escaping @Sendable (TestCase) throws -> Value) { self.make = make }
}

/// Draws values inside a generator's or a property's body.
public struct Draw {
  @usableFromInline let testCase: TestCase

  @inlinable
  init(testCase: TestCase) { self.testCase = testCase }

  /// Draws a value.
  ///
  /// - Throws: `Interruption` where the test case ends here; let it pass.
  @discardableResult
  @inlinable
  public func callAsFunction<Value>(_ generator: Generator<Value>) throws -> Value {
    try generator.make(testCase)
  }

  /// Ends the test case as discarded unless a condition holds.
  public func assume(_ condition: Bool, _ reason: @autoclosure () -> String = "") throws {
    guard condition else { throw Interruption.discarded(reason()) }
  }
}

extension Generator {
  /// Always the same value, without a choice.
  public static func constant(_ value: Value) -> Generator where Value: Sendable {
    Generator(choosing: { _ in value })
  }

  /// The values of this generator, each turned into another.
  @inlinable
  public func map<Other>(
    _ transform: @escaping @Sendable (Value) throws -> Other
  ) -> Generator<Other> {
    Generator<Other>(choosing: { try transform(make($0)) })
  }

  /// Values of a generator that depends on a value of this one.
  @inlinable
  public func flatMap<Other>(
    _ next: @escaping @Sendable (Value) throws -> Generator<Other>
  ) -> Generator<Other> {
    Generator<Other>(choosing: { testCase in
      testCase.openSpan(.flatMap)
      let value = try next(make(testCase)).make(testCase)
      testCase.closeSpan()
      return value
    })
  }

  /// The values that meet a condition; three tries each, then the test case is discarded.
  public func filter(
    _ reason: String = "filter", _ condition: @escaping @Sendable (Value) throws -> Bool
  ) -> Generator {
    Generator(choosing: { testCase in
      for _ in 0..<3 {
        testCase.openSpan(.filter)
        let value = try make(testCase)
        testCase.closeSpan()
        if try condition(value) { return value }
      }
      throw Interruption.discarded(reason)
    })
  }
}
