// SPDX-License-Identifier: GPL-3.0-or-later

/// A log price that is fractional Brownian motion: bars' returns are fractional Gaussian noise.
///
/// The noise takes the place of the independent normal numbers, before assets are correlated. Its
/// values depend on the length for which it is drawn: see `FractionalNoise`.
public struct FractionalBrownianMotion: Hashable, Sendable {
  /// The mean of the log return a year.
  public var meanReturn: Double
  /// The standard deviation of a bar's log return, scaled to a year as if bars were independent.
  public var volatility: Double
  /// The Hurst index H in (0, 1): ½ is Brownian motion, above it returns persist.
  public var hurst: Double

  /// Makes the process.
  public init(meanReturn: Double = 0, volatility: Double, hurst: Double) {
    self.meanReturn = meanReturn
    self.volatility = volatility
    self.hurst = hurst
  }

  func start(_ segment: SegmentContext) -> BrownianStepper {
    BrownianStepper(
      mean: meanReturn * segment.years, variance: volatility * volatility * segment.years)
  }
}
