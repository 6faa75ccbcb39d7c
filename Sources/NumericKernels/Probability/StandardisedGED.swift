// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import RealModule

/// The generalised error density, with mean 0 and variance 1.
///
/// Formula: f(z) = ν exp(−½|z/λ|^ν) / (λ 2^(1 + 1/ν) Γ(1/ν)), λ² = 2^(−2/ν) Γ(1/ν)/Γ(3/ν). ν = 2 is
/// the normal density, ν = 1 the double exponential one.
///
/// Source: Nelson, "Conditional heteroskedasticity in asset returns: a new approach", Econometrica
/// 59 (1991).
public struct StandardisedGED: StandardisedDensity {
  /// The shape, ν.
  public let shape: Double
  public let constant: Double
  private let logScale: Double
  private let logScaleSlope: Double
  private let constantSlope: Double
  private let logScaleCurvature: Double
  private let constantCurvature: Double

  /// Makes the density.
  ///
  /// - Precondition: `shape` is positive.
  public init(shape nu: Double) {
    precondition(nu > 0, "the shape must be positive")
    shape = nu
    let inverse = 1 / nu
    let (first, third) = (PortableMath.logGamma(inverse), PortableMath.logGamma(3 * inverse))
    let (firstSlope, thirdSlope) = (digamma(inverse), digamma(3 * inverse))
    let logTwo = Double.log(2)
    logScale = 0.5 * (-2 * inverse * logTwo + first - third)
    logScaleSlope = 0.5 * inverse * inverse * (2 * logTwo - firstSlope + 3 * thirdSlope)
    constant = .log(nu) - logScale - (1 + inverse) * logTwo - first
    let (firstCurvature, thirdCurvature) = (trigamma(inverse), trigamma(3 * inverse))
    logScaleCurvature =
      -2 * inverse * logScaleSlope
      + 0.5 * inverse * inverse * inverse * inverse * (firstCurvature - 9 * thirdCurvature)
    constantCurvature =
      -inverse * inverse - logScaleCurvature
      - inverse * inverse * inverse * (2 * (logTwo + firstSlope) + inverse * firstCurvature)
    constantSlope = inverse - logScaleSlope + inverse * inverse * (logTwo + firstSlope)
  }

  public var logWeight: Double { 0 }
  public static var shapeCount: Int { 1 }
  public var logWeightSlope: SIMD2<Double> { .zero }
  public var negativeSquareMean: Double { 0.5 }
  public var absoluteMean: Double {
    let inverse = 1 / shape
    return .exp(
      PortableMath.logGamma(2 * inverse)
        - 0.5 * (PortableMath.logGamma(inverse) + PortableMath.logGamma(3 * inverse)))
  }

  public func terms(_ z: Double) -> DensityTerms {
    guard z != 0 else {
      let curvature = shape > 2 ? 0 : shape == 2 ? -1 : -1e8
      return DensityTerms(
        factor: 1, additive: 0, slope: 0, curvature: curvature, shape: SIMD2(constantSlope, 0),
        slopeShape: .zero)
    }
    let logRatio = .log(abs(z)) - logScale
    let power = Double.exp(shape * logRatio)
    let slope = -0.5 * shape * power / z
    let growth = logRatio - shape * logScaleSlope
    return DensityTerms(
      factor: 1, additive: -0.5 * power, slope: slope, curvature: slope * (shape - 1) / z,
      shape: SIMD2(constantSlope - 0.5 * power * growth, 0),
      slopeShape: SIMD2(slope * (1 / shape + growth), 0))
  }

  public func shapeCurvature(_ z: Double) -> SIMD4<Double> {
    guard z != 0 else { return SIMD4(constantCurvature, 0, 0, 0) }
    let logRatio = .log(abs(z)) - logScale
    let growth = logRatio - shape * logScaleSlope
    let growthSlope = -2 * logScaleSlope - shape * logScaleCurvature
    let power = Double.exp(shape * logRatio)
    return SIMD4(constantCurvature - 0.5 * power * (growth * growth + growthSlope), 0, 0, 0)
  }

  public func cumulative(_ z: Double) -> Double {
    guard z != 0 else { return 0.5 }
    let power = 0.5 * Double.exp(shape * (.log(abs(z)) - logScale))
    return z < 0
      ? 0.5 * gsl_cdf_gamma_Q(power, 1 / shape, 1)
      : 0.5 + 0.5 * gsl_cdf_gamma_P(power, 1 / shape, 1)
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "the probability must lie inside (0, 1)")
    guard probability != 0.5 else { return 0 }
    let tail = 2 * min(probability, 1 - probability)
    let power = 2 * gsl_cdf_gamma_Qinv(tail, 1 / shape, 1)
    let size = Double.exp(logScale + .log(power) / shape)
    return probability < 0.5 ? -size : size
  }
}
