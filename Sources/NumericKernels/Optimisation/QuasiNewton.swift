// SPDX-License-Identifier: GPL-3.0-or-later
//
// Minimisation of a smooth function with its gradient: the update of Broyden, Fletcher, Goldfarb
// and Shanno with a backtracking line search, and at the end Newton steps with a Hessian from
// differences of the gradient (Nocedal and Wright, "Numerical optimization", the chapters on
// quasi-Newton methods and line search).

/// A function to be minimised, with its gradient.
public protocol DifferentiableObjective {
  /// The value at a point; nil where the function is not defined.
  mutating func value(at point: [Double]) -> Double?
  /// Overwrites the array with the gradient at the point of the last value.
  mutating func gradient(into gradient: inout [Double])
  /// A guess of the inverse of the matrix of second derivatives at the point of the last value, row
  /// by row and positive definite; nil, unless a function has its own, where there is none.
  mutating func inverseCurvature() -> [Double]?
}

extension DifferentiableObjective {
  /// None.
  public mutating func inverseCurvature() -> [Double]? { nil }
}

/// What a minimisation reached, and how it ended.
public struct Minimum: Hashable, Sendable {
  /// The best point.
  public internal(set) var point: [Double]
  /// The function's value there.
  public internal(set) var value: Double
  /// The gradient there.
  public internal(set) var gradient: [Double]
  /// The matrix of second derivatives there, row by row; empty where it was not computed.
  public internal(set) var hessian: [Double] = []
  /// Quasi-Newton and Newton steps taken.
  public internal(set) var iterations = 0
  /// Values computed.
  public package(set) var evaluations = 0
  /// Whether a further step promises to lower the function by less than the tolerance, or a
  /// Newton step by less than 10⁻⁹.
  public internal(set) var converged = false
  /// Whether the search was given up as hopeless.
  public internal(set) var isAbandoned = false

  /// The largest absolute entry of the gradient.
  public var gradientNorm: Double { gradient.reduce(0) { max($0, abs($1)) } }
}

/// A quasi-Newton minimiser.
public struct QuasiNewton: Hashable, Sendable {
  /// The largest number of quasi-Newton steps.
  public var maximumIterations: Int
  /// The search ends once a step promises to lower the function by less than this.
  public var tolerance: Double

  /// Makes a minimiser.
  ///
  /// - Precondition: every number is positive.
  public init(maximumIterations: Int = 200, tolerance: Double = 1e-11) {
    precondition(maximumIterations > 0 && tolerance > 0, "limits must be positive")
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Minimises from a start by quasi-Newton steps; nil where the start has no value.
  ///
  /// - Parameters:
  ///   - objective: The function.
  ///   - start: Where to begin.
  ///   - curvature: What is known of the second derivatives at the start.
  ///   - isHopeless: Told the best point so far and by what a further step promises to lower its
  ///     value, says whether to give up.
  public func minimise(
    _ objective: inout some DifferentiableObjective, from start: [Double],
    curvature: InitialCurvature = .unknown,
    isHopeless: (_ best: Minimum, _ promise: Double) -> Bool = { _, _ in false }
  ) -> Minimum? {
    guard let value = objective.value(at: start), value.isFinite else { return nil }
    var best = Minimum(
      point: start, value: value, gradient: [Double](repeating: 0, count: start.count))
    best.evaluations = 1
    objective.gradient(into: &best.gradient)
    guard best.gradient.allSatisfy(\.isFinite) else { return nil }
    var curvature = curvature
    if case .estimated = curvature {
      curvature = objective.inverseCurvature().map(InitialCurvature.inverse) ?? .unknown
    }
    var trial = best
    var inverse = InverseHessian(size: start.count, curvature: curvature)
    var step = start
    while best.iterations < maximumIterations {
      inverse.step(best.gradient, into: &step)
      var slope = dot(step, best.gradient)
      if !(slope < 0) {
        guard slope != 0 else { break }
        inverse.forget()
        inverse.step(best.gradient, into: &step)
        slope = dot(step, best.gradient)
        // What was given is not positive definite.
        guard slope < 0 else { break }
      }
      if -0.5 * slope < tolerance {
        best.converged = true
        break
      }
      if isHopeless(best, -0.5 * slope) {
        best.isAbandoned = true
        break
      }
      guard search(&objective, &best, &trial, step: step, slope: slope, &inverse) else {
        // A fresh start along the gradient settles whether this is rounding or a bad matrix.
        guard !inverse.isFresh else { break }
        inverse.forget()
        continue
      }
      best.iterations += 1
    }
    if start.isEmpty { best.converged = true }
    return best
  }

  /// Takes one step along a direction and learns from it; false where none lowers the function.
  private func search(
    _ objective: inout some DifferentiableObjective, _ best: inout Minimum,
    _ trial: inout Minimum, step: [Double], slope: Double, _ inverse: inout InverseHessian
  ) -> Bool {
    // Far out, where bounds at infinity are approached, in proportion to the distance.
    let longest = zip(step, best.point).reduce(0) { longest, pair in
      max(longest, abs(pair.0) / max(1, 0.125 * abs(pair.1)))
    }
    var length = longest > 2 ? 2 / longest : 1
    for _ in 0..<40 {
      for index in step.indices { trial.point[index] = best.point[index] + length * step[index] }
      best.evaluations += 1
      let value = objective.value(at: trial.point) ?? .infinity
      // Close to the minimum the values differ by rounding only.
      if value <= best.value + 1e-4 * length * slope + 2 * best.value.ulp {
        objective.gradient(into: &trial.gradient)
        guard trial.gradient.allSatisfy(\.isFinite) else { return false }
        inverse.learn(from: best, to: trial)
        best.value = value
        swap(&best.point, &trial.point)
        swap(&best.gradient, &trial.gradient)
        return true
      }
      // The minimum of the parabola through both values and the slope, held inside a tenth and a
      // half of the length.
      let excess = value - best.value - length * slope
      let vertex = excess.isFinite ? -0.5 * slope * length * length / excess : 0
      length = min(max(vertex, 0.1 * length), 0.5 * length)
    }
    return false
  }

  /// Takes Newton steps with second derivatives from differences of the gradient, and keeps them.
  ///
  /// `observe` is called with the index of the coordinate and the signed step at every point of the
  /// differences, so that the caller can take other derivatives from the same evaluations.
  ///
  /// - Complexity: 2k + 2 gradients for k coordinates.
  public func polish<Objective: DifferentiableObjective>(
    _ minimum: inout Minimum, _ objective: inout Objective, difference: Double = 1e-4,
    observe: (Objective, Int, Double) -> Void = { _, _, _ in }
  ) {
    let size = minimum.point.count
    guard size > 0 else { return }
    guard differentiate(&minimum, &objective, difference, observe),
      let system = SmallLinearSystem(minimum.hessian, size: size)
    else {
      minimum.converged = false
      return
    }
    for _ in 0..<6 {
      var step = minimum.gradient
      system.solve(&step)
      let decrease = 0.5 * dot(step, minimum.gradient)
      guard decrease >= 0, decrease.isFinite, decrease < 1 else { break }
      minimum.converged = decrease < 1e-9
      let reach = zip(step, minimum.point).reduce(0) { max($0, abs($1.0) / (1 + abs($1.1))) }
      if reach < 1e-11 { break }
      let point = zip(minimum.point, step).map { $0 - $1 }
      minimum.evaluations += 1
      guard let value = objective.value(at: point) else { break }
      var gradient = minimum.gradient
      objective.gradient(into: &gradient)
      var after = gradient
      system.solve(&after)
      // Close to the minimum values differ by rounding only; the gradient still tells.
      guard dot(after, gradient) < 2 * decrease, value <= minimum.value + 1e-9 else { break }
      minimum.point = point
      minimum.value = value
      minimum.gradient = gradient
      minimum.iterations += 1
    }
  }

  private func differentiate<Objective: DifferentiableObjective>(
    _ minimum: inout Minimum, _ objective: inout Objective, _ difference: Double,
    _ observe: (Objective, Int, Double) -> Void
  ) -> Bool {
    let size = minimum.point.count
    var matrix = [Double](repeating: 0, count: size * size)
    var slopes = minimum.gradient
    for column in 0..<size {
      let step = difference * (1 + abs(minimum.point[column]))
      for signed in [step, -step] {
        var point = minimum.point
        point[column] += signed
        minimum.evaluations += 1
        guard objective.value(at: point) != nil else { return false }
        objective.gradient(into: &slopes)
        observe(objective, column, signed)
        for row in 0..<size { matrix[row * size + column] += slopes[row] / (2 * signed) }
      }
    }
    for row in 0..<size {
      for column in 0..<row {
        let mean = 0.5 * (matrix[row * size + column] + matrix[column * size + row])
        matrix[row * size + column] = mean
        matrix[column * size + row] = mean
      }
    }
    minimum.hessian = matrix
    return matrix.allSatisfy(\.isFinite)
  }
}
