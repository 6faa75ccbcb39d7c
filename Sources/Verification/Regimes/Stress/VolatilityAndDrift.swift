// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A stretch whose variance is a multiple of what it was.
///
/// The mean of a bar's change stays, its deviation from the mean grows with the root of the factor;
/// jumps stay. A random spike is one bar of it.
public struct VolatilityScaling: Hashable, Sendable {
  /// The first bar, counted from the segment's first.
  public var bar: Int
  /// The number of bars.
  public var bars: Int
  /// What the variance is multiplied by.
  public var variance: Double

  /// Makes a scaling.
  public init(bar: Int, bars: Int = 1, variance: Double = 2.5) {
    self.bar = bar
    self.bars = bars
    self.variance = variance
  }
}

extension VolatilityScaling: StressOperator {
  static let kind = "volatility-scaling"
  public static let example = VolatilityScaling(bar: 10)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.integer(.defaulted("bars"), &bars, in: StressRange.count, usually: 1...20)
    try visitor.number(.defaulted("variance"), &variance, in: StressRange.factor, usually: 0.1...20)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    let stretch = place.stretch(from: bar, count: bars)
    path.scaleVariance(stretch, by: variance)
    path.mark(Self.kind, stretch, size: variance)
  }
}

/// A stretch with another drift, known before each of its bars.
public struct BearRun: Hashable, Sendable {
  /// The first bar, counted from the segment's first.
  public var bar: Int
  /// The number of bars.
  public var bars: Int
  /// The share of the price that the drift takes over the stretch; below 0 for a bull run.
  public var drop: Double

  /// Makes a run.
  public init(bar: Int, bars: Int = 20, drop: Double = 0.15) {
    self.bar = bar
    self.bars = bars
    self.drop = drop
  }
}

extension BearRun: StressOperator {
  static let kind = "bear-run"
  public static let example = BearRun(bar: 10)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.integer(.defaulted("bars"), &bars, in: StressRange.count, usually: 1...20)
    try visitor.number(.defaulted("drop"), &drop, in: -9...0.99, usually: -0.3...0.3)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    let shift = PortableMath.log(1 - drop) / Double(bars)
    let stretch = place.stretch(from: bar, count: bars)
    for bar in stretch {
      path.changes[bar] += shift
      path.expected[bar] += shift
    }
    path.mark(Self.kind, stretch, size: shift * Double(stretch.count))
  }
}

/// A fall within one bar in a market that is wide and thin.
public struct LiquidityShock: Hashable, Sendable {
  /// The bar, counted from the segment's first.
  public var bar: Int
  /// The share of the price that is lost.
  public var drop: Double
  /// What the bar's variance is multiplied by.
  public var variance: Double
  /// What the volume is multiplied by.
  public var volume: Double
  /// What the spread is multiplied by.
  public var spread: Double
  /// What the depth is multiplied by.
  public var depth: Double

  /// Makes a shock; drop and volatility (threefold) are the predecessor's.
  public init(
    bar: Int, drop: Double = 0.05, variance: Double = 9, volume: Double = 2, spread: Double = 5,
    depth: Double = 0.2
  ) {
    self.bar = bar
    self.drop = drop
    self.variance = variance
    self.volume = volume
    self.spread = spread
    self.depth = depth
  }
}

extension LiquidityShock: StressOperator {
  static let kind = "liquidity-shock"
  public static let example = LiquidityShock(bar: 10)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.number(.defaulted("drop"), &drop, in: StressRange.drop, usually: 0.01...0.3)
    try visitor.number(.defaulted("variance"), &variance, in: StressRange.factor, usually: 0.1...20)
    try visitor.number(.defaulted("volume"), &volume, in: StressRange.factor, usually: 0.1...20)
    try visitor.number(.defaulted("spread"), &spread, in: StressRange.factor, usually: 0.1...20)
    // Impact grows with the root of the depth's inverse.
    try visitor.number(.defaulted("depth"), &depth, in: 0.001...1000, usually: 0.1...2)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    let change = PortableMath.log(1 - drop)
    for bar in place.stretch(from: bar, count: 1) {
      path.scaleVariance(bar..<bar + 1, by: variance)
      path.jump(bar, at: 0.5, by: change)
      path.scaleActivity(bar..<bar + 1, volume: volume, spread: spread, depth: depth)
      path.mark(Self.kind, bar..<bar + 1, size: change)
    }
  }
}
