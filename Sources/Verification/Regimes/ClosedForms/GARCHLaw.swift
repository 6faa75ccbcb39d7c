// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The moments of GARCH(1,1) and, with a leverage coefficient, of GJR(1,1).
///
/// ε = σz and σ²ₜ = ω + (α + γ·[εₜ₋₁ < 0])·ε²ₜ₋₁ + β·σ²ₜ₋₁, with independent symmetric innovations
/// z of mean 0, variance 1 and a known kurtosis.
///
/// Source: Bollerslev, "Generalized autoregressive conditional heteroskedasticity" (1986); Glosten,
/// Jagannathan and Runkle (1993) for γ. The moments with γ are derived from the factor
/// A = (α + γ[z < 0])z² + β of the recursion σ²ₜ₊₁ = ω + A·σ²ₜ, and checked by simulation.
public struct GARCHLaw: Hashable, Sendable {
  /// The constant ω, in the unit of a variance per bar.
  public let constant: Double
  /// The weight α of the last squared shock.
  public let shockWeight: Double
  /// The weight γ that a negative shock has besides.
  public let leverage: Double
  /// The weight β of the last variance.
  public let persistence: Double
  /// The kurtosis of the innovations, E z⁴: 3 for normal ones.
  public let innovationKurtosis: Double

  /// Makes the law.
  ///
  /// - Precondition: ω > 0, α ≥ 0, α + γ ≥ 0, β ≥ 0, α + ½γ + β < 1, and the kurtosis is at least
  /// 1.
  public init(
    constant: Double, shockWeight: Double, leverage: Double = 0, persistence: Double,
    innovationKurtosis: Double = 3
  ) {
    precondition(constant > 0, "ω must be positive")
    precondition(shockWeight >= 0 && shockWeight + leverage >= 0, "α and α + γ must be ≥ 0")
    precondition(persistence >= 0, "β must not be negative")
    precondition(shockWeight + 0.5 * leverage + persistence < 1, "α + ½γ + β must be below 1")
    precondition(innovationKurtosis >= 1, "a kurtosis is at least 1")
    self.constant = constant
    self.shockWeight = shockWeight
    self.leverage = leverage
    self.persistence = persistence
    self.innovationKurtosis = innovationKurtosis
  }

  /// The factor by which the expected variance's distance from its mean falls per bar:
  /// E A = α + ½γ + β.
  public var decay: Double { shockWeight + 0.5 * leverage + persistence }

  /// The bars after which half that distance is left: ln ½/ln(α + ½γ + β).
  public var halfLifeBars: Double { -.log(2) / .log(decay) }

  /// The unconditional variance per bar: ω/(1 − E A).
  public var variance: Double { constant / (1 - decay) }

  /// E A² = κ(α² + αγ + ½γ²) + 2β(α + ½γ) + β².
  private var squaredFactor: Double {
    let (a, g) = (shockWeight, leverage)
    let squares = innovationKurtosis * (a * a + a * g + 0.5 * g * g)
    return squares + persistence * (2 * a + g + persistence)
  }

  /// E σ⁴/(E σ²)² = (1 − (E A)²)/(1 − E A²); nil where the fourth moment is infinite.
  private var varianceRatio: Double? {
    squaredFactor < 1 ? (1 - decay * decay) / (1 - squaredFactor) : nil
  }

  /// The kurtosis of the returns; nil where the fourth moment is infinite.
  ///
  /// With normal innovations and γ = 0: 3(1 − (α + β)²)/(1 − (α + β)² − 2α²).
  public var kurtosis: Double? { varianceRatio.map { innovationKurtosis * $0 } }

  /// The autocorrelation of squared returns at a lag; nil where the fourth moment is infinite.
  ///
  /// It falls by the factor E A per bar. With γ = 0 and normal innovations the first is
  /// α(1 − αβ − β²)/(1 − 2αβ − β²).
  ///
  /// - Precondition: the lag is positive.
  public func autocorrelationOfSquares(lag: Int) -> Double? {
    precondition(lag > 0, "the lag must be positive")
    guard let varianceRatio else { return nil }
    // In units of (E σ²)²: E ε²ₜσ²ₜ₊₁ = ω·E σ² + (κ(α + ½γ) + β)·E σ⁴.
    let weight = innovationKurtosis * (shockWeight + 0.5 * leverage) + persistence
    let covariance = (1 - decay) + weight * varianceRatio - 1
    let first = covariance / (innovationKurtosis * varianceRatio - 1)
    return first * .pow(decay, lag - 1)
  }
}
