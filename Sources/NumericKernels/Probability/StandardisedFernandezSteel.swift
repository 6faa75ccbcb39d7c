// SPDX-License-Identifier: GPL-3.0-or-later
//
// A symmetric density skewed after Fernández and Steel, "On Bayesian modeling of fat tails and
// skewness", Journal of the American Statistical Association 93 (1998): 2/(ξ + 1/ξ) times
// g(x/ξ) for x ≥ 0 and g(ξx) for x < 0, moved and scaled to mean 0 and variance 1.

/// The asymmetry of the two widths 1 ± λ that a skewness ξ stands for, and its derivatives.
private func asymmetry(
  _ skewness: Double
) -> (value: Double, slope: Double, curvature: Double) {
  precondition(skewness > 0, "the skewness must be positive")
  let square = skewness * skewness
  let sum = square + 1
  let slope = 4 * skewness / (sum * sum)
  return ((square - 1) / sum, slope, 4 * (1 - 3 * square) / (sum * sum * sum))
}

/// The normal density skewed after Fernández and Steel, with mean 0 and variance 1.
///
/// Its shape parameter is ξ; 1 is no skewness.
public struct StandardisedFernandezSteelNormal: StandardisedDensity {
  private let pieces: TwoPiece<StandardisedNormal>
  private let slope: Double
  private let curvature: Double

  /// Makes the density.
  ///
  /// - Precondition: `skewness` is positive.
  public init(skewness: Double) {
    let (value, slope, curvature) = asymmetry(skewness)
    pieces = TwoPiece(StandardisedNormal(), asymmetry: value)
    self.slope = slope
    self.curvature = curvature
  }

  public var constant: Double { pieces.constant }
  public var logWeight: Double { 0 }
  public static var shapeCount: Int { 1 }
  public var logWeightSlope: SIMD2<Double> { .zero }
  public var absoluteMean: Double { pieces.absoluteMean }
  public var negativeSquareMean: Double { pieces.negativeSquareMean }

  @inline(__always)
  public func terms(_ z: Double) -> DensityTerms {
    var terms = pieces.terms(z)
    terms.shape = SIMD2(terms.shape.y * slope, 0)
    terms.slopeShape = SIMD2(terms.slopeShape.y * slope, 0)
    return terms
  }
  public func shapeCurvature(_ z: Double) -> SIMD4<Double> {
    let second = pieces.shapeCurvature(z).z * slope * slope
    return SIMD4(second + pieces.terms(z).shape.y * curvature, 0, 0, 0)
  }
  public func cumulative(_ z: Double) -> Double { pieces.cumulative(z) }
  public func quantile(_ probability: Double) -> Double { pieces.quantile(probability) }
}

/// Student's t density skewed after Fernández and Steel, with mean 0 and variance 1.
///
/// Its shape parameters are ξ and ν, in this order; ξ = 1 is no skewness.
public struct StandardisedFernandezSteelT: StandardisedDensity {
  private let pieces: TwoPiece<StandardisedStudentT>
  private let slope: Double
  private let curvature: Double

  /// Makes the density.
  ///
  /// - Precondition: `skewness` is positive, `degreesOfFreedom` above 2.
  public init(skewness: Double, degreesOfFreedom: Double) {
    let (value, slope, curvature) = asymmetry(skewness)
    pieces = TwoPiece(StandardisedStudentT(degreesOfFreedom: degreesOfFreedom), asymmetry: value)
    self.slope = slope
    self.curvature = curvature
  }

  public var constant: Double { pieces.constant }
  public var logWeight: Double { pieces.half.logWeight }
  public static var shapeCount: Int { 2 }
  public var logWeightSlope: SIMD2<Double> { SIMD2(0, -0.5) }
  public var absoluteMean: Double { pieces.absoluteMean }
  public var negativeSquareMean: Double { pieces.negativeSquareMean }

  @inline(__always)
  public func terms(_ z: Double) -> DensityTerms {
    var terms = pieces.terms(z)
    terms.shape = SIMD2(terms.shape.y * slope, terms.shape.x)
    terms.slopeShape = SIMD2(terms.slopeShape.y * slope, terms.slopeShape.x)
    return terms
  }
  public func shapeCurvature(_ z: Double) -> SIMD4<Double> {
    let pair = pieces.shapeCurvature(z)
    let second = pair.z * slope * slope + pieces.terms(z).shape.y * curvature
    return SIMD4(second, pair.y * slope, pair.x, 0)
  }
  public func cumulative(_ z: Double) -> Double { pieces.cumulative(z) }
  public func quantile(_ probability: Double) -> Double { pieces.quantile(probability) }
}
