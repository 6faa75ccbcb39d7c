// SPDX-License-Identifier: GPL-3.0-or-later
//
// Processes whose log price is a known path plus Brownian motion.
//
// Source of the bubble: Johansen, Ledoit and Sornette, "Crashes as critical points", International
// Journal of Theoretical and Applied Finance 3 (2000).

import NumericKernels

/// Brownian motion around a trend and a season.
public struct SeasonalProcess: Hashable, Sendable {
  /// The growth rate of the expected price a year, season apart, μ.
  public var drift: Double
  /// The volatility a year, σ.
  public var volatility: Double
  /// The amplitude of the season in the log price.
  public var amplitude: Double
  /// The length of the season in bars.
  public var period: Double

  /// Makes the process.
  public init(drift: Double, volatility: Double, amplitude: Double, period: Double) {
    self.drift = drift
    self.volatility = volatility
    self.amplitude = amplitude
    self.period = period
  }

  func start(_ segment: SegmentContext) -> LevelStepper {
    let path = (0...segment.bars).map { bar in
      amplitude * PortableMath.sin(2 * Double.pi * Double(bar) / period)
    }
    return LevelStepper(path: path, drift: drift, volatility: volatility, segment)
  }
}

/// A log-periodic power law up to a critical time at the segment's end.
///
/// With τ = 1 − t the time to the end as a share of the segment, the log price rises by
/// G(1 − τᵐ(1 + c·cos(ω ln τ))/(1 + c)), from 0 to G.
public struct BubbleProcess: Hashable, Sendable {
  /// The log return over the segment, G.
  public var growth: Double
  /// The exponent m in (0, 1): the smaller, the steeper the end.
  public var exponent: Double
  /// The log frequency ω of the oscillation.
  public var frequency: Double
  /// The size c of the oscillation, in (−1, 1).
  public var oscillation: Double
  /// The volatility a year around the path, σ.
  public var volatility: Double

  /// Makes the process.
  public init(
    growth: Double, exponent: Double, frequency: Double, oscillation: Double, volatility: Double
  ) {
    self.growth = growth
    self.exponent = exponent
    self.frequency = frequency
    self.oscillation = oscillation
    self.volatility = volatility
  }

  func start(_ segment: SegmentContext) -> LevelStepper {
    let path = (0...segment.bars).map { bar in
      let rest = 1 - Double(bar) / Double(segment.bars)
      guard rest > 0 else { return growth }
      let logRest = PortableMath.log(rest)
      let wave = 1 + oscillation * PortableMath.cos(frequency * logRest)
      return growth * (1 - PortableMath.exp(exponent * logRest) * wave / (1 + oscillation))
    }
    return LevelStepper(path: path, drift: 0, volatility: volatility, segment)
  }
}

/// Moves along a known path with noise.
struct LevelStepper {
  private let path: [Double]
  private let mean: Double
  private let variance: Double
  private let firstBar: Int

  init(path: [Double], drift: Double, volatility: Double, _ segment: SegmentContext) {
    self.path = path
    variance = volatility * volatility * segment.years
    mean = drift * segment.years - 0.5 * variance
    firstBar = segment.firstBar
  }

  func move(_ input: BarInput) -> BarMove {
    let place = input.bar - firstBar
    let expected = mean + path[place + 1] - path[place]
    return BarMove(
      change: expected + variance.squareRoot() * input.innovation, variance: variance,
      conditionalVariance: variance, expected: expected)
  }
}
