// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Student's t density, scaled to variance 1.
///
/// Formula: f(z) = c (1 + z²/(ν − 2))^(−(ν + 1)/2), c = Γ((ν + 1)/2) / (Γ(ν/2) √(π(ν − 2))).
public struct StandardisedStudentT: StandardisedDensity, SkewableDensity {
  /// The degrees of freedom, ν.
  public let degreesOfFreedom: Double
  public let constant: Double
  public let logWeight: Double
  private let excess: Double
  private let inverseExcess: Double
  private let constantSlope: Double
  private let constantCurvature: Double

  /// Makes the density.
  ///
  /// - Precondition: `degreesOfFreedom` is above 2: below, there is no variance to scale to 1.
  public init(degreesOfFreedom nu: Double) {
    precondition(nu > 2, "the degrees of freedom must be above 2")
    degreesOfFreedom = nu
    excess = nu - 2
    inverseExcess = 1 / (nu - 2)
    logWeight = -0.5 * (nu + 1)
    // log Γ((ν + 1)/2) − log Γ(ν/2) as a beta function: a difference of the two would cancel.
    constant = -PortableMath.logBeta(nu / 2, 0.5) - 0.5 * .log(nu - 2)
    constantSlope =
      0.5 * (digamma(0.5 * (nu + 1)) - digamma(0.5 * nu)) - 0.5 * inverseExcess
    constantCurvature =
      0.25 * (trigamma(0.5 * (nu + 1)) - trigamma(0.5 * nu)) + 0.5 * inverseExcess * inverseExcess
  }

  public static var shapeCount: Int { 1 }
  public var logWeightSlope: SIMD2<Double> { SIMD2(-0.5, 0) }
  public var absoluteMean: Double {
    2 * .exp(constant) * excess / (degreesOfFreedom - 1)
  }
  public var negativeSquareMean: Double { 0.5 }
  var absoluteMeanSlopes: SIMD2<Double> {
    let other = 1 / (degreesOfFreedom - 1)
    let slope = constantSlope + inverseExcess - other
    let curvature = constantCurvature - inverseExcess * inverseExcess + other * other
    return SIMD2(slope, slope * slope + curvature) * absoluteMean
  }

  @inline(__always)
  public func terms(_ z: Double) -> DensityTerms {
    let square = z * z
    let inverse = 1 / (excess + square)
    let ratio = 2 * logWeight * inverse
    let share = square * inverse
    return DensityTerms(
      factor: (excess + square) * inverseExcess, additive: 0, slope: ratio * z,
      curvature: ratio * (1 - 2 * share),
      shape: SIMD2(constantSlope - logWeight * share * inverseExcess, 0),
      slopeShape: SIMD2(-(1 + ratio) * inverse * z, 0))
  }

  @inline(__always)
  public func shapeCurvature(_ z: Double) -> SIMD4<Double> {
    let square = z * z
    let inverse = 1 / (excess + square)
    let share = square * inverse * inverseExcess
    let shareSlope = -share * (2 * excess + square) * inverse * inverseExcess
    return SIMD4(constantCurvature + share - logWeight * shareSlope, 0, 0, 0)
  }

  public func cumulative(_ z: Double) -> Double {
    StudentT.cumulative(z * unscale, degreesOfFreedom: degreesOfFreedom)
  }

  public func quantile(_ probability: Double) -> Double {
    StudentT.quantile(probability, degreesOfFreedom: degreesOfFreedom) / unscale
  }

  /// What a value is multiplied by to be a plain t variable.
  private var unscale: Double { (degreesOfFreedom / excess).squareRoot() }

  func partialMean(below q: Double) -> Double {
    let density = Double.exp(constant + logWeight * .log(onePlus: q * q * inverseExcess))
    return -(excess + q * q) / (degreesOfFreedom - 1) * density
  }

  // (1 + t²/ν) times the t density of ν is, up to its mass, that of ν − 2 degrees of freedom.
  func partialSquare(below q: Double) -> Double {
    let heavier = StudentT.cumulative(q, degreesOfFreedom: excess)
    return (degreesOfFreedom - 1) * heavier - excess * cumulative(q)
  }
}

extension StandardisedStudentT: PairedDensity {
  @inline(__always)
  func terms(
    square: SIMD2<Double>, ratio: SIMD2<Double>, scaled: @autoclosure () -> ScaledPair
  ) -> PairTerms {
    let sum = square + excess
    let inverse = 1 / sum
    let slope = 2 * logWeight * inverse
    let share = square * inverse
    let slopeShape = -(1 + slope) * inverse
    let shareSlope = -share * (sum + excess) * inverse * (inverseExcess * inverseExcess)
    return PairTerms(
      factor: sum * inverseExcess, product: slope * square, drift: slope * ratio,
      curvature: slope * (1 - 2 * share),
      shape: (constantSlope - logWeight * inverseExcess * share, .zero),
      productShape: (slopeShape * square, .zero), driftShape: (slopeShape * ratio, .zero),
      shapeCurvature: (
        constantCurvature + inverseExcess * share - logWeight * shareSlope, .zero, .zero
      ))
  }
}
