// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A log price x that is drawn back to a level: dx = κ(θ − x)dt + σ dW, simulated exactly.
///
/// xₜ₊Δ = θ + (xₜ − θ)e^{−κΔ} + σ√((1 − e^{−2κΔ})/2κ) z; half-life ln 2 / κ.
public struct OrnsteinUhlenbeckProcess: Hashable, Sendable {
  /// The level e^θ, as a multiple of the price at which the segment starts.
  public var level: Double
  /// The rate of return to the level a year, κ; positive.
  public var speed: Double
  /// The volatility a year, σ.
  public var volatility: Double

  /// Makes the process.
  public init(level: Double, speed: Double, volatility: Double) {
    self.level = level
    self.speed = speed
    self.volatility = volatility
  }

  func start(_ segment: SegmentContext) -> MeanRevertingStepper {
    let decay = PortableMath.exp(-speed * segment.years)
    let variance = volatility * volatility * (1 - decay * decay) / (2 * speed)
    return MeanRevertingStepper(
      level: segment.logPrice + PortableMath.log(level), pull: 1 - decay, variance: variance)
  }
}

/// Moves toward a level.
struct MeanRevertingStepper {
  let level: Double
  /// The share of the distance to the level that a bar covers, 1 − e^{−κΔ}.
  let pull: Double
  let variance: Double

  func move(_ input: BarInput) -> BarMove {
    let expected = pull * (level - input.logPrice)
    return BarMove(
      change: expected + variance.squareRoot() * input.innovation, variance: variance,
      conditionalVariance: variance, expected: expected)
  }
}
