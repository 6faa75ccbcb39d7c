// SPDX-License-Identifier: GPL-3.0-or-later

/// Geometric Brownian motion: ln Sₜ₊Δ = ln Sₜ + (μ − ½σ²)Δ + σ√Δ z, so that E Sₜ = S₀e^{μt}.
public struct GeometricBrownianMotion: Hashable, Sendable {
  /// The growth rate of the expected price a year, μ.
  public var drift: Double
  /// The standard deviation of the log return of a year, σ.
  public var volatility: Double

  /// Makes the process.
  public init(drift: Double, volatility: Double) {
    self.drift = drift
    self.volatility = volatility
  }

  func start(_ segment: SegmentContext) -> BrownianStepper {
    let variance = volatility * volatility * segment.years
    return BrownianStepper(mean: drift * segment.years - 0.5 * variance, variance: variance)
  }
}

/// Moves by independent normal numbers.
struct BrownianStepper {
  let mean: Double
  let variance: Double
  private let deviation: Double

  init(mean: Double, variance: Double) {
    self.mean = mean
    self.variance = variance
    self.deviation = variance.squareRoot()
  }

  @inline(__always)
  func move(_ input: BarInput) -> BarMove {
    BarMove(
      change: mean + deviation * input.innovation, variance: variance,
      conditionalVariance: variance, expected: mean)
  }
}
