// SPDX-License-Identifier: GPL-3.0-or-later
//
// Newton's method for the maximum of a smooth function in a box. A parameter at a bound whose
// slope points out of the box is held there; the others move by Newton's step, the Hessian being
// made definite by a growing multiple of its diagonal where it is not, and the step is cut back
// along its projection into the box until the function rises enough. Method: Bertsekas, "Projected
// Newton methods for optimization problems with simple constraints", SIAM Journal on Control and
// Optimization 20 (1982).

/// The maximum of a function in a box.
public struct BoundedNewton {
  /// How a search ended.
  public struct Result: Sendable {
    /// The point.
    public var point: [Double]
    /// Function, slope and Hessian there, but for a last Newton step where the search converged.
    public var curvature: LikelihoodCurvature
    /// The parameters held at a bound.
    public var isHeld: [Bool]
    /// The number of evaluations with derivatives.
    public var evaluations: Int
    /// gᵀ(−H)⁻¹g of the free parameters: twice what the function can still gain, about.
    public var decrement: Double
    /// Whether the Hessian of the free parameters is definite.
    public var isDefinite: Bool
    /// Whether the free parameters have a definite Hessian and a decrement below 10⁻⁹.
    public var hasConverged: Bool
  }

  private let lower: [Double]
  private let upper: [Double]
  private let evaluate: ([Double]) -> LikelihoodCurvature?
  private let limit: Int
  private let tolerance: Double

  /// Finds a maximum near a start; nil where the function has no finite value at the start.
  ///
  /// - Parameter tolerance: the decrement at which the search ends.
  /// - Precondition: the bounds are as many as the parameters, and no lower one is above the upper.
  public static func maximum(
    from start: [Double], lower: [Double], upper: [Double], tolerance: Double = 1e-13,
    evaluationLimit: Int = 300,
    of evaluate: ([Double]) -> LikelihoodCurvature?
  ) -> Result? {
    precondition(lower.count == start.count && upper.count == start.count, "a bound for each")
    return withoutActuallyEscaping(evaluate) { evaluate in
      BoundedNewton(
        lower: lower, upper: upper, evaluate: evaluate, limit: evaluationLimit, tolerance: tolerance
      )
      .search(start)
    }
  }

  private init(
    lower: [Double], upper: [Double], evaluate: @escaping ([Double]) -> LikelihoodCurvature?,
    limit: Int, tolerance: Double
  ) {
    self.tolerance = tolerance
    self.lower = lower
    self.upper = upper
    self.evaluate = evaluate
    self.limit = limit
  }

  private func search(_ start: [Double]) -> Result? {
    var point = clipped(start)
    guard var current = evaluate(point) else { return nil }
    var evaluations = 1
    while true {
      let held = held(point, current.gradient)
      let step = NewtonStep(current, held: held)
      let settled = step.isDefinite && step.decrement < tolerance
      if settled || evaluations >= limit {
        return result(point, current, held, step, evaluations)
      }
      guard
        let next = advance(point, current, step, &evaluations)
      else { return result(point, current, held, step, evaluations) }
      (point, current) = next
    }
  }

  private func result(
    _ point: [Double], _ current: LikelihoodCurvature, _ held: [Bool], _ step: NewtonStep,
    _ evaluations: Int
  ) -> Result {
    // The last step is taken unseen: it squares what is left, and costs nothing.
    let isClose = step.isDefinite && step.decrement < 1e-9
    let end = isClose ? clipped(zip(point, step.direction).map { $0 + $1 }) : point
    return Result(
      point: end, curvature: current, isHeld: held, evaluations: evaluations,
      decrement: step.decrement, isDefinite: step.isDefinite,
      hasConverged: step.isDefinite && step.decrement < 1e-9)
  }

  /// The next point along the projected step; nil where the function rises no more.
  private func advance(
    _ point: [Double], _ current: LikelihoodCurvature, _ step: NewtonStep, _ evaluations: inout Int
  ) -> ([Double], LikelihoodCurvature)? {
    var length = 1.0
    let noise = 4e-16 * max(1, abs(current.value))
    for _ in 0..<40 {
      let trial = clipped(zip(point, step.direction).map { $0 + length * $1 })
      guard trial != point else { return nil }
      evaluations += 1
      if let next = evaluate(trial) {
        let moved = zip(current.gradient, zip(trial, point)).reduce(0) {
          $0 + $1.0 * ($1.1.0 - $1.1.1)
        }
        let gain = next.value - current.value
        // Below the noise of the sum the slope decides, as long as the value does not fall.
        if gain >= 1e-4 * moved - (step.decrement < 1e-8 ? 8 * noise : 0), next.value.isFinite {
          if gain <= 0, step.decrement < 1e-12, !improves(next, current, trial, point) {
            return nil
          }
          return (trial, next)
        }
      }
      length *= length > 0.2 ? 0.4 : 0.2
    }
    return nil
  }

  private func improves(
    _ next: LikelihoodCurvature, _ current: LikelihoodCurvature, _ trial: [Double],
    _ point: [Double]
  ) -> Bool {
    NewtonStep(next, held: held(trial, next.gradient)).decrement
      < NewtonStep(current, held: held(point, current.gradient)).decrement
  }

  private func clipped(_ point: [Double]) -> [Double] {
    point.indices.map { min(max(point[$0], lower[$0]), upper[$0]) }
  }

  private func held(_ point: [Double], _ gradient: [Double]) -> [Bool] {
    point.indices.map {
      (point[$0] <= lower[$0] && gradient[$0] <= 0)
        || (point[$0] >= upper[$0] && gradient[$0] >= 0)
    }
  }
}

/// A Newton step of the free parameters.
private struct NewtonStep {
  let direction: [Double]
  let decrement: Double
  let isDefinite: Bool

  init(_ curvature: LikelihoodCurvature, held: [Bool]) {
    let free = held.indices.filter { !held[$0] }
    let diagonal = free.map { max(abs(curvature.hessian[$0][$0]), 1e-300).squareRoot() }
    var matrix = free.enumerated().map { row, index in
      free.enumerated().map { -curvature.hessian[index][$1] / (diagonal[row] * diagonal[$0]) }
    }
    let slope = zip(free, diagonal).map { curvature.gradient[$0] / $1 }
    var damping = 0.0
    var factor = CholeskyFactor(matrix)
    while factor == nil, damping < 1e6 {
      let more = damping == 0 ? 1e-3 : 3 * damping
      for index in matrix.indices { matrix[index][index] += more }
      damping += more
      factor = CholeskyFactor(matrix)
    }
    let solution = factor?.solve(slope) ?? slope
    var direction = held.map { _ in 0.0 }
    for (position, index) in free.enumerated() {
      direction[index] = solution[position] / diagonal[position]
    }
    self.direction = direction
    decrement = zip(slope, solution).reduce(0) { $0 + $1.0 * $1.1 }
    isDefinite = damping == 0 && factor != nil
  }
}
