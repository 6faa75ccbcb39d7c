// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rules can earn on returns that are an autoregression of order one with normal shocks. The
// ratios are of one bar, mean over standard deviation of position times return, without costs.

import RealModule

/// The earnings of rules on rₜ = φ·rₜ₋₁ + σ·√(1 − φ²)·zₜ.
///
/// Given the past, a return depends on the last one alone; so the best of all rules is the best
/// function of the last return.
public struct PlantedEdgeLaw: Hashable, Sendable {
  /// The autocorrelation of successive returns, φ.
  public let autocorrelation: Double

  /// Makes the law.
  ///
  /// - Precondition: |φ| < 1.
  public init(autocorrelation: Double) {
    precondition(autocorrelation.magnitude < 1, "the autocorrelation must lie inside (−1, 1)")
    self.autocorrelation = autocorrelation
  }

  /// The correlation of the last return with the next: φ.
  public var informationCoefficient: Double { autocorrelation }

  /// The share of bars whose sign is that of the forecast φ·rₜ₋₁: ½ + asin|φ|/π.
  public var hitRate: Double { 0.5 + .asin(autocorrelation.magnitude) / .pi }

  /// The ratio of a position of one unit in the direction of the forecast.
  ///
  /// Formula: the mean is m = |φ|√(2/π) in units of σ, the mean square 1: m/√(1 − m²).
  public var signSharpeRatio: Double {
    let mean = autocorrelation.magnitude * (2 / Double.pi).squareRoot()
    return mean / (1 - mean * mean).squareRoot()
  }

  /// The ratio of a position proportional to the forecast.
  ///
  /// Formula: with standardised returns the earnings x·y have mean φ and variance 1 + φ²:
  /// |φ|/√(1 + φ²).
  public var proportionalSharpeRatio: Double {
    autocorrelation.magnitude / (1 + autocorrelation * autocorrelation).squareRoot()
  }

  /// The ratio that no rule exceeds.
  ///
  /// Formula: E[wr]²/E[(wr)²] is largest for w = E[r|past]/E[r²|past], where it is
  /// h = E[z²/(z² + c)] with c = (1 − φ²)/φ², which is 1 − √π·x·exp(x²)·erfc(x) with x = √(c/2).
  /// The ratio √(h/(1 − h)) is √(R/x), where R = 1/(√π·exp(x²)·erfc(x)) − x.
  public var bestSharpeRatio: Double {
    guard autocorrelation != 0 else { return 0 }
    let square = autocorrelation * autocorrelation
    let x = ((1 - square) / (2 * square)).squareRoot()
    return (laplaceRemainder(x) / x).squareRoot()
  }
}
