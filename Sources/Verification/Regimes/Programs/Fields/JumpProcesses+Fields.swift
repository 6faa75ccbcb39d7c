// SPDX-License-Identifier: GPL-3.0-or-later

extension FieldScope {
  /// The range of a number of jumps a year: at most a hundred jumps a bar, which are counted by
  /// adding up probabilities from exp(−100) on.
  fileprivate var intensity: FieldRange {
    let most = min(10_000, 100 * Double(barsPerYear))
    return FieldRange(all: 0.001...most, usual: min(10, most)...min(100, most))
  }
}

extension MertonProcess: FieldGroup {
  public static var example: Self {
    Self(drift: 0, volatility: 0.3, intensity: 10, jumpMean: -0.02, jumpDeviation: 0.05)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("drift", &drift, in: .drift)
    try visitor.number("volatility", &volatility, in: .volatility)
    try visitor.number("intensity", &intensity, in: visitor.scope.intensity)
    try visitor.number("jump_mean", &jumpMean, in: -2...2, usually: -0.1...0.1)
    try visitor.number("jump_deviation", &jumpDeviation, in: 0...2, usually: 0.01...0.1)
  }
}

extension KouProcess: FieldGroup {
  public static var example: Self {
    Self(drift: 0, volatility: 0.3, intensity: 10, upShare: 0.4, upRate: 30, downRate: 20)
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("drift", &drift, in: .drift)
    try visitor.number("volatility", &volatility, in: .volatility)
    try visitor.number("intensity", &intensity, in: visitor.scope.intensity)
    // Without jumps to a side its rate would have no effect.
    try visitor.number("up_share", &upShare, in: 0.001...0.999, usually: 0.1...0.9)
    try visitor.number("up_rate", &upRate, in: 1.01...1e4, usually: 10...60)
    try visitor.number("down_rate", &downRate, in: 0.1...1e4, usually: 10...60)
  }
}
