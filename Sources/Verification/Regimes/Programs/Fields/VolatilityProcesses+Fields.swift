// SPDX-License-Identifier: GPL-3.0-or-later

extension Innovation: FieldChoice {
  public static var example: Self { .normal }

  public static func kinds(in scope: FieldScope) -> [String] { ["normal", "student"] }

  public var kind: String {
    switch self {
    case .normal: "normal"
    case .student: "student"
    }
  }

  public static func example(of kind: String) -> Self? {
    switch kind {
    case "normal": .normal
    case "student": .student(degreesOfFreedom: 5)
    default: nil
    }
  }

  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    guard case .student(var freedom) = self else { return }
    try visitor.number("degrees_of_freedom", &freedom, in: .degreesOfFreedom)
    self = .student(degreesOfFreedom: freedom)
  }
}

extension GARCHProcess: FieldGroup {
  public static var example: Self {
    Self(volatility: 0.3, shockWeight: 0.08, persistence: 0.9)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number(.defaulted("mean_return"), &meanReturn, in: .drift)
    try visitor.number("volatility", &volatility, in: .positiveVolatility)
    try visitor.number("shock_weight", &shockWeight, in: 0...0.999, usually: 0.01...0.3)
    // α + γ ≥ 0 keeps the variance positive after a negative shock; α + ½γ + β < 1 stationary.
    let most = 2 * (0.999_999 - shockWeight)
    let leverages = -shockWeight...most
    try visitor.number(
      .defaulted("leverage"), &leverage, in: FieldRule.unsigned(leverages),
      usually: 0...min(0.3, most))
    let rest = max(0, 0.999_999 - shockWeight - 0.5 * leverage)
    try visitor.number("persistence", &persistence, in: 0...rest, usually: 0...rest)
    try visitor.group(.defaulted("innovation"), &innovation)
    try visitor.require(
      shockWeight != 0 || leverage != 0 || (persistence == 0 && innovation != .normal),
      "persistence",
      "\(persistence): a variance that no shock moves has none, and the shocks must not be normal; "
        + "the kind for that is autoregressive")
  }
}

extension EGARCHProcess: FieldGroup {
  public static var example: Self {
    Self(volatility: 0.3, sizeWeight: 0.15, signWeight: -0.08, persistence: 0.95)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number(.defaulted("mean_return"), &meanReturn, in: .drift)
    try visitor.number("volatility", &volatility, in: .positiveVolatility)
    try visitor.number("size_weight", &sizeWeight, in: -1...1, usually: 0.01...0.3)
    try visitor.number("sign_weight", &signWeight, in: -1...1, usually: -0.2...0.2)
    try visitor.number("persistence", &persistence, in: .correlation)
    try visitor.require(
      sizeWeight != 0 || signWeight != 0 || persistence == 0, "persistence",
      "\(persistence) must be 0 where no shock moves the variance")
    try visitor.group(.defaulted("innovation"), &innovation)
  }
}

extension HestonProcess: FieldGroup {
  public static var example: Self {
    Self(
      drift: 0, initialVariance: 0.09, speed: 3, meanVariance: 0.09, volatilityOfVariance: 0.4,
      correlation: -0.5)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("drift", &drift, in: .drift)
    try visitor.number("initial_variance", &initialVariance, in: 0...400, usually: 0.01...1)
    try visitor.number("speed", &speed, in: 1e-2...1e3, usually: 0.5...20)
    try visitor.number("mean_variance", &meanVariance, in: 1e-6...400, usually: 0.01...1)
    try visitor.number(
      "volatility_of_variance", &volatilityOfVariance, in: 1e-3...20, usually: 0.1...3)
    try visitor.number("correlation", &correlation, in: .correlation)
    try visitor.integer(.defaulted("steps_per_bar"), &stepsPerBar, in: 1...4096, usually: 1...4)
  }
}

extension RoughVolatilityProcess: FieldGroup {
  public static var example: Self {
    Self(drift: 0, volatility: 0.3, hurst: 0.1, speed: 2, volatilityOfVolatility: 0.5)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("drift", &drift, in: .drift)
    try visitor.number("volatility", &volatility, in: .positiveVolatility)
    try visitor.number("hurst", &hurst, in: .hurst)
    // Faster than a bar, the recursion would overshoot its level.
    let most = Double(visitor.scope.barsPerYear)
    try visitor.number("speed", &speed, in: 0...most, usually: 0...min(20, most))
    try visitor.number(
      "volatility_of_volatility", &volatilityOfVolatility, in: 1e-3...5, usually: 0.1...1)
  }
}
