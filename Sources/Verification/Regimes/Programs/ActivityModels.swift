// SPDX-License-Identifier: GPL-3.0-or-later

/// How many units are traded in a bar.
///
/// ln Vₜ = m + φ(ln Vₜ₋₁ − m) + b·ln(σₜ/σ̄) + c(|zₜ| − E|z|) + ηₜ, rounded to whole units; zₜ is
/// the bar's shock, of eight standard deviations at most, σₜ its volatility and σ̄ the program's
/// reference.
public struct VolumeModel: Hashable, Sendable {
  /// The size of a shock, in its standard deviations, from which on volume grows no further.
  static let largestShock = 8.0

  /// The units traded in a usual bar, eᵐ.
  public var level: Double
  /// The weight of the last bar's volume, φ in [0, 1).
  public var persistence: Double
  /// The weight of the volatility, b.
  public var volatilityWeight: Double
  /// The weight of the size of the bar's shock, of eight standard deviations at most, c.
  public var shockWeight: Double
  /// The standard deviation of ηₜ.
  public var noise: Double
  /// The volatility a year that counts as usual, σ̄.
  public var referenceVolatility: Double
  /// How much more is traded at a session's ends than in its middle, κ ≥ 0: the weight of an
  /// instant u of the session is (1 + κ(2u − 1)²)/(1 + κ/3). Must be 0 where a session
  /// has fewer than three bars, which no shape can tell apart.
  public var uShape: Double

  /// Makes a model; the defaults are those measured on daily bars of a large stock.
  public init(
    level: Double = 1e6, persistence: Double = 0.5, volatilityWeight: Double = 0.6,
    shockWeight: Double = 0.25, noise: Double = 0.2, referenceVolatility: Double = 0.2,
    uShape: Double = 0
  ) {
    self.level = level
    self.persistence = persistence
    self.volatilityWeight = volatilityWeight
    self.shockWeight = shockWeight
    self.noise = noise
    self.referenceVolatility = referenceVolatility
    self.uShape = uShape
  }
}

/// What trading costs.
public struct MicrostructureModel: Hashable, Sendable {
  /// The spread of a usual bar in basis points of the price.
  public var spread: Double
  /// What a doubling of the volatility does to the spread: its elasticity.
  public var spreadElasticity: Double
  /// The slippage of a usual bar in basis points of the price.
  public var slippage: Double
  /// The units that rest near the best prices in a usual bar.
  public var depth: Double
  /// What a doubling of the volatility takes from the depth: its elasticity.
  public var depthElasticity: Double
  /// The standard deviation of the order imbalance, before it is bent into (−1, 1).
  public var imbalance: Double
  /// The weight of the bar's own shock in the imbalance.
  public var imbalanceShockWeight: Double
  /// The price impact of an order of a bar's whole volume, in the bar's volatility: impact grows
  /// with the square root of the order's share.
  public var impact: Double

  /// Makes a model.
  public init(
    spread: Double = 5, spreadElasticity: Double = 0.8, slippage: Double = 3, depth: Double = 1e5,
    depthElasticity: Double = 0.6, imbalance: Double = 0.15, imbalanceShockWeight: Double = 0.1,
    impact: Double = 1
  ) {
    self.spread = spread
    self.spreadElasticity = spreadElasticity
    self.slippage = slippage
    self.depth = depth
    self.depthElasticity = depthElasticity
    self.imbalance = imbalance
    self.imbalanceShockWeight = imbalanceShockWeight
    self.impact = impact
  }
}
