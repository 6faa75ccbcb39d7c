// SPDX-License-Identifier: GPL-3.0-or-later

/// Hansen's skew Student t density, with mean 0 and variance 1.
///
/// Formula: with a = 4λc(η − 2)/(η − 1) and b² = 1 + 3λ² − a²,
/// f(z) = bc (1 + ((bz + a)/(1 ± λ))²/(η − 2))^(−(η + 1)/2), minus for z < −a/b; c as in
/// `StandardisedStudentT`. Its shape parameters are η and λ, in this order.
///
/// Source: Hansen, "Autoregressive conditional density estimation", International Economic Review
/// 35 (1994).
public struct StandardisedHansenT: StandardisedDensity {
  private let pieces: TwoPiece<StandardisedStudentT>

  /// Makes the density.
  ///
  /// - Precondition: `degreesOfFreedom` is above 2, `asymmetry` lies inside (−1, 1).
  public init(degreesOfFreedom: Double, asymmetry: Double) {
    pieces = TwoPiece(
      StandardisedStudentT(degreesOfFreedom: degreesOfFreedom), asymmetry: asymmetry)
  }

  public var constant: Double { pieces.constant }
  public var logWeight: Double { pieces.half.logWeight }
  public static var shapeCount: Int { 2 }
  public var logWeightSlope: SIMD2<Double> { pieces.half.logWeightSlope }
  public var absoluteMean: Double { pieces.absoluteMean }
  public var negativeSquareMean: Double { pieces.negativeSquareMean }

  @inline(__always)
  public func terms(_ z: Double) -> DensityTerms { pieces.terms(z) }
  @inline(__always)
  public func shapeCurvature(_ z: Double) -> SIMD4<Double> { pieces.shapeCurvature(z) }
  public func cumulative(_ z: Double) -> Double { pieces.cumulative(z) }
  public func quantile(_ probability: Double) -> Double { pieces.quantile(probability) }
}
