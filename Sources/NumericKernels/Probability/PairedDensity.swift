// SPDX-License-Identifier: GPL-3.0-or-later
//
// Densities at two values at once. A symmetric density needs z² and z/σ alone: no square root.

/// Two errors over their standard deviations, and the reciprocals of these.
struct ScaledPair {
  var error = SIMD2<Double>.zero
  var precision = SIMD2<Double>.zero
}

/// The parts of a log density at two values z = e/σ, a lane for each; s is its first derivative.
///
/// `StandardisedDensity.terms` says what the parts are. Tuples are by shape parameter.
struct PairTerms {
  var factor = SIMD2<Double>(repeating: 1)
  var additive = SIMD2<Double>.zero
  /// z·s(z).
  var product: SIMD2<Double>
  /// s(z)/σ.
  var drift: SIMD2<Double>
  /// s′(z).
  var curvature: SIMD2<Double>
  var shape = (SIMD2<Double>.zero, SIMD2<Double>.zero)
  /// z·∂s/∂shape.
  var productShape = (SIMD2<Double>.zero, SIMD2<Double>.zero)
  /// ∂s/∂shape/σ.
  var driftShape = (SIMD2<Double>.zero, SIMD2<Double>.zero)
  /// By the first shape parameter, by both and by the second.
  var shapeCurvature = (SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero)
}

/// A density that can be taken at two values at once.
protocol PairedDensity: StandardisedDensity {
  /// The parts at two values, given z² and z/σ.
  func terms(
    square: SIMD2<Double>, ratio: SIMD2<Double>, scaled: @autoclosure () -> ScaledPair
  ) -> PairTerms
}

extension StandardisedNormal: PairedDensity {
  @inline(__always)
  func terms(
    square: SIMD2<Double>, ratio: SIMD2<Double>, scaled: @autoclosure () -> ScaledPair
  ) -> PairTerms {
    PairTerms(
      additive: -0.5 * square, product: -square, drift: -ratio,
      curvature: SIMD2(repeating: -1))
  }
}

extension StandardisedHansenT: PairedDensity {
  // The halves differ: one value after the other.
  @inline(__always)
  func terms(
    square: SIMD2<Double>, ratio: SIMD2<Double>, scaled: @autoclosure () -> ScaledPair
  ) -> PairTerms {
    let (z, precision) = (scaled().error, scaled().precision)
    let (first, second) = (terms(z.x), terms(z.y))
    let slope = SIMD2(first.slope, second.slope)
    let slopeShape = (
      SIMD2(first.slopeShape.x, second.slopeShape.x), SIMD2(first.slopeShape.y, second.slopeShape.y)
    )
    let (left, right) = (shapeCurvature(z.x), shapeCurvature(z.y))
    return PairTerms(
      factor: SIMD2(first.factor, second.factor), additive: SIMD2(first.additive, second.additive),
      product: z * slope, drift: slope * precision,
      curvature: SIMD2(first.curvature, second.curvature),
      shape: (SIMD2(first.shape.x, second.shape.x), SIMD2(first.shape.y, second.shape.y)),
      productShape: (z * slopeShape.0, z * slopeShape.1),
      driftShape: (precision * slopeShape.0, precision * slopeShape.1),
      shapeCurvature: (SIMD2(left.x, right.x), SIMD2(left.y, right.y), SIMD2(left.z, right.z)))
  }
}
