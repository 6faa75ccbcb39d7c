// SPDX-License-Identifier: GPL-3.0-or-later
//
// Source: Gatheral, Jaisson and Rosenbaum, "Volatility is rough", Quantitative Finance 18 (2018).

import NumericKernels

/// ln σₜ = ln σ̄ + νXₜ, where X is drawn back to 0 and driven by fractional noise of index H.
///
/// Xₜ₊Δ = Xₜ − κXₜΔ + Δᴴξₜ from X = 0 at the segment's start.
public struct RoughVolatilityProcess: Hashable, Sendable {
  /// The growth rate of the expected price a year, μ.
  public var drift: Double
  /// The volatility a year that belongs to X = 0, σ̄.
  public var volatility: Double
  /// The Hurst index of the noise, near 0.1.
  public var hurst: Double
  /// The rate of return of X to 0 a year, κ.
  public var speed: Double
  /// The volatility of the log volatility, ν.
  public var volatilityOfVolatility: Double

  /// Makes the process.
  public init(
    drift: Double, volatility: Double, hurst: Double, speed: Double,
    volatilityOfVolatility: Double
  ) {
    self.drift = drift
    self.volatility = volatility
    self.hurst = hurst
    self.speed = speed
    self.volatilityOfVolatility = volatilityOfVolatility
  }

  func start(_ segment: SegmentContext) -> RoughVolatilityStepper {
    let noise = FractionalNoiseDraw.values(
      hurst: hurst, count: segment.bars, stream: segment.stream("rough"),
      firstBar: segment.firstBar)
    let scale = PortableMath.exp(hurst * PortableMath.log(segment.years))
    var level = 0.0
    var variances: [Double] = []
    variances.reserveCapacity(segment.bars)
    for shock in noise {
      let deviation = volatility * PortableMath.exp(volatilityOfVolatility * level)
      variances.append(deviation * deviation * segment.years)
      level += scale * shock - speed * segment.years * level
    }
    return RoughVolatilityStepper(
      rate: drift * segment.years, variances: variances, firstBar: segment.firstBar)
  }
}

/// Moves by normal numbers whose variances are known.
struct RoughVolatilityStepper {
  let rate: Double
  let variances: [Double]
  let firstBar: Int

  func move(_ input: BarInput) -> BarMove {
    let variance = variances[input.bar - firstBar]
    let expected = rate - 0.5 * variance
    return BarMove(
      change: expected + variance.squareRoot() * input.innovation, variance: variance,
      conditionalVariance: variance, expected: expected)
  }
}
