// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Merton's jump diffusion: Brownian motion with normal jumps in the log price.
///
/// d ln S = (μ − ½σ² − λk̄) dt + σ dW + dJ: jumps Y ~ N(mean, deviation²) come at the times of a
/// Poisson process of intensity λ, and k̄ = E exp(Y) − 1.
///
/// Source: Merton, "Option pricing when underlying stock returns are discontinuous" (1976).
public struct MertonLaw: Hashable, LogReturnLaw {
  /// The volatility of the diffusion per root year, σ.
  public let volatilityPerYear: Double
  /// The mean number of jumps per year, λ.
  public let jumpsPerYear: Double
  /// The mean of a jump in the log price.
  public let jumpMean: Double
  /// The standard deviation of a jump in the log price.
  public let jumpDeviation: Double

  /// Makes the law.
  ///
  /// - Precondition: volatility, intensity and the jumps' deviation are not negative.
  public init(
    volatilityPerYear: Double, jumpsPerYear: Double, jumpMean: Double, jumpDeviation: Double
  ) {
    precondition(volatilityPerYear >= 0, "the volatility must not be negative")
    precondition(jumpsPerYear >= 0, "the intensity must not be negative")
    precondition(jumpDeviation >= 0, "the jumps' deviation must not be negative")
    self.volatilityPerYear = volatilityPerYear
    self.jumpsPerYear = jumpsPerYear
    self.jumpMean = jumpMean
    self.jumpDeviation = jumpDeviation
  }

  /// The mean growth factor of a jump: E exp(Y) = exp(mean + ½ deviation²).
  public var meanJumpFactor: Double { .exp(jumpMean + 0.5 * jumpDeviation * jumpDeviation) }

  /// The variance of the number of jumps in some years, which is also its mean: λT.
  public func jumpCountVariance(years: Double) -> Double { jumpsPerYear * years }

  /// −½σ²T(iu + u²) + λT(E exp(iuY) − 1 − iuk̄).
  public func martingaleExponent(at argument: ComplexNumber, years: Double) -> ComplexNumber {
    let iu = ComplexNumber.i * argument
    let square = jumpDeviation * jumpDeviation
    let jump = (jumpMean * iu + 0.5 * square * (iu * iu)).exponential
    let excess = jump - ComplexNumber(1) - (meanJumpFactor - 1) * iu
    let variance = volatilityPerYear * volatilityPerYear
    return -0.5 * variance * years * argument.convexity + jumpsPerYear * years * excess
  }

  /// The cumulants of the log return over some years, where the mean price grows at a rate.
  ///
  /// Formula: with jump mean m and deviation δ, per year c₁ = μ − ½σ² − λk̄ + λm,
  /// c₂ = σ² + λ(m² + δ²), c₃ = λ(m³ + 3mδ²), c₄ = λ(m⁴ + 6m²δ² + 3δ⁴).
  public func cumulants(years: Double, driftPerYear: Double) -> Cumulants {
    let variance = volatilityPerYear * volatilityPerYear
    let (m, square) = (jumpMean, jumpDeviation * jumpDeviation)
    let meanSquare = m * m
    let fourthMoment = meanSquare * meanSquare + 6 * meanSquare * square + 3 * square * square
    let perYear = Cumulants(
      first: driftPerYear - 0.5 * variance + jumpsPerYear * (m - (meanJumpFactor - 1)),
      second: variance + jumpsPerYear * (meanSquare + square),
      third: jumpsPerYear * m * (meanSquare + 3 * square),
      fourth: jumpsPerYear * fourthMoment)
    return perYear.scaled(by: years)
  }

  /// The price of an option by Merton's series over the number of jumps.
  ///
  /// Formula: Σₙ exp(−λ′T)(λ′T)ⁿ/n! · BS(σₙ, rₙ) with λ′ = λ(1 + k̄), σₙ² = σ² + nδ²/T and
  /// rₙ = r − λk̄ + n·ln(1 + k̄)/T. At least 60 terms, then until the weights fall below 10⁻²⁰.
  ///
  /// - Complexity: O(60 + λ′T).
  public func seriesPrice(of option: EuropeanOption) -> Double {
    let years = option.maturityYears
    let expected = jumpsPerYear * meanJumpFactor * years
    var (logWeight, call) = (-expected, 0.0)
    var count = 0
    while true {
      let weight = Double.exp(logWeight)
      call += weight * conditionalCallPrice(option, jumps: Double(count))
      count += 1
      logWeight += .log(expected / Double(count))
      if count >= 60 && Double(count) > expected && logWeight < -46 { break }
    }
    return option.price(callPrice: call)
  }

  /// The price of a call where the number of jumps is known, up to its weight.
  private func conditionalCallPrice(_ option: EuropeanOption, jumps: Double) -> Double {
    let years = option.maturityYears
    let variance =
      volatilityPerYear * volatilityPerYear + jumps * jumpDeviation * jumpDeviation / years
    let rate =
      option.ratePerYear - jumpsPerYear * (meanJumpFactor - 1)
      + jumps * .log(meanJumpFactor) / years
    let call = EuropeanOption(
      .call, spot: option.spot, strike: option.strike, ratePerYear: rate,
      dividendYieldPerYear: option.dividendYieldPerYear, maturityYears: years)
    return BlackScholes.price(call, volatilityPerYear: variance.squareRoot())
  }
}
