// SPDX-License-Identifier: GPL-3.0-or-later

/// What the density gives at one observation: ∂l/∂h, ∂²l/∂h², ∂²l/∂h∂e and ∂²l/∂h∂shape.
struct DensityWeights {
  var first = 0.0
  var second = 0.0
  var cross = 0.0
  var shape = SIMD2<Double>.zero
}

/// The sums over the observations that need the density alone.
struct DensitySums<Density: StandardisedDensity> {
  var variances = LogProduct()
  var factors = LogProduct()
  var additive = 0.0
  var gradientMean = 0.0
  var errorError = 0.0
  var shape = SIMD2<Double>.zero
  var shapeCurvature = SIMD4<Double>.zero
  var shapeError = SIMD2<Double>.zero
  /// Whether every variance was positive.
  var isValid = true

  /// Adds an observation of a variance and an error.
  @inline(__always)
  mutating func add(_ density: Density, _ h: Double, _ error: Double) -> DensityWeights {
    if !(h > 0) { isValid = false }
    let inverse = 1 / h
    let precision = inverse.squareRoot()
    let z = error * precision
    let terms = density.terms(z)
    variances.multiply(by: h)
    let product = 1 + z * terms.slope
    let curved = terms.slope + z * terms.curvature
    var weights = DensityWeights(
      first: -0.5 * product * inverse,
      second: (0.25 * z * curved + 0.5 * product) * inverse * inverse,
      cross: -0.5 * curved * precision * inverse)
    additive += terms.additive
    gradientMean -= terms.slope * precision
    errorError += terms.curvature * inverse
    guard Density.shapeCount > 0 else { return weights }
    factors.multiply(by: terms.factor)
    shape += terms.shape
    shapeCurvature += density.shapeCurvature(z)
    weights.shape = (-0.5 * z * inverse) * terms.slopeShape
    shapeError += terms.slopeShape * precision
    return weights
  }
}

extension DensitySums {
  /// Adds an observation of a scaled error and 1/σ; the weights are those of log σ² in place of the
  /// variance.
  @inline(__always)
  mutating func addScaled(
    _ density: Density, _ z: Double, _ precision: Double
  ) -> DensityWeights {
    let terms = density.terms(z)
    let curved = terms.slope + z * terms.curvature
    var weights = DensityWeights(
      first: -0.5 * (1 + z * terms.slope), second: 0.25 * z * curved,
      cross: -0.5 * curved * precision)
    additive += terms.additive
    gradientMean -= terms.slope * precision
    errorError += terms.curvature * precision * precision
    guard Density.shapeCount > 0 else { return weights }
    factors.multiply(by: terms.factor)
    shape += terms.shape
    shapeCurvature += density.shapeCurvature(z)
    weights.shape = (-0.5 * z) * terms.slopeShape
    shapeError += terms.slopeShape * precision
    return weights
  }

  /// Σ log f of so many observations.
  func logDensity(_ density: Density, count: Int) -> Double {
    Double(count) * density.constant + additive + density.logWeight * factors.logarithm
  }

  /// The derivatives of Σ log f by the shape parameters.
  func shapeDerivatives(
    _ density: Density
  ) -> (slopes: SIMD2<Double>, curvature: SIMD4<Double>) {
    (shape + density.logWeightSlope * factors.logarithm, shapeCurvature)
  }
}

extension WeightPair {
  @inline(__always)
  init(_ first: DensityWeights, _ second: DensityWeights) {
    self.init(
      first: SIMD2(first.first, second.first), second: SIMD2(first.second, second.second),
      cross: SIMD2(first.cross, second.cross))
  }
}

/// ∂²l/∂h∂shape of two observations, by either shape parameter.
@inline(__always)
func shapePair(
  _ first: DensityWeights, _ second: DensityWeights
) -> (SIMD2<Double>, SIMD2<Double>) {
  (SIMD2(first.shape.x, second.shape.x), SIMD2(first.shape.y, second.shape.y))
}
