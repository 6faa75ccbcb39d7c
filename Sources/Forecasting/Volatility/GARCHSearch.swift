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
  private let model: GARCH
  private let lower: [Double]
  private let upper: [Double]

  init(_ sample: GARCHSample) {
    self.sample = sample
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
    var ends: [BoundedNewton.Result] = []
    var starts = self.starts()
    if let earlier { starts.insert(coordinates(sample.scaled(earlier.parameters)), at: 0) }
    for (index, start) in starts.enumerated() {
      let isWarm = index == 0 && earlier != nil
      guard let end = climb(isWarm ? start : coarse(start)) else { continue }
      ends.append(end)
      if isCertain(end), !(isWarm && hasKinks) { break }
    }
    guard let highest = ends.max(by: { $0.curvature.value < $1.curvature.value }) else {
      throw .degenerate("no start has a finite likelihood")
    }
    // Of ends at one height the one that has settled is taken.
    let level = highest.curvature.value - 1e-9
    let best = ends.first { $0.hasConverged && $0.curvature.value > level } ?? highest
    let agreeing = ends.count { $0.curvature.value > best.curvature.value - 1e-6 }
    return fit(best, climbs: ends.count, agreeing: agreeing)
  }

  private func climb(_ start: [Double]) -> BoundedNewton.Result? {
    climb(start, sample.likelihood, tolerance: 1e-13)
  }

  /// A better start from stretches of a long sample, for a fifth of the price a step.
  private func coarse(_ start: [Double]) -> [Double] {
    let count = sample.likelihood.response.count
    guard count >= 2_500 else { return start }
    let thinned = sample.likelihood.thinned(length: count / 40, stride: count / 8)
    guard
      let end = climb(start, thinned, tolerance: 1), end.isDefinite, end.decrement < 1,
      hasMemory(end)
    else { return start }
    return end.point
  }

  private func climb(
    _ start: [Double], _ likelihood: VarianceLikelihood, tolerance: Double
  ) -> BoundedNewton.Result? {
    let workspace = LikelihoodWorkspace()
    return BoundedNewton.maximum(
      from: start, lower: lower, upper: upper, tolerance: tolerance
    ) { point in
      likelihood.curvature(parameters(point), reusing: workspace).map { carried($0) }
    }
  }

  /// Whether the likelihood has an edge at every mean that equals an observation, as sizes |z|
  /// have, and so a low maximum between any two: a warm climb may end at another than a cold one.
  private var hasKinks: Bool { model.kind == .egarch && model.meanCount > 0 }

  /// Converged, with a variance that lasts: a weak memory of variances is often a local maximum.
  private func isCertain(_ end: BoundedNewton.Result) -> Bool {
    end.hasConverged && hasMemory(end)
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
    return shapes.map { start(shock: $0.0, state: model.varianceOrder > 0 ? $0.1 : 0) }
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
    _ end: BoundedNewton.Result, climbs: Int, agreeing: Int
  ) -> GARCHFit {
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
      hasConverged: end.hasConverged, activeBounds: bounds, hessian: hessian, gradient: gradient,
      evaluations: end.evaluations, climbs: climbs, agreeing: agreeing)
    return GARCHFit(
      model: model, sample: sample, scaledParameters: point, value: end.curvature.value,
      information: hessian, jacobian: jacobian.map { row in free.map { row[$0] } },
      certificate: certificate)
  }
}
