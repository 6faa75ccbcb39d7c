// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A fall over some bars and a recovery after it.
///
/// After k of n bars the log price has moved by D (1 − e^{−k/τ})/(1 − e^{−n/τ}): fast at first. The
/// recovery follows the same profile over its own bars. None of it is expected before it comes.
public struct FlashCrash: Hashable, Sendable {
  /// The first bar of the fall, counted from the segment's first.
  public var bar: Int
  /// The bars of the fall.
  public var fallBars: Int
  /// The bars of the recovery.
  public var recoveryBars: Int
  /// The share of the price that the fall takes.
  public var drop: Double
  /// The share of the fall's log change that comes back.
  public var rebound: Double
  /// The bars τ over which the fall slows down.
  public var decay: Double
  /// What the volume is multiplied by.
  public var volume: Double
  /// What the spread is multiplied by.
  public var spread: Double
  /// What the variance inside the bars is multiplied by; it widens the bars and moves no close.
  public var variance: Double

  /// Makes a flash crash.
  public init(
    bar: Int, fallBars: Int = 3, recoveryBars: Int = 6, drop: Double = 0.1, rebound: Double = 0.7,
    decay: Double = 2, volume: Double = 8, spread: Double = 10, variance: Double = 4
  ) {
    self.bar = bar
    self.fallBars = fallBars
    self.recoveryBars = recoveryBars
    self.drop = drop
    self.rebound = rebound
    self.decay = decay
    self.volume = volume
    self.spread = spread
    self.variance = variance
  }
}

extension FlashCrash: StressOperator {
  static let kind = "flash-crash"
  /// The kind of the event of a recovery.
  static let recoveryKind = "flash-recovery"
  public static let example = FlashCrash(bar: 10)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.integer(.defaulted("fall_bars"), &fallBars, in: 1...10_000, usually: 1...8)
    try visitor.integer(.defaulted("recovery_bars"), &recoveryBars, in: 1...10_000, usually: 1...8)
    try visitor.number(.defaulted("drop"), &drop, in: StressRange.drop, usually: 0.01...0.3)
    try visitor.number(.defaulted("rebound"), &rebound, in: StressRange.share, usually: 0...1)
    try visitor.number(.defaulted("decay"), &decay, in: 0.1...10_000, usually: 0.5...5)
    try visitor.number(.defaulted("volume"), &volume, in: StressRange.factor, usually: 0.1...20)
    try visitor.number(.defaulted("spread"), &spread, in: StressRange.factor, usually: 0.1...20)
    try visitor.number(.defaulted("variance"), &variance, in: StressRange.factor, usually: 0.1...20)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    let fall = PortableMath.log(1 - drop)
    move(&path, Self.kind, place.stretch(from: bar, count: fallBars), fall, over: fallBars)
    move(
      &path, Self.recoveryKind, place.stretch(from: bar + fallBars, count: recoveryBars),
      -rebound * fall, over: recoveryBars)
  }

  /// Moves the log price over a stretch, which may have lost its end.
  private func move(
    _ path: inout AssetPath, _ kind: String, _ bars: Range<Int>, _ size: Double, over count: Int
  ) {
    let whole = 1 - PortableMath.exp(-Double(count) / decay)
    var moved = 0.0
    for bar in bars {
      let steps = Double(bar - bars.lowerBound + 1)
      let next = size * ((1 - PortableMath.exp(-steps / decay)) / whole)
      path.changes[bar] += next - moved
      path.variances[bar] *= variance
      moved = next
    }
    path.scaleActivity(bars, volume: volume, spread: spread)
    path.mark(kind, bars, size: moved)
  }
}

/// A fall and a recovery within one bar, whose low then lies far below its body.
public struct IntradayFlashCrash: Hashable, Sendable {
  /// The bar, counted from the segment's first.
  public var bar: Int
  /// The share of the price that the fall takes.
  public var drop: Double
  /// The share of the fall's log change that comes back.
  public var rebound: Double
  /// The instant of the fall within the session, in (0, 1).
  public var fallInstant: Double
  /// The instant of the recovery within the session, after the fall.
  public var reboundInstant: Double
  /// What the volume is multiplied by.
  public var volume: Double
  /// What the spread is multiplied by.
  public var spread: Double

  /// Makes a flash crash.
  public init(
    bar: Int, drop: Double = 0.1, rebound: Double = 0.9, fallInstant: Double = 0.4,
    reboundInstant: Double = 0.6, volume: Double = 8, spread: Double = 10
  ) {
    self.bar = bar
    self.drop = drop
    self.rebound = rebound
    self.fallInstant = fallInstant
    self.reboundInstant = reboundInstant
    self.volume = volume
    self.spread = spread
  }
}

extension IntradayFlashCrash: StressOperator {
  static let kind = "intraday-flash-crash"
  public static let example = IntradayFlashCrash(bar: 10)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.number(.defaulted("drop"), &drop, in: StressRange.drop, usually: 0.01...0.3)
    try visitor.number(.defaulted("rebound"), &rebound, in: StressRange.share, usually: 0...1)
    try visitor.number(
      .defaulted("fall_instant"), &fallInstant, in: 0.001...0.999, usually: 0.1...0.9)
    try visitor.number(
      .defaulted("rebound_instant"), &reboundInstant, in: 0.001...0.999, usually: 0.1...0.9)
    try visitor.require(
      fallInstant < reboundInstant, "rebound_instant", "must lie after fall_instant")
    try visitor.number(.defaulted("volume"), &volume, in: StressRange.factor, usually: 0.1...20)
    try visitor.number(.defaulted("spread"), &spread, in: StressRange.factor, usually: 0.1...20)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    let fall = PortableMath.log(1 - drop)
    for bar in place.stretch(from: bar, count: 1) {
      path.jump(bar, at: fallInstant, by: fall)
      path.jump(bar, at: reboundInstant, by: -rebound * fall)
      path.scaleActivity(bar..<bar + 1, volume: volume, spread: spread)
      path.mark(Self.kind, bar..<bar + 1, size: fall - rebound * fall)
    }
  }
}
