// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// An open away from the close before it.
public struct OvernightGap: Hashable, Sendable {
  /// The bar that opens away, counted from the segment's first.
  public var bar: Int
  /// The relative change from close to open, above −1.
  public var size: Double
  /// The probability that the gap goes the other way.
  public var reverseShare: Double

  /// Makes a gap.
  public init(bar: Int, size: Double, reverseShare: Double = 0) {
    self.bar = bar
    self.size = size
    self.reverseShare = reverseShare
  }
}

extension OvernightGap: StressOperator {
  static let kind = "gap"
  public static let example = OvernightGap(bar: 10, size: -0.05)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.number("size", &size, in: -0.99...0.99, usually: -0.2...0.2)
    try visitor.number(
      .defaulted("reverse_share"), &reverseShare, in: StressRange.share, usually: 0...1)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    for bar in place.stretch(from: bar, count: 1) {
      let reversed = place.stream("direction").uniform(at: UInt64(bar)) < reverseShare
      let change = PortableMath.log(1 + (reversed ? -size : size))
      path.jump(bar, at: 0, by: change)
      path.mark(Self.kind, bar..<bar + 1, size: change)
    }
  }
}

/// A move to another level within a bar, for good.
public struct LevelShift: Hashable, Sendable {
  /// The bar, counted from the segment's first.
  public var bar: Int
  /// The relative change of the price, above −1.
  public var size: Double
  /// The instant within the bar's session, in (0, 1).
  public var instant: Double

  /// Makes a shift.
  public init(bar: Int, size: Double, instant: Double = 0.5) {
    self.bar = bar
    self.size = size
    self.instant = instant
  }
}

extension LevelShift: StressOperator {
  static let kind = "level-shift"
  public static let example = LevelShift(bar: 10, size: 0.1)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.number("size", &size, in: -0.99...9, usually: -0.2...0.2)
    try visitor.number(.defaulted("instant"), &instant, in: 0.001...0.999, usually: 0.1...0.9)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    for bar in place.stretch(from: bar, count: 1) {
      let change = PortableMath.log(1 + size)
      path.jump(bar, at: instant, by: change)
      path.mark(Self.kind, bar..<bar + 1, size: change)
    }
  }
}

/// A gap to a half, or another share, of the price, without a rebound.
public struct Halving: Hashable, Sendable {
  /// The bar, counted from the segment's first.
  public var bar: Int
  /// The share of the price that is left.
  public var remainder: Double

  /// Makes a halving.
  public init(bar: Int, remainder: Double = 0.5) {
    self.bar = bar
    self.remainder = remainder
  }
}

extension Halving: StressOperator {
  static let kind = "halving"
  public static let example = Halving(bar: 10)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.number(.defaulted("remainder"), &remainder, in: 0.01...1, usually: 0.1...0.9)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    for bar in place.stretch(from: bar, count: 1) {
      let change = PortableMath.log(remainder)
      path.jump(bar, at: 0, by: change)
      path.mark(Self.kind, bar..<bar + 1, size: change)
    }
  }
}

/// A price that is lowered overnight by the same share again and again, as a pegged currency is.
public struct Devaluation: Hashable, Sendable {
  /// The bar of the first step, counted from the segment's first.
  public var bar: Int
  /// The number of steps.
  public var steps: Int
  /// The bars from one step to the next.
  public var interval: Int
  /// The share of the price that a step takes.
  public var drop: Double

  /// Makes a devaluation.
  public init(bar: Int, steps: Int, interval: Int, drop: Double) {
    self.bar = bar
    self.steps = steps
    self.interval = interval
    self.drop = drop
  }
}

extension Devaluation: StressOperator {
  static let kind = "devaluation"
  public static let example = Devaluation(bar: 10, steps: 3, interval: 5, drop: 0.04)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.integer("steps", &steps, in: 1...1000, usually: 1...5)
    try visitor.integer("interval", &interval, in: 1...100_000, usually: 1...5)
    try visitor.number("drop", &drop, in: StressRange.drop, usually: 0.01...0.3)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    let change = PortableMath.log(1 - drop)
    for step in 0..<steps {
      for bar in place.stretch(from: bar + step * interval, count: 1) {
        path.jump(bar, at: 0, by: change)
        path.mark(Self.kind, bar..<bar + 1, size: change)
      }
    }
  }
}
