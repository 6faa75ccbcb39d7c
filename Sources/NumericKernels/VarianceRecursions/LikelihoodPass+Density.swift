// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The log density of scaled errors with its sums, and what the derivatives need of it.
struct DensityColumns {
  var totals: (logDensity: Double, shape: SIMD2<Double>)
  var slope: [Double]
  var curvature: [Double]
  /// ∂slope/∂shape, an array for each of two shape parameters.
  var slopeShape: (first: [Double], second: [Double])
}

extension StandardisedFamily {
  /// Σ log f and its derivatives by the shape parameters.
  func totals(
    _ shape: [Double], _ values: [Double]
  ) -> (logDensity: Double, shape: SIMD2<Double>) {
    switch self {
    case .normal: sums(StandardisedNormal(), values)
    case .student: sums(StandardisedStudentT(degreesOfFreedom: shape[0]), values)
    case .generalisedError: sums(StandardisedGED(shape: shape[0]), values)
    case .skewStudent:
      sums(StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1]), values)
    case .fernandezSteelNormal: sums(StandardisedFernandezSteelNormal(skewness: shape[0]), values)
    case .fernandezSteel:
      sums(StandardisedFernandezSteelT(skewness: shape[0], degreesOfFreedom: shape[1]), values)
    }
  }

  /// The derivatives of log f at every value.
  func columns(_ shape: [Double], _ values: [Double]) -> DensityColumns {
    switch self {
    case .normal: fill(StandardisedNormal(), values)
    case .student: fill(StandardisedStudentT(degreesOfFreedom: shape[0]), values)
    case .generalisedError: fill(StandardisedGED(shape: shape[0]), values)
    case .skewStudent:
      fill(StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1]), values)
    case .fernandezSteelNormal: fill(StandardisedFernandezSteelNormal(skewness: shape[0]), values)
    case .fernandezSteel:
      fill(StandardisedFernandezSteelT(skewness: shape[0], degreesOfFreedom: shape[1]), values)
    }
  }

  /// The second derivatives of Σ log f by the shape parameters.
  func shapeCurvature(_ shape: [Double], _ values: [Double]) -> [[Double]] {
    let sum = shapeSum(shape, values)
    switch shape.count {
    case 0: return []
    case 1: return [[sum.x]]
    default: return [[sum.x, sum.y], [sum.y, sum.z]]
    }
  }

  private func shapeSum(_ shape: [Double], _ values: [Double]) -> SIMD4<Double> {
    switch self {
    case .normal: .zero
    case .student: curvatureSum(StandardisedStudentT(degreesOfFreedom: shape[0]), values)
    case .generalisedError: curvatureSum(StandardisedGED(shape: shape[0]), values)
    case .skewStudent:
      curvatureSum(
        StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1]), values)
    case .fernandezSteelNormal:
      curvatureSum(StandardisedFernandezSteelNormal(skewness: shape[0]), values)
    case .fernandezSteel:
      curvatureSum(
        StandardisedFernandezSteelT(skewness: shape[0], degreesOfFreedom: shape[1]), values)
    }
  }
}

@inline(__always)
private func curvatureSum(
  _ density: some StandardisedDensity, _ values: [Double]
) -> SIMD4<Double> {
  var sum = SIMD4<Double>.zero
  for value in values { sum += density.shapeCurvature(value) }
  return sum
}

@inline(__always)
private func sums(
  _ density: some StandardisedDensity, _ values: [Double]
) -> (logDensity: Double, shape: SIMD2<Double>) {
  var sums = DensityTotals()
  for value in values { sums.add(density.terms(value)) }
  return sums.totals(density, count: values.count)
}

/// The running sums of a log density and its derivatives by the shape parameters.
private struct DensityTotals {
  private var product = LogProduct()
  private var additive = 0.0
  private var shape = SIMD2<Double>.zero

  @inline(__always)
  mutating func add(_ terms: DensityTerms) {
    product.multiply(by: terms.factor)
    additive += terms.additive
    shape += terms.shape
  }

  @inline(__always)
  func totals(
    _ density: some StandardisedDensity, count: Int
  ) -> (logDensity: Double, shape: SIMD2<Double>) {
    let logarithm = product.logarithm
    let sum = Double(count) * density.constant + additive + density.logWeight * logarithm
    return (sum, shape + density.logWeightSlope * logarithm)
  }
}

@inline(__always)
private func fill(_ density: some StandardisedDensity, _ values: [Double]) -> DensityColumns {
  let zeros = [Double](repeating: 0, count: values.count)
  var (slope, curvature, first, second) = (zeros, zeros, zeros, zeros)
  var sums = DensityTotals()
  for (index, value) in values.enumerated() {
    let terms = density.terms(value)
    sums.add(terms)
    slope[index] = terms.slope
    curvature[index] = terms.curvature
    first[index] = terms.slopeShape.x
    second[index] = terms.slopeShape.y
  }
  return DensityColumns(
    totals: sums.totals(density, count: values.count), slope: slope, curvature: curvature,
    slopeShape: (first, second))
}
