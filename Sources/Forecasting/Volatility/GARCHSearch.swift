// SPDX-License-Identifier: GPL-3.0-or-later
//
// The search for the maximum. Its coordinates are the parameters, but that gamma of a lag with an
// alpha stands as alpha + gamma: the variance is then positive exactly where no coordinate of the
// recursion is negative, which is a box.

import NumericKernels
import RealModule

/// The search for the parameters of a sample.
struct GARCHSearch {
  let sample: GARCHSample
  private let observations: [Double]
  let model: GARCH
  private(set) var lower: [Double]
  let upper: [Double]
  private let workspace = LikelihoodWorkspace()

  init(_ sample: GARCHSample, observations: [Double]) {
    self.sample = sample
    self.observations = observations
    model = sample.model
    let free = [Double](repeating: -.infinity, count: sample.model.meanCount)
    let count = sample.likelihood.recursion.parameterCount
    var (low, high) = (free, free.map { -$0 })
    if sample.model.form == .linear {
      low += [Double](repeating: 0, count: count)
      high += [Double](repeating: .infinity, count: count)
    } else {
      low += [Double](repeating: -.infinity, count: count)
      high += [Double](repeating: .infinity, count: count)
      if sample.model.varianceOrder == 1 {
        low[count + free.count - 1] = -0.999999
        high[count + free.count - 1] = 0.999999
      }
    }
    lower = low + sample.model.family.shapeRanges.map(\.lowerBound)
    upper = high + sample.model.family.shapeRanges.map(\.upperBound)
  }

  func run(from earlier: GARCHFit?) throws(FitError) -> GARCHFit {
    let exchanged = earlier?.memory?.exchanged(through: observations)
    let ends = climbs(from: earlier, isSameSample: exchanged != nil)
    guard let best = best(of: ends) else {
      throw .degenerate("no start has a finite likelihood")
    }
    let agreeing = ends.count { $0.hilltop > best.value - 1e-6 }
    return fit(
      best, climbs: ends.count, agreeing: agreeing,
      memory: memory(best, ends, exchanged: exchanged ?? 0))
  }

  /// What the search of the next sample may rely on; nil where it must look for itself.
  private func memory(
    _ best: GARCHClimb, _ ends: [GARCHClimb], exchanged: Double
  ) -> SearchMemory? {
    let hasRival = ends.contains {
      !$0.end.isOnKnownHill && $0.value > best.value - SearchMemory.rivalry
        && !best.hasBelow($0.end.point, $0.value)
    }
    guard hasManyHills, !hasRival, isWellDetermined(best) else { return nil }
    return SearchMemory(sample: observations, exchanged: exchanged)
  }

  /// Whether a constant variance is much less likely, by more than 40 of log-likelihood.
  ///
  /// Where it is not, hills come and go with every few observations. Densities with parameters of
  /// their own leave open how likely it is.
  private func isWellDetermined(_ best: GARCHClimb) -> Bool {
    guard model.family == .normal else { return false }
    let count = Double(sample.likelihood.response.count)
    return best.value + 0.5 * count * (.log(2 * .pi * sample.meanSquare) + 1) > 40
  }

  /// - Parameter isSameSample: whether the earlier fit has seen the hills that there may be.
  private func climbs(from earlier: GARCHFit?, isSameSample: Bool) -> [GARCHClimb] {
    var ends: [GARCHClimb] = []
    if let earlier, let end = climb(coordinates(sample.scaled(earlier.parameters)), isNear: true) {
      ends.append(end)
    }
    if isSameSample, ends.contains(where: \.end.hasConverged) { return ends }
    if hasKinks || hasManyHills || !ends.contains(where: isCertain) {
      climb(from: starts(), to: &ends, isEach: false)
    }
    if hasManyHills { climb(from: startsOfOtherHills(), to: &ends, isEach: true) }
    guard model.form == .exponential, !ends.contains(where: \.end.hasConverged) else { return ends }
    // The likelihood rises to where nothing is forgotten. Shocks whose size does not lower the
    // variance lead away from there.
    var (ridges, free) = ([GARCHClimb](), [GARCHClimb]())
    restrictedToPositiveShocks().climb(from: furtherStarts(), to: &ridges, isEach: false)
    climb(from: ridges.map(\.end.point), to: &free, isEach: false)
    return ends + (free.contains(where: \.end.hasConverged) ? free : ridges)
  }

  /// The highest end, if there is any.
  ///
  /// Ends at the border of what can be inverted are no maxima, and give way to those that are. Of
  /// ends at one height the one that has settled is taken.
  private func best(of ends: [GARCHClimb]) -> GARCHClimb? {
    let tops = ends.filter { !$0.end.isOnKnownHill }
    let inner = tops.filter { $0.end.hasConverged || !isAtBorder($0.end) }
    let candidates = inner.isEmpty ? tops : inner
    guard let highest = candidates.max(by: { $0.value < $1.value }) else { return nil }
    let level = highest.value - 1e-9
    return candidates.first { $0.end.hasConverged && $0.value > level } ?? highest
  }

  /// Climbs from one start after the other, from each or until an end is certain.
  private func climb(from starts: [[Double]], to ends: inout [GARCHClimb], isEach: Bool) {
    for start in starts {
      guard let end = climb(start, known: hasManyHills ? ends : []) else { continue }
      ends.append(end)
      if !isEach, end.end.isOnKnownHill || isCertain(end) { break }
    }
  }

  /// The search with weights of the shocks' sizes that are not negative.
  private func restrictedToPositiveShocks() -> GARCHSearch {
    var search = self
    for index in sample.shockRange { search.lower[index] = 0 }
    return search
  }

  /// - Parameter known: climbs whose hills need not be climbed again.
  private func climb(
    _ start: [Double], isNear: Bool = false, known: [GARCHClimb] = []
  ) -> GARCHClimb? {
    var hill: GARCHClimb?
    let workspace = workspace
    // Going back and forth over an edge leads nowhere: the second climb is the better one then.
    let end = BoundedNewton.maximum(
      from: start, lower: lower, upper: upper, tolerance: Self.tolerance,
      evaluationLimit: hasKnownEdges ? 60 : 300, scores: !isNear,
      isKnown: { point, value in
        hill = known.first { $0.hasBelow(point, value) }
        return hill != nil
      }
    ) { curvature($0, $1, workspace) }
    guard let end else { return nil }
    if let hill { return GARCHClimb(end: end, hilltop: hill.hilltop) }
    guard hasKnownEdges, !end.hasConverged, !isAtBorder(end) else { return GARCHClimb(end: end) }
    return climbAlongEdges(end)
  }

  /// The decrement at which a climb ends: the last step, which is taken unseen, squares it.
  private static let tolerance = 1e-11

  /// The likelihood at coordinates with which the recursion forgets its start: elsewhere the
  /// surface is rough, and its maxima mean nothing.
  func curvature(
    _ point: [Double], _ request: CurvatureRequest, _ workspace: LikelihoodWorkspace
  ) -> LikelihoodCurvature? {
    guard
      let curvature = sample.likelihood.curvature(parameters(point), request, reusing: workspace),
      curvature.lyapunovExponent.map({ $0 < 0 }) ?? true
    else { return nil }
    return carried(curvature)
  }

  /// Whether a climb ended where the first state still shows in the last one, by more than 1/e.
  private func isAtBorder(_ end: BoundedNewton.Result) -> Bool {
    guard let exponent = end.curvature.lyapunovExponent else { return false }
    return exponent * Double(sample.likelihood.response.count) > -1
  }

  /// Converged, with a variance that lasts: a weak memory of variances is often a local maximum.
  private func isCertain(_ climb: GARCHClimb) -> Bool {
    climb.end.hasConverged && hasMemory(climb.end)
  }

  private func hasMemory(_ end: BoundedNewton.Result) -> Bool {
    let weights = sample.betaRange.map { end.point[$0] }
    return weights.isEmpty || weights.reduce(0, +) > 0.3
  }

  // MARK: Coordinates

  /// Whether the coordinate of a γ is α + γ.
  private func pairs() -> [(alpha: Int, gamma: Int)] {
    guard model.form == .linear else { return [] }
    let first = sample.omegaIndex + 1
    return (0..<min(model.shockOrder, model.asymmetryOrder)).map {
      (first + $0, first + model.shockOrder + $0)
    }
  }

  private func parameters(_ coordinates: [Double]) -> [Double] {
    var result = coordinates
    for (alpha, gamma) in pairs() { result[gamma] -= coordinates[alpha] }
    return result
  }

  private func coordinates(_ parameters: [Double]) -> [Double] {
    var result = parameters
    for (alpha, gamma) in pairs() { result[gamma] += parameters[alpha] }
    return result
  }

  /// Derivatives by the coordinates from those by the parameters.
  private func carried(_ curvature: LikelihoodCurvature) -> LikelihoodCurvature {
    var result = curvature
    for (alpha, gamma) in pairs() {
      result.gradient[alpha] -= result.gradient[gamma]
      for index in result.hessian.indices {
        result.hessian[index][alpha] -= result.hessian[index][gamma]
      }
      for index in result.hessian.indices {
        result.hessian[alpha][index] -= result.hessian[gamma][index]
      }
    }
    return result
  }

  /// The derivatives of the parameters of the data as given by the coordinates, row by row.
  private var jacobian: [[Double]] {
    var rows = sample.unscaling
    for (alpha, gamma) in pairs() {
      for row in rows.indices { rows[row][alpha] -= rows[row][gamma] }
    }
    return rows
  }

  // MARK: Starts

  private func starts() -> [[Double]] {
    let shapes =
      model.form == .linear
      ? [(0.1, 0.88), (0.15, 0.8), (0.03, 0.95), (0.2, 0.5)]
      : [(0.15, 0.96), (0.25, 0.9), (0.1, 0.985), (0.3, 0.6)]
    return starts(shapes: shapes)
  }

  private func starts(shapes: [(shock: Double, state: Double)]) -> [[Double]] {
    shapes.map { start(shock: $0.shock, state: model.varianceOrder > 0 ? $0.state : 0) }
  }

  /// Whether the likelihood of a short sample is likely to have hills of its own where a variance
  /// drifts that no shock moves, and where shocks are soon forgotten.
  private var hasManyHills: Bool {
    model.form == .linear && sample.likelihood.response.count < 2_500
  }

  private func startsOfOtherHills() -> [[Double]] {
    starts(shapes: [(0, 0.99), (0.2, 0.4)])
  }

  /// Starts for where no other climb found a maximum.
  private func furtherStarts() -> [[Double]] {
    starts(shapes: [(0.15, 0.96), (0.05, 0.7), (0.02, 0.98), (0.4, 0.8), (0.1, 0.3)])
  }

  private func start(shock: Double, state: Double) -> [Double] {
    let (p, o, q) = (model.shockOrder, model.asymmetryOrder, model.varianceOrder)
    let meanSquare = sample.meanSquare
    let states = [Double](repeating: state / Double(max(q, 1)), count: q)
    var shocks = [Double](repeating: shock / Double(max(p, 1)), count: p)
    var asymmetries: [Double]
    let constant: Double
    if model.form == .linear {
      constant = meanSquare * (1 - state - shock)
      asymmetries = [Double](repeating: 0, count: o)
      if o > 0 {
        for index in shocks.indices { shocks[index] *= 0.6 }
        let sum = shocks.reduce(0, +)
        let rest = 2 * (shock - sum) / Double(o)
        for index in 0..<o { asymmetries[index] = rest + (index < p ? shocks[index] : 0) }
      }
    } else {
      constant = (1 - state) * .log(meanSquare)
      asymmetries = [Double](repeating: -0.05 / Double(max(o, 1)), count: o)
    }
    return sample.meanStart + [constant] + shocks + asymmetries + states
      + model.family.shapeStart
  }

  // MARK: The result

  private func fit(
    _ climb: GARCHClimb, climbs: Int, agreeing: Int, memory: SearchMemory?
  ) -> GARCHFit {
    let end = climb.end
    let point = parameters(end.point)
    let names = model.parameterNames
    var bounds: [String] = []
    for index in end.isHeld.indices where end.isHeld[index] {
      let pair = pairs().first { $0.gamma == index }
      bounds.append(pair.map { "\(names[$0.alpha])+\(names[index])" } ?? names[index])
    }
    let free = end.isHeld.indices.filter { !end.isHeld[$0] }
    let hessian = free.map { row in free.map { -end.curvature.hessian[row][$0] } }
    let gradient = free.map { end.curvature.gradient[$0] }
    let certificate = GARCHCertificate(
      hasConverged: end.hasConverged, isOnEdge: climb.isOnEdge,
      lyapunovExponent: end.curvature.lyapunovExponent, activeBounds: bounds, hessian: hessian,
      gradient: gradient, evaluations: end.evaluations, climbs: climbs, agreeing: agreeing)
    return GARCHFit(
      model: model, sample: sample, scaledParameters: point, value: end.curvature.value,
      information: hessian, jacobian: jacobian.map { row in free.map { row[$0] } },
      certificate: certificate, memory: memory)
  }
}
