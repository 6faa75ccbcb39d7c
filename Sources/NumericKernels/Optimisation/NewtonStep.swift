// SPDX-License-Identifier: GPL-3.0-or-later

/// Newton's step towards a maximum in a box, for the parameters that are not held at a bound.
struct NewtonStep {
  /// What to add to each parameter.
  let direction: [Double]
  /// gᵀ(−H)⁻¹g of the free parameters, without the box.
  let decrement: Double
  /// Whether the negative Hessian of the free parameters is definite as it is.
  let isDefinite: Bool
  /// Whether the step takes a parameter to its bound.
  let endsAtBound: [Bool]

  /// Makes the step.
  ///
  /// - Parameter room: how far each parameter may fall, as a number not above 0, and rise.
  init(
    _ curvature: LikelihoodCurvature, held: [Bool], room: [(fall: Double, rise: Double)]
  ) {
    let free = held.indices.filter { !held[$0] }
    let units = free.map { max(abs(curvature.hessian[$0][$0]), 1e-300).squareRoot() }
    let slope = zip(free, units).map { curvature.gradient[$0] / $1 }
    var matrix = free.enumerated().map { row, index in
      free.enumerated().map { -curvature.hessian[index][$1] / (units[row] * units[$0]) }
    }
    var damping = 0.0
    var factor = CholeskyFactor(matrix)
    while factor == nil, damping < 1e6 {
      let more = damping == 0 ? 1e-3 : 3 * damping
      for index in matrix.indices { matrix[index][index] += more }
      damping += more
      factor = CholeskyFactor(matrix)
    }
    let solution = factor?.solve(slope) ?? slope
    decrement = zip(slope, solution).reduce(0) { $0 + $1.0 * $1.1 }
    isDefinite = damping == 0 && factor != nil
    let inside = QuadraticFace(
      matrix: matrix, slope: slope,
      lowest: zip(free, units).map { room[$0].fall * $1 },
      highest: zip(free, units).map { room[$0].rise * $1 }
    ).step(solution)
    var (direction, endsAtBound) = (held.map { _ in 0.0 }, held.map { _ in false })
    for (position, index) in free.enumerated() {
      direction[index] = inside.step[position] / units[position]
      endsAtBound[index] = inside.isFixed[position]
    }
    (self.direction, self.endsAtBound) = (direction, endsAtBound)
  }
}

/// The quadratic model slope·x − x'Mx/2 in a box around 0.
private struct QuadraticFace {
  let matrix: [[Double]]
  let slope: [Double]
  let lowest: [Double]
  let highest: [Double]

  /// The step to a high point of the model on a face of the box: entries of the best step of all
  /// that lie outside are fixed at their bounds, until the best step of the others lies inside.
  ///
  /// Where that does not lead upward, the best step of all, of which the box cuts off what is
  /// outside.
  func step(_ best: [Double]) -> (step: [Double], isFixed: [Bool]) {
    var step = best
    var isFixed = best.map { _ in false }
    while let outside = outside(step, isFixed) {
      for index in outside {
        isFixed[index] = true
        step[index] = step[index] < lowest[index] ? lowest[index] : highest[index]
      }
      let rest = step.indices.filter { !isFixed[$0] }
      let right = rest.map { row in
        step.indices.reduce(slope[row]) {
          isFixed[$1] ? $0 - matrix[row][$1] * step[$1] : $0
        }
      }
      guard let factor = CholeskyFactor(rest.map { row in rest.map { matrix[row][$0] } })
      else { return (best, best.map { _ in false }) }
      for (index, value) in zip(rest, factor.solve(right)) { step[index] = value }
    }
    let isUpward = zip(slope, step).reduce(0) { $0 + $1.0 * $1.1 } > 0
    return isUpward ? (step, isFixed) : (best, best.map { _ in false })
  }

  private func outside(_ step: [Double], _ isFixed: [Bool]) -> [Int]? {
    let indices = step.indices.filter {
      !isFixed[$0] && (step[$0] < lowest[$0] || step[$0] > highest[$0])
    }
    return indices.isEmpty ? nil : indices
  }
}
