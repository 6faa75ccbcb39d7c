// SPDX-License-Identifier: GPL-3.0-or-later
//
// The trees of the public challenge: an expression to be evaluated, and a heap.

import PropertyTesting

/// An expression of the calculator.
indirect enum Expression: CustomStringConvertible, Sendable {
  case number(Int)
  case sum(Expression, Expression)
  case quotient(Expression, Expression)

  struct DivisionByZero: Error {}

  static let generator = Generator<Expression>.recursive(
    depth: 12, leaf: Generator<Int>.integer().map { .number($0) }
  ) { below in
    .oneOf([zip(below, below).map { .sum($0, $1) }, zip(below, below).map { .quotient($0, $1) }])
  }

  var description: String {
    switch self {
    case .number(let value): "\(value)"
    case .sum(let left, let right): "(+ \(left) \(right))"
    case .quotient(let left, let right): "(/ \(left) \(right))"
    }
  }

  /// Whether nothing is divided by a zero that is written there.
  var hasNoLiteralZeroDivision: Bool {
    switch self {
    case .number: true
    case .sum(let left, let right):
      left.hasNoLiteralZeroDivision && right.hasNoLiteralZeroDivision
    case .quotient(_, .number(0)): false
    case .quotient(let left, let right):
      left.hasNoLiteralZeroDivision && right.hasNoLiteralZeroDivision
    }
  }

  func value() throws -> Int {
    switch self {
    case .number(let value): return value
    case .sum(let left, let right): return try left.value() &+ right.value()
    case .quotient(let left, let right):
      let (over, under) = (try left.value(), try right.value())
      guard under != 0 else { throw DivisionByZero() }
      // The least integer divided by −1 does not fit and wraps around.
      return over.dividedReportingOverflow(by: under).partialValue
    }
  }
}

/// A tree in which no key is less than the one above it.
indirect enum Heap: CustomStringConvertible, Sendable {
  case empty
  case node(Int, Heap, Heap)

  static func generator(least: Int, budget: Int) -> Generator<Heap> {
    Generator<Heap>(label: "heap") { draw in
      guard budget >= 1, try draw(.integer(in: 0...3)) as Int != 0 else { return .empty }
      let head = try draw(.integer(in: least...0x7fff_ffff))
      let below = generator(least: head, budget: budget / 2)
      return .node(head, try draw(below), try draw(below))
    }
  }

  var description: String {
    switch self {
    case .empty: "()"
    case .node(let head, let left, let right): "(\(head) \(left) \(right))"
    }
  }

  /// The keys in the order that the challenge prescribes.
  var preorder: [Int] {
    switch self {
    case .empty: []
    case .node(let head, let left, let right): [head] + right.preorder + left.preorder
    }
  }

  /// The challenge's wrong way to list the keys in order.
  var wronglySorted: [Int] {
    guard case .node(let head, let left, let right) = self else { return [] }
    return [head] + Heap.merged(left, right).preorder
  }

  private static func merged(_ left: Heap, _ right: Heap) -> Heap {
    guard case .node(let a, let aLeft, let aRight) = left else { return right }
    guard case .node(let b, let bLeft, let bRight) = right else { return left }
    return a <= b
      ? .node(a, merged(aRight, right), aLeft) : .node(b, merged(bRight, left), bLeft)
  }
}
