// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The standard normal density.
public struct StandardisedNormal: StandardisedDensity, SkewableDensity {
  /// Makes the density.
  public init() {}

  public var constant: Double { -0.918938533204672742 }
  public var logWeight: Double { 0 }
  public static var shapeCount: Int { 0 }
  public var logWeightSlope: SIMD2<Double> { .zero }
  public var absoluteMean: Double { (2 / Double.pi).squareRoot() }
  public var negativeSquareMean: Double { 0.5 }
  var absoluteMeanSlopes: SIMD2<Double> { .zero }

  @inline(__always)
  public func terms(_ z: Double) -> DensityTerms {
    DensityTerms(
      factor: 1, additive: -0.5 * z * z, slope: -z, curvature: -1, shape: .zero, slopeShape: .zero)
  }

  public func shapeCurvature(_ z: Double) -> SIMD4<Double> { .zero }
  public func cumulative(_ z: Double) -> Double { Normal.standardCumulative(z) }
  public func quantile(_ probability: Double) -> Double { Normal.standardQuantile(probability) }

  func partialMean(below q: Double) -> Double { -Normal.standardDensity(q) }
  func partialSquare(below q: Double) -> Double {
    Normal.standardCumulative(q) - q * Normal.standardDensity(q)
  }
}
