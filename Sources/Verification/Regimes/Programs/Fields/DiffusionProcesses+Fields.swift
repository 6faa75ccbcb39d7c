// SPDX-License-Identifier: GPL-3.0-or-later

extension GeometricBrownianMotion: FieldGroup {
  public static var example: Self { Self(drift: 0, volatility: 0.3) }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("drift", &drift, in: .drift)
    try visitor.number("volatility", &volatility, in: .volatility)
  }
}

extension OrnsteinUhlenbeckProcess: FieldGroup {
  public static var example: Self { Self(level: 1, speed: 5, volatility: 0.3) }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("level", &level, in: 1e-3...1e3, usually: 0.5...2)
    try visitor.number("speed", &speed, in: 1e-3...1e4, usually: 0.5...50)
    try visitor.number("volatility", &volatility, in: .volatility)
  }
}

extension FractionalBrownianMotion: FieldGroup {
  public static var example: Self { Self(volatility: 0.3, hurst: 0.7) }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number(.defaulted("mean_return"), &meanReturn, in: .drift)
    try visitor.number("volatility", &volatility, in: .positiveVolatility)
    try visitor.number("hurst", &hurst, in: .hurst)
  }
}

extension AutoregressiveProcess: FieldGroup {
  public static var example: Self { Self(volatility: 0.3, autocorrelation: 0.1) }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number(.defaulted("mean_return"), &meanReturn, in: .drift)
    try visitor.number("volatility", &volatility, in: .positiveVolatility)
    try visitor.number("autocorrelation", &autocorrelation, in: .correlation)
  }
}

extension SeasonalProcess: FieldGroup {
  public static var example: Self {
    Self(drift: 0, volatility: 0.3, amplitude: 0.05, period: 20)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("drift", &drift, in: .drift)
    try visitor.number("volatility", &volatility, in: .volatility)
    // Without an amplitude, or sampled at the zeros of its sine, a season would not exist.
    try visitor.number("amplitude", &amplitude, in: 1e-6...5, usually: 0.01...0.3)
    try visitor.number("period_bars", &period, in: 2.5...1e7, usually: 3...60)
  }
}

extension BubbleProcess: FieldGroup {
  public static var example: Self {
    Self(growth: 0.5, exponent: 0.5, frequency: 6, oscillation: 0.1, volatility: 0.3)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("growth", &growth, in: -10...10, usually: -1...1)
    try visitor.require(
      growth.magnitude >= 1e-6, "growth", "\(growth) must differ from 0 by 0.000001 or more")
    try visitor.number("exponent", &exponent, in: 0.01...0.99, usually: 0.1...0.9)
    try visitor.number("oscillation", &oscillation, in: -0.9...0.9, usually: -0.5...0.5)
    // Either without the other would have no effect.
    try visitor.require(
      oscillation == 0 || oscillation.magnitude >= 1e-6, "oscillation",
      "\(oscillation) must be 0 or differ from it by 0.000001 or more")
    let waves = oscillation != 0
    try visitor.number(
      "frequency", &frequency, in: waves ? 0.01...100 : 0...0, usually: waves ? 2...15 : 0...0)
    try visitor.number("volatility", &volatility, in: .volatility)
  }
}
