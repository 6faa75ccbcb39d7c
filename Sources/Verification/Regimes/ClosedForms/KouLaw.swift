// SPDX-License-Identifier: GPL-3.0-or-later

/// Kou's jump diffusion: Brownian motion with double exponential jumps in the log price.
///
/// d ln S = (μ − ½σ² − λζ) dt + σ dW + dJ: a jump Y is an exponential of rate η₁ upwards with
/// probability p, else one of rate η₂ downwards, and ζ = E exp(Y) − 1.
///
/// Source: Kou, "A jump-diffusion model for option pricing" (2002).
public struct KouLaw: Hashable, LogReturnLaw {
  /// The volatility of the diffusion per root year, σ.
  public let volatilityPerYear: Double
  /// The mean number of jumps per year, λ.
  public let jumpsPerYear: Double
  /// The probability that a jump goes up, p.
  public let upProbability: Double
  /// The rate of the jumps upwards, η₁: their mean is 1/η₁ in the log price.
  public let upRate: Double
  /// The rate of the jumps downwards, η₂: their mean size is 1/η₂ in the log price.
  public let downRate: Double

  /// Makes the law.
  ///
  /// - Precondition: volatility and intensity are not negative, the probability lies in 0...1, η₁
  /// is   above 1, without which the mean price is infinite, and η₂ is positive.
  public init(
    volatilityPerYear: Double, jumpsPerYear: Double, upProbability: Double, upRate: Double,
    downRate: Double
  ) {
    precondition(volatilityPerYear >= 0, "the volatility must not be negative")
    precondition(jumpsPerYear >= 0, "the intensity must not be negative")
    precondition((0...1).contains(upProbability), "the probability must lie in 0...1")
    precondition(upRate > 1 && downRate > 0, "η₁ must be above 1 and η₂ positive")
    self.volatilityPerYear = volatilityPerYear
    self.jumpsPerYear = jumpsPerYear
    self.upProbability = upProbability
    self.upRate = upRate
    self.downRate = downRate
  }

  /// The mean growth factor of a jump: E exp(Y) = pη₁/(η₁ − 1) + (1 − p)η₂/(η₂ + 1).
  public var meanJumpFactor: Double {
    upProbability * upRate / (upRate - 1) + (1 - upProbability) * downRate / (downRate + 1)
  }

  /// The variance of the number of jumps in some years, which is also its mean: λT.
  public func jumpCountVariance(years: Double) -> Double { jumpsPerYear * years }

  /// −½σ²T(iu + u²) + λT(pη₁/(η₁ − iu) + (1 − p)η₂/(η₂ + iu) − 1 − iuζ).
  public func martingaleExponent(at argument: ComplexNumber, years: Double) -> ComplexNumber {
    let iu = ComplexNumber.i * argument
    let up = ComplexNumber(upProbability * upRate) / (ComplexNumber(upRate) - iu)
    let down = ComplexNumber((1 - upProbability) * downRate) / (ComplexNumber(downRate) + iu)
    let excess = up + down - ComplexNumber(1) - (meanJumpFactor - 1) * iu
    let variance = volatilityPerYear * volatilityPerYear
    return -0.5 * variance * years * argument.convexity + jumpsPerYear * years * excess
  }

  /// A moment of a jump in the log price: E Yᵏ = k!·(p/η₁ᵏ + (−1)ᵏ(1 − p)/η₂ᵏ).
  ///
  /// - Precondition: the order is not negative.
  public func jumpMoment(order: Int) -> Double {
    precondition(order >= 0, "the order must not be negative")
    var (up, down) = (upProbability, 1 - upProbability)
    for factor in 0..<order {
      up *= Double(factor + 1) / upRate
      down *= -Double(factor + 1) / downRate
    }
    return up + down
  }

  /// The cumulants of the log return over some years, where the mean price grows at a rate.
  ///
  /// Formula: per year c₁ = μ − ½σ² − λζ + λE Y, c₂ = σ² + λE Y², c₃ = λE Y³, c₄ = λE Y⁴.
  public func cumulants(years: Double, driftPerYear: Double) -> Cumulants {
    let variance = volatilityPerYear * volatilityPerYear
    let excess = jumpMoment(order: 1) - (meanJumpFactor - 1)
    let perYear = Cumulants(
      first: driftPerYear - 0.5 * variance + jumpsPerYear * excess,
      second: variance + jumpsPerYear * jumpMoment(order: 2),
      third: jumpsPerYear * jumpMoment(order: 3), fourth: jumpsPerYear * jumpMoment(order: 4))
    return perYear.scaled(by: years)
  }
}
