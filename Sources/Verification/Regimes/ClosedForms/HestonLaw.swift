// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Heston's stochastic volatility: dS/S = μ dt + √v dW, dv = κ(θ − v) dt + ε√v dB, dW dB = ρ dt.
///
/// Source: Heston, "A closed-form solution for options with stochastic volatility" (1993).
public struct HestonLaw: Hashable, LogReturnLaw {
  /// The law of the variance: κ, θ and ε.
  public let varianceLaw: SquareRootVarianceLaw
  /// The variance per year at the start, v₀.
  public let initialVariance: Double
  /// The correlation of the price's and the variance's shocks, ρ.
  public let correlation: Double

  /// Makes the law.
  ///
  /// - Precondition: the initial variance is not negative and ρ lies in −1...1.
  public init(varianceLaw: SquareRootVarianceLaw, initialVariance: Double, correlation: Double) {
    precondition(initialVariance >= 0, "the initial variance must not be negative")
    precondition((-1...1).contains(correlation), "the correlation must lie in −1...1")
    self.varianceLaw = varianceLaw
    self.initialVariance = initialVariance
    self.correlation = correlation
  }

  /// The mean of the log return over some years: μT − ½E∫v.
  public func mean(years: Double, driftPerYear: Double) -> Double {
    let average = varianceLaw.averageMean(years: years, initialVariance: initialVariance)
    return (driftPerYear - 0.5 * average) * years
  }

  /// C + D·v₀ in the form of "The little Heston trap", which stays on one branch of the logarithm.
  ///
  /// Formula: with w = iu + u², b = κ − ρεiu, d = √(b² + ε²w) and e = exp(−dT),
  /// D = −w(1 − e)/((b + d) − (b − d)e) and
  /// C = κθ·[mT − (2/ε²)·ln(1 + ε²m(1 − e)/(2d))], where m = (b − d)/ε² = −w/(b + d). This is the
  /// published form with its differences taken apart, so that a small ε, and 0, costs no digits.
  ///
  /// Source: Albrecher, Mayer, Schoutens and Tistaert, "The little Heston trap" (2007).
  public func martingaleExponent(at argument: ComplexNumber, years: Double) -> ComplexNumber {
    let epsilon = varianceLaw.volatilityOfVariance
    let square = epsilon * epsilon
    let w = argument.convexity
    let b =
      ComplexNumber(varianceLaw.reversionPerYear)
      - correlation * epsilon * (ComplexNumber.i * argument)
    let d = (b * b + square * w).squareRoot
    // b + d may vanish only where b and d point apart, and then ε is not small.
    let alike = b.real * d.real + b.imaginary * d.imaginary >= 0
    let m = alike ? -w / (b + d) : (1 / square) * (b - d)
    let e = (-years * d).exponential
    let gap = ComplexNumber(1) - e
    let slope = -w * gap / ((b + d) - square * (m * e))
    let ratio = m * gap / (2 * d)
    let logarithm =
      square > 0 ? (1 / square) * (square * ratio).logarithmOfOnePlus : ratio
    let weight = varianceLaw.reversionPerYear * varianceLaw.longRunVariance
    return weight * (years * m - 2 * logarithm) + initialVariance * slope
  }
}
