// SPDX-License-Identifier: GPL-3.0-or-later

extension BarCalendar: FieldGroup {
  public static var example: Self { .daily }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.flag("skips_weekends", &skipsWeekends)
    // Days from 1970 to 2243.
    try visitor.integer("first_day", &firstDay, in: 0...100_000, usually: 0...20_000)
    try visitor.require(
      !skipsWeekends || (firstDay + 3) % 7 < 5, "first_day",
      "\(firstDay) is a day of a weekend, and weekends are skipped")
    try visitor.integer("bars_per_session", &barsPerSession, in: 1...23_400, usually: 1...4)
    try visitor.integer("sessions_per_year", &sessionsPerYear, in: 1...366, usually: 200...366)
  }
}

extension VolumeModel: FieldGroup {
  public static var example: Self { Self() }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    // Units are whole: of fewer than a hundred, too little of the model would be left.
    try visitor.number(.defaulted("level"), &level, in: 100...1e15, usually: 1e5...1e9)
    try visitor.number(.defaulted("persistence"), &persistence, in: 0...0.999, usually: 0...0.9)
    // Without a weight of the volatility its reference would have no effect.
    try visitor.number(
      .defaulted("volatility_weight"), &volatilityWeight, in: 0.001...5, usually: 0.1...1.5)
    try visitor.number(.defaulted("shock_weight"), &shockWeight, in: -5...5, usually: 0...0.5)
    try visitor.number(.defaulted("noise"), &noise, in: 0...5, usually: 0...0.5)
    try visitor.number(
      .defaulted("reference_volatility"), &referenceVolatility, in: 1e-3...20, usually: 0.1...0.9)
    // Two bars are two ends: they have the same weight whatever the shape.
    let isIntraday = visitor.scope.barsPerSession > 2
    try visitor.number(
      .defaulted("u_shape"), &uShape, in: isIntraday ? 0...100 : 0...0,
      usually: isIntraday ? 0...3 : 0...0)
  }
}

extension MicrostructureModel: FieldGroup {
  public static var example: Self { Self() }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    // Without a spread its elasticity would have no effect.
    try visitor.number(.defaulted("spread_bps"), &spread, in: 0.001...5000, usually: 1...50)
    try visitor.number(
      .defaulted("spread_elasticity"), &spreadElasticity, in: -5...5, usually: 0...2)
    try visitor.number(.defaulted("slippage_bps"), &slippage, in: 0...5000, usually: 0...50)
    try visitor.number(.defaulted("depth"), &depth, in: 1e-3...1e15, usually: 1e3...1e6)
    try visitor.number(
      .defaulted("depth_elasticity"), &depthElasticity, in: -5...5, usually: 0...2)
    try visitor.number(.defaulted("imbalance"), &imbalance, in: 0...10, usually: 0...1)
    try visitor.number(
      .defaulted("imbalance_shock_weight"), &imbalanceShockWeight, in: -10...10, usually: 0...1)
    try visitor.number(.defaulted("impact"), &impact, in: 0...1000, usually: 0...3)
  }
}
