// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// The moments of EGARCH(1,1) with normal innovations.
///
/// ln σ²ₜ = ω + β·ln σ²ₜ₋₁ + α·zₜ₋₁ + γ(|zₜ₋₁| − E|z|).
///
/// Source: Nelson, "Conditional heteroskedasticity in asset returns: a new approach" (1991), for
/// the model. The moments come from ln σ² = ω/(1 − β) + Σᵢ βⁱ·g(zᵢ), whose terms are independent.
public struct EGARCHLaw: Hashable, Sendable {
  /// The constant ω of the log variance per bar.
  public let constant: Double
  /// The weight α of the last innovation: its sign's effect.
  public let signWeight: Double
  /// The weight γ of the last innovation's size above its mean.
  public let sizeWeight: Double
  /// The weight β of the last log variance.
  public let persistence: Double

  /// Makes the law.
  ///
  /// - Precondition: |β| < 1.
  public init(constant: Double, signWeight: Double, sizeWeight: Double, persistence: Double) {
    precondition(persistence.magnitude < 1, "β must lie inside (−1, 1)")
    self.constant = constant
    self.signWeight = signWeight
    self.sizeWeight = sizeWeight
    self.persistence = persistence
  }

  /// The mean of ln σ²: ω/(1 − β).
  public var meanLogVariance: Double { constant / (1 - persistence) }

  /// The variance of ln σ²: (α² + γ²(1 − 2/π))/(1 − β²).
  public var varianceOfLogVariance: Double {
    let shock = signWeight * signWeight + sizeWeight * sizeWeight * (1 - 2 / Double.pi)
    return shock / (1 - persistence * persistence)
  }

  /// The unconditional variance of the returns per bar, E σ².
  public var variance: Double { varianceMoment(1) }

  /// The kurtosis of the returns: 3·E σ⁴/(E σ²)².
  public var kurtosis: Double {
    let variance = varianceMoment(1)
    return 3 * varianceMoment(2) / (variance * variance)
  }

  /// E (σ²)ᵖ = exp(pω/(1 − β))·Πᵢ E exp(pβⁱ·g(z)).
  ///
  /// - Complexity: O(1/(1 − |β|)): the factors are 1 + O(β²ⁱ), and are taken until what is left of
  ///   their product is below 10⁻¹⁷.
  public func varianceMoment(_ order: Double) -> Double {
    var scale = order
    var logarithm = order * meanLogVariance
    while 0.5 * scale * scale * varianceOfLogVariance > 1e-17 {
      logarithm += logMeanExponential(scale)
      scale *= persistence
    }
    return .exp(logarithm)
  }

  /// ln E exp(s(αz + γ(|z| − √(2/π)))), each half of z by ∫₀^∞ exp(az)φ(z) dz = exp(½a²)Φ(a).
  private func logMeanExponential(_ scale: Double) -> Double {
    let up = scale * (sizeWeight + signWeight)
    let down = scale * (sizeWeight - signWeight)
    let mean =
      .exp(0.5 * up * up) * Normal.standardCumulative(up)
      + .exp(0.5 * down * down) * Normal.standardCumulative(down)
    return .log(mean) - scale * sizeWeight * (2 / Double.pi).squareRoot()
  }
}
