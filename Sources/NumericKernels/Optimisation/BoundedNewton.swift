// SPDX-License-Identifier: GPL-3.0-or-later
//
// Newton's method for the maximum of a smooth function in a box. A parameter at a bound whose
// slope points out of the box is held there; the others move by Newton's step, the Hessian being
// made definite by a growing multiple of its diagonal where it is not. Parameters that the step
// would take out of the box go to their bounds, and the others to where the quadratic model is
// highest then; the step is cut back until the function rises enough. After Bertsekas, "Projected
// Newton methods for optimization problems with simple constraints", SIAM Journal on Control and
// Optimization 20 (1982). From afar the steps may be those of scoring, with expected second
// derivatives, until one promises little.

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
    /// Whether the search ended early, on a hill that is known.
    public var isOnKnownHill = false
  }

  private typealias Function = ([Double], CurvatureRequest) -> LikelihoodCurvature?

  private let lower: [Double]
  private let upper: [Double]
  private let evaluate: Function
  private let isKnown: ([Double], Double) -> Bool
  private let limit: Int
  private let tolerance: Double
  /// The decrement of a step of scoring behind which observed second derivatives take over, and
  /// the most steps of scoring.
  private static let nearDecrement = 10.0
  private static let scoringLimit = 12

  /// Finds a maximum near a start; nil where the function has no finite value at the start.
  ///
  /// - Parameters:
  ///   - tolerance: the decrement at which the search ends.
  ///   - scores: whether the search begins with steps of scoring.
  ///   - isKnown: whether a point, of a value, is on a hill whose top is known: the search ends.
  ///   - evaluate: the function with its derivatives as requested; nil where it has no finite
  ///     value, or one below the least.
  /// - Precondition: the bounds are as many as the parameters, and no lower one is above the upper.
  public static func maximum(
    from start: [Double], lower: [Double], upper: [Double], tolerance: Double = 1e-13,
    evaluationLimit: Int = 300, scores: Bool = false,
    isKnown: @escaping ([Double], Double) -> Bool = { _, _ in false },
    of evaluate: ([Double], CurvatureRequest) -> LikelihoodCurvature?
  ) -> Result? {
    precondition(lower.count == start.count && upper.count == start.count, "a bound for each")
    return withoutActuallyEscaping(evaluate) { evaluate in
      BoundedNewton(
        lower: lower, upper: upper, evaluate: evaluate, isKnown: isKnown, limit: evaluationLimit,
        tolerance: tolerance
      )
      .search(start, scores: scores)
    }
  }

  private init(
    lower: [Double], upper: [Double], evaluate: @escaping Function,
    isKnown: @escaping ([Double], Double) -> Bool, limit: Int, tolerance: Double
  ) {
    self.tolerance = tolerance
    self.lower = lower
    self.upper = upper
    self.evaluate = evaluate
    self.isKnown = isKnown
    self.limit = limit
  }

  private func search(_ start: [Double], scores: Bool) -> Result? {
    var point = clipped(start)
    var isExpected = scores
    guard var current = evaluate(point, CurvatureRequest(isExpected: isExpected)) else {
      return nil
    }
    var evaluations = 1
    while true {
      let held = held(point, current.gradient)
      let step = NewtonStep(current, held: held, room: room(point))
      let settled = step.isDefinite && step.decrement < tolerance
      if !isExpected, settled || evaluations >= limit {
        return result(point, current, held, step, evaluations)
      }
      if isKnown(point, current.value) {
        var end = result(point, current, held, step, evaluations)
        (end.isOnKnownHill, end.hasConverged) = (true, false)
        return end
      }
      let isNear = step.decrement < Self.nearDecrement || evaluations >= Self.scoringLimit
      let next = advance(
        point, current, step, isExpected: isExpected && !isNear, &evaluations)
      if let next {
        (point, current) = next
      } else if !isExpected {
        return result(point, current, held, step, evaluations)
      } else {
        // Scoring leads no further from here.
        evaluations += 1
        guard let observed = evaluate(point, CurvatureRequest()) else { return nil }
        current = observed
      }
      isExpected = isExpected && !isNear && next != nil
    }
  }

  private func result(
    _ point: [Double], _ current: LikelihoodCurvature, _ held: [Bool], _ step: NewtonStep,
    _ evaluations: Int
  ) -> Result {
    // The last step is taken unseen: it squares what is left, and costs nothing.
    let isClose = step.isDefinite && step.decrement < 1e-9
    let end = isClose ? moved(point, step, 1) : point
    return Result(
      point: end, curvature: current, isHeld: held, evaluations: evaluations,
      decrement: step.decrement, isDefinite: step.isDefinite,
      hasConverged: step.isDefinite && step.decrement < 1e-9)
  }

  /// The next point along the projected step; nil where the function rises no more.
  private func advance(
    _ point: [Double], _ current: LikelihoodCurvature, _ step: NewtonStep, isExpected: Bool,
    _ evaluations: inout Int
  ) -> ([Double], LikelihoodCurvature)? {
    var length = 1.0
    let noise = 4e-16 * max(1, abs(current.value))
    for _ in 0..<40 {
      let trial = moved(point, step, length)
      guard trial != point else { return nil }
      evaluations += 1
      let moved = zip(current.gradient, zip(trial, point)).reduce(0) {
        $0 + $1.0 * ($1.1.0 - $1.1.1)
      }
      // Below the noise of the sum the slope decides, as long as the value does not fall.
      let needed = 1e-4 * moved - (step.decrement < 1e-8 ? 8 * noise : 0)
      let request = CurvatureRequest(
        isExpected: isExpected, leastValue: current.value + needed - noise)
      if let next = evaluate(trial, request) {
        let gain = next.value - current.value
        if gain >= needed, next.value.isFinite {
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
    NewtonStep(next, held: held(trial, next.gradient), room: room(trial)).decrement
      < NewtonStep(current, held: held(point, current.gradient), room: room(point)).decrement
  }

  /// How far each parameter may fall and rise.
  private func room(_ point: [Double]) -> [(fall: Double, rise: Double)] {
    point.indices.map { (lower[$0] - point[$0], upper[$0] - point[$0]) }
  }

  /// A part of a step; all of it ends on bounds exactly.
  private func moved(_ point: [Double], _ step: NewtonStep, _ length: Double) -> [Double] {
    clipped(
      point.indices.map { index in
        let change = step.direction[index]
        guard length == 1, step.endsAtBound[index], change != 0 else {
          return point[index] + length * change
        }
        return change < 0 ? lower[index] : upper[index]
      })
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
