// SPDX-License-Identifier: GPL-3.0-or-later

/// A planted edge: rₜ = m + φ(rₜ₋₁ − m) + σ√(1 − φ²) zₜ, of stationary variance σ².
///
/// The information coefficient of the best forecast, its correlation with the return, is |φ|.
public struct AutoregressiveProcess: Hashable, Sendable {
  /// The mean of the log return a year.
  public var meanReturn: Double
  /// The stationary volatility of the returns, scaled to a year as if bars were independent.
  public var volatility: Double
  /// The correlation of successive returns, φ in (−1, 1).
  public var autocorrelation: Double

  /// Makes the process.
  public init(meanReturn: Double = 0, volatility: Double, autocorrelation: Double) {
    self.meanReturn = meanReturn
    self.volatility = volatility
    self.autocorrelation = autocorrelation
  }

  func start(_ segment: SegmentContext) -> AutoregressiveStepper {
    let variance = volatility * volatility * segment.years
    return AutoregressiveStepper(
      mean: meanReturn * segment.years, autocorrelation: autocorrelation,
      variance: variance * (1 - autocorrelation * autocorrelation))
  }
}

/// Moves on from the return before.
struct AutoregressiveStepper {
  let mean: Double
  let autocorrelation: Double
  let variance: Double

  func move(_ input: BarInput) -> BarMove {
    // The market's first bar has no return before it: it takes the mean in its place.
    let previous = input.bar == 0 ? mean : input.previousReturn
    let expected = mean + autocorrelation * (previous - mean)
    return BarMove(
      change: expected + variance.squareRoot() * input.innovation, variance: variance,
      conditionalVariance: variance, expected: expected)
  }
}
