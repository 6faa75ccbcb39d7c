// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

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

  func start(_ segment: SegmentContext) -> FractionalStepper {
    FractionalStepper(
      mean: meanReturn * segment.years, variance: volatility * volatility * segment.years,
      predictor: FractionalPredictor(hurst: hurst))
  }
}

/// Moves by fractional noise, and foretells it.
struct FractionalStepper: BarStepper {
  let mean: Double
  let variance: Double
  var predictor: FractionalPredictor

  mutating func advance(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove {
    let deviation = variance.squareRoot()
    let move = BarMove(
      change: mean + deviation * input.innovation, variance: variance,
      conditionalVariance: variance * predictor.variance,
      expected: mean + deviation * predictor.forecast)
    predictor.observe(input.innovation)
    return move
  }
}

/// The best linear forecast of fractional noise from what came before, by the recursion of Durbin
/// and Levinson; from 512 values on it looks back no further, which leaves out a partial
/// correlation of about |H − ½|/512.
struct FractionalPredictor {
  /// The variance of the next value given the past; 1 without a past.
  private(set) var variance = 1.0
  /// The mean of the next value given the past.
  private(set) var forecast = 0.0
  private var coefficients: [Double] = []
  private var past: [Double] = []
  private let correlations: [Double]

  private static let memory = 512

  init(hurst: Double) {
    correlations = (0...Self.memory).map { FractionalNoise.autocovariance(hurst: hurst, lag: $0) }
  }

  /// Takes in the next value.
  mutating func observe(_ value: Double) {
    past.append(value)
    if coefficients.count < Self.memory { lengthen() }
    var sum = 0.0
    for (lag, coefficient) in coefficients.enumerated() {
      sum += coefficient * past[past.count - 1 - lag]
    }
    forecast = sum
  }

  /// Looks back one value more.
  private mutating func lengthen() {
    let order = coefficients.count
    var partial = correlations[order + 1]
    for (lag, coefficient) in coefficients.enumerated() {
      partial -= coefficient * correlations[order - lag]
    }
    partial /= variance
    let reversed = Array(coefficients.reversed())
    for lag in coefficients.indices { coefficients[lag] -= partial * reversed[lag] }
    coefficients.append(partial)
    variance *= 1 - partial * partial
  }
}
