// SPDX-License-Identifier: GPL-3.0-or-later

/// The sums of a pass of orders one by (μ, ω, α, γ, β), and with the shape parameters.
struct PassDerivatives {
  var gradient = [Double](repeating: 0, count: 5)
  var matrix = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 5)
  /// The mixed derivatives by each shape parameter.
  private(set) var shapeRows = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 2)

  /// Adds a mixed derivative on both sides of the diagonal.
  mutating func add(_ first: Int, _ second: Int, _ value: Double) {
    matrix[first][second] += value
    matrix[second][first] += value
  }

  /// Σ ∂²l/∂h∂shape ∂h, the slope of an error by μ being −1.
  @inline(__always)
  mutating func multiplyShape(
    _ slopes: [SlopePair], _ weights: [ShapeWeightPair], shapeCount: Int,
    errors: SIMD2<Double>
  ) {
    for index in 0..<shapeCount {
      let zero = SIMD2<Double>.zero
      var (m, o, a, g, b) = (zero, zero, zero, zero, zero)
      for pair in slopes.indices {
        let slope = slopes[pair]
        let weight = index == 0 ? weights[pair].0 : weights[pair].1
        m += weight * slope.mean
        o += weight * slope.omega
        a += weight * slope.alpha
        g += weight * slope.gamma
        b += weight * slope.beta
      }
      shapeRows[index] = [m, o, a, g, b].map { $0.x + $0.y }
      shapeRows[index][0] -= errors[index]
    }
  }

  /// A likelihood with these derivatives; nil where it is not finite.
  ///
  /// - Parameter isKept: whether the parameter of an index is one of the model's.
  func curvature(
    value: Double, shape: (slopes: SIMD2<Double>, curvature: SIMD4<Double>), shapeCount: Int,
    isKept: (Int) -> Bool
  ) -> LikelihoodCurvature? {
    guard value.isFinite else { return nil }
    var (slopes, matrix) = (gradient, matrix)
    for index in 0..<shapeCount {
      let entries = shapeRows[index]
      for column in entries.indices { matrix[column].append(entries[column]) }
      let block =
        index == 0
        ? [shape.curvature.x, shape.curvature.y] : [shape.curvature.y, shape.curvature.z]
      matrix.append(entries + block.prefix(shapeCount))
      slopes.append(shape.slopes[index])
    }
    let kept = slopes.indices.filter(isKept)
    return LikelihoodCurvature(
      value: value, gradient: kept.map { slopes[$0] },
      hessian: kept.map { row in kept.map { matrix[row][$0] } })
  }
}
