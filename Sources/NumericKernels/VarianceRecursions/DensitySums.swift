// SPDX-License-Identifier: GPL-3.0-or-later

/// What the density gives at two observations: ∂l/∂h, ∂²l/∂h², ∂²l/∂h∂e.
struct WeightPair {
  var first = SIMD2<Double>.zero
  var second = SIMD2<Double>.zero
  var cross = SIMD2<Double>.zero
}

/// ∂²l/∂h∂shape of two observations, by either shape parameter.
typealias ShapeWeightPair = (SIMD2<Double>, SIMD2<Double>)

/// The sums over the observations that need the density alone, two observations at a time.
struct DensitySums<Density: PairedDensity> {
  /// The weights of both observations of a pair, and of an odd last one with its partner.
  static var both: SIMD2<Double> { SIMD2(1, 1) }
  static var firstAlone: SIMD2<Double> { SIMD2(1, 0) }

  private var variances = LogProduct()
  private var factors = LogProduct()
  private var additive = SIMD2<Double>.zero
  private var drift = SIMD2<Double>.zero
  private var curvature = SIMD2<Double>.zero
  private var shape: ShapeWeightPair = (.zero, .zero)
  private var shapeCurvature = (SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero)
  private var shapeDrift: ShapeWeightPair = (.zero, .zero)
  /// Whether every variance was positive.
  private(set) var isValid = true
  /// The information of log σ² that stands for the second derivatives; nil for these themselves.
  private let scaleInformation: Double?

  init(scaleInformation: Double? = nil) { self.scaleInformation = scaleInformation }

  /// Σ log σ².
  var logVariance: Double { variances.logarithm }
  /// Σ −s(z)/σ, the part of the score by the mean that is the error's own.
  var gradientMean: Double { -(drift.x + drift.y) }
  /// Σ s′(z)/σ².
  var errorError: Double { curvature.x + curvature.y }
  /// Σ ∂s/∂shape/σ.
  var shapeError: SIMD2<Double> {
    SIMD2(shapeDrift.0.x + shapeDrift.0.y, shapeDrift.1.x + shapeDrift.1.y)
  }

  /// Adds two variances and errors; the weights are those of the variances. A variance that is not
  /// kept is 1.
  @inline(__always)
  mutating func add(
    _ density: Density, variance h: SIMD2<Double>, error: SIMD2<Double>, kept: SIMD2<Double>
  ) -> (WeightPair, ShapeWeightPair) {
    if !(h.x > 0) || !(h.y > 0) { isValid = false }
    variances.multiply(by: h.x * h.y)
    let inverse = 1 / h
    let ratio = error * inverse
    let square = error * ratio
    func scaled() -> ScaledPair {
      let precision = inverse.squareRoot()
      return ScaledPair(error: error * precision, precision: precision)
    }
    let terms = density.terms(square: square, ratio: ratio, scaled: scaled())
    gather(terms, inverse, kept)
    let product = 1 + terms.product
    let curved = terms.product + square * terms.curvature
    var weights = WeightPair(
      first: kept * (-0.5 * product * inverse),
      second: kept * ((0.25 * curved + 0.5 * product) * (inverse * inverse)),
      cross: kept * (-0.5 * (terms.drift + ratio * terms.curvature) * inverse))
    if let scaleInformation {
      weights.second = kept * (-scaleInformation * (inverse * inverse))
      weights.cross = .zero
    }
    let scale = kept * (-0.5 * inverse)
    return (weights, (scale * terms.productShape.0, scale * terms.productShape.1))
  }

  /// Adds two scaled errors; the weights are those of log σ² in place of the variance.
  @inline(__always)
  mutating func add(
    _ density: Density, scaled: ScaledPair, kept: SIMD2<Double>
  ) -> (WeightPair, ShapeWeightPair) {
    let square = scaled.error * scaled.error
    let ratio = scaled.error * scaled.precision
    let terms = density.terms(square: square, ratio: ratio, scaled: scaled)
    gather(terms, scaled.precision * scaled.precision, kept)
    let curved = terms.product + square * terms.curvature
    var weights = WeightPair(
      first: kept * (-0.5 * (1 + terms.product)), second: kept * (0.25 * curved),
      cross: kept * (-0.5 * (terms.drift + ratio * terms.curvature)))
    if let scaleInformation {
      weights.second = -scaleInformation * kept
      weights.cross = .zero
    }
    let scale = -0.5 * kept
    return (weights, (scale * terms.productShape.0, scale * terms.productShape.1))
  }

  @inline(__always)
  private mutating func gather(
    _ terms: PairTerms, _ inverse: SIMD2<Double>, _ kept: SIMD2<Double>
  ) {
    additive += kept * terms.additive
    drift += kept * terms.drift
    curvature += kept * (terms.curvature * inverse)
    guard Density.shapeCount > 0 else { return }
    factors.multiply(by: terms.factor.x * (kept.y == 0 ? 1 : terms.factor.y))
    shape.0 += kept * terms.shape.0
    shapeDrift.0 += kept * terms.driftShape.0
    shapeCurvature.0 += kept * terms.shapeCurvature.0
    guard Density.shapeCount > 1 else { return }
    shape.1 += kept * terms.shape.1
    shapeDrift.1 += kept * terms.driftShape.1
    shapeCurvature.1 += kept * terms.shapeCurvature.1
    shapeCurvature.2 += kept * terms.shapeCurvature.2
  }

  /// Σ log f of so many observations.
  func logDensity(_ density: Density, count: Int) -> Double {
    Double(count) * density.constant + (additive.x + additive.y)
      + density.logWeight * factors.logarithm
  }

  /// The derivatives of Σ log f by the shape parameters.
  func shapeDerivatives(
    _ density: Density
  ) -> (slopes: SIMD2<Double>, curvature: SIMD4<Double>) {
    let slopes = SIMD2(shape.0.x + shape.0.y, shape.1.x + shape.1.y)
    let (first, both, second) = shapeCurvature
    return (
      slopes + density.logWeightSlope * factors.logarithm,
      SIMD4(first.x + first.y, both.x + both.y, second.x + second.y, 0)
    )
  }
}
