// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A model and checked data, differenced and ready for the likelihood.
struct ARIMAProblem {
  let model: ARIMAModel
  let observations: [Double]
  let regressors: [[Double]]
  /// The differenced series' regressors, the constant first.
  let design: [[Double]]
  let basis: RegressionBasis
  let map: StationaryMap
  /// The end of an earlier search to begin at.
  let earlier: ARIMASearchEnd?
  /// What has been exchanged since that search, or one before it, last looked for hills; nil where
  /// that is due.
  let exchanged: Double?

  init(
    _ model: ARIMAModel, observations: [Double], regressors: [[Double]],
    from earlier: ARIMASearchEnd? = nil
  ) throws(ARIMAError) {
    try Self.check(model, observations, regressors)
    self.model = model
    self.observations = observations
    self.regressors = regressors
    self.earlier = earlier
    exchanged =
      regressors.isEmpty ? earlier?.memory?.exchanged(through: observations) : nil
    let weights = DifferenceWeights(model.order)
    let series = weights.differences(observations)
    var design: [[Double]] =
      model.mean == .constant ? [[Double](repeating: 1, count: series.count)] : []
    for regressor in regressors {
      let column = weights.differences(regressor)
      let size = regressor.reduce(0) { max($0, abs($1)) }
      guard column.contains(where: { abs($0) > 1e-12 * size }) else { throw .collinearRegressors }
      design.append(column)
    }
    self.design = design
    basis = try RegressionBasis(design, response: series)
    map = StationaryMap(order: model.order.arma)
    let largest = observations.reduce(0) { max($0, abs($1)) }
    let rounding = 8 * Double.ulpOfOne * largest
    guard basis.remainder.contains(where: { abs($0) > rounding }) else { throw .constantSeries }
  }

  /// The problem of a model that differs in the orders of its coefficients alone.
  init(_ problem: ARIMAProblem, arma: SeasonalARMAOrder) {
    let order = ARIMAOrder(problem.model.order, arma: arma)
    model = ARIMAModel(order: order, mean: problem.model.mean)
    observations = problem.observations
    regressors = problem.regressors
    design = problem.design
    basis = problem.basis
    map = StationaryMap(order: arma)
    (earlier, exchanged) = (nil, nil)
  }

  private static func check(
    _ model: ARIMAModel, _ observations: [Double], _ regressors: [[Double]]
  ) throws(ARIMAError) {
    for (index, value) in observations.enumerated() where !(abs(value) < 1e100) {
      throw .notFinite(position: index, value: value)
    }
    let period = model.order.arma.period
    guard period == 1 || period < observations.count else {
      throw .seasonLongerThanData(period: period, observations: observations.count)
    }
    let needed = model.minimumObservations(regressors: regressors.count)
    guard observations.count >= needed else {
      throw .tooFewObservations(needed: needed, have: observations.count)
    }
    for (number, column) in regressors.enumerated() {
      guard column.count == observations.count else {
        throw .regressorLength(
          regressor: number, needed: observations.count, have: column.count)
      }
      for (index, value) in column.enumerated() where !(abs(value) < 1e100) {
        throw .regressorNotFinite(regressor: number, position: index, value: value)
      }
    }
  }

  func likelihood() -> ARMALikelihood {
    ARMALikelihood(
      order: model.order.arma, series: basis.remainder, regressors: basis.columns)
  }

  /// The fit at given coefficients.
  func evaluated(
    coefficients: [Double], regression: [Double]?
  ) throws(ARIMAError) -> ARIMAFit {
    precondition(
      regression.map { $0.count == design.count } ?? true, "one number a column of the regression")
    let likelihood = likelihood()
    let value =
      if let regression {
        likelihood.value(
          at: coefficients, regression: basis.ownCoefficients(regression, regressors: design))
      } else { likelihood.value(at: coefficients) }
    guard value != nil else { throw .noAdmissibleStart }
    var gradient = [Double](repeating: 0, count: coefficients.count)
    likelihood.gradient(into: &gradient)
    return ARIMAFit(
      problem: self, likelihood: likelihood, coefficients: coefficients,
      regression: regression, covariance: nil,
      search: .init(gradient: gradient, hessian: [], converged: coefficients.isEmpty))
  }

  /// The best of the maxima reached from the model's starts.
  func maximise() throws(ARIMAError) -> ARIMAFit {
    var objective = ARMAObjective(likelihood: likelihood(), map: map)
    var nested = NestedMaxima(of: self)
    var minima = minima(&objective, &nested)
    followUnitCircle(&objective, &minima)
    guard var best = minima.min(by: { $0.value < $1.value }) else { throw .noAdmissibleStart }
    let searched = minima.reduce(nested.evaluations) { $0 + $1.evaluations } - best.evaluations
    let response = ResponseRecorder(objective.likelihood, columns: best.point.count)
    QuasiNewton().polish(&best, &objective) { objective, column, step in
      response.record(objective.likelihood, column: column, step: step)
    }
    let coefficients = map.coefficients(best.point)
    guard objective.value(at: best.point) != nil else { throw .noAdmissibleStart }
    let covariance = ARIMACovariance(
      problem: self, likelihood: objective.likelihood, minimum: best, response: response)
    return ARIMAFit(
      problem: self, likelihood: objective.likelihood, coefficients: coefficients,
      covariance: covariance,
      search: .init(
        gradient: best.gradient, hessian: best.hessian, converged: best.converged,
        iterations: best.iterations, evaluations: searched + best.evaluations,
        startLogLikelihoods: minima.filter { !$0.isAbandoned }.map { -$0.value },
        partials: map.largestPartials(best.point)),
      end: end(best))
  }

  /// The minima reached from the model's starts and, on a hard surface, from nested models' maxima.
  ///
  /// From the end of an earlier search its hill is followed, and the starts are left aside as long
  /// as no other hills have to be looked for.
  func minima(_ objective: inout ARMAObjective, _ nested: inout NestedMaxima) -> [Minimum] {
    var minima: [Minimum] = []
    if let earlier, followHill(earlier, &objective, &minima) { return minima }
    for start in startingNumbers() { follow(start, &objective, &minima) }
    if model.effectiveStarts(count: basis.remainder.count).contains(.cancellingFactors) {
      followCancellingFactors(&objective, &minima)
    }
    if isHard(after: minima) {
      for start in nested.starts(of: self) { follow(start, &objective, &minima) }
    }
    return minima
  }

  /// Searches from a start and keeps where it ends.
  ///
  /// - Parameter hill: a hill that need not be climbed once more.
  func follow(
    _ start: [Double], _ objective: inout ARMAObjective, _ minima: inout [Minimum],
    beside hill: KnownHill? = nil
  ) {
    guard let best = minima.map(\.value).min() else {
      let minimum = QuasiNewton().minimise(
        &objective, from: start, curvature: .scales(scales(start)))
      if let minimum { minima.append(minimum) }
      return
    }
    // A later start first goes only so far as to tell whether it leads to the same place, and not
    // even there once it promises too little.
    let rough = QuasiNewton(tolerance: 1e-4).minimise(
      &objective, from: start, curvature: .estimated
    ) { own, promise in
      ClimbPromise.fallsShort(own.value, promise, of: best) || hill?.holds(own) ?? false
    }
    guard var minimum = rough else { return }
    if !minimum.isAbandoned, isNew(minimum, beside: minima),
      var better = QuasiNewton().minimise(
        &objective, from: minimum.point, curvature: .scales(scales(minimum.point)))
    {
      better.evaluations += minimum.evaluations
      minimum = better
    }
    minima.append(minimum)
  }

  /// Reciprocal information about each number, as if it stood alone: a partial autocorrelation r
  /// has n/(1 − r²), and with r = u/√(1 + u²) its u has n/(1 + u²)².
  private func scales(_ point: [Double]) -> [Double] {
    let count = Double(basis.remainder.count)
    return point.map { (1 + $0 * $0) * (1 + $0 * $0) / count }
  }

  /// Whether a rough minimum could become a better one than those found.
  private func isNew(_ minimum: Minimum, beside minima: [Minimum]) -> Bool {
    let best = minima.reduce(.infinity) { min($0, $1.value) }
    guard minimum.value < best + 1e-2 else { return false }
    return minima.allSatisfy { minimum.isApart(from: $0) || minimum.value < $0.value }
  }

  /// The starts as points of the search, those that exist, zero if none does.
  private func startingNumbers() -> [[Double]] {
    let order = model.order.arma
    let zero = [Double](repeating: 0, count: order.coefficientCount)
    guard !zero.isEmpty else { return [zero] }
    var points: [[Double]] = []
    for start in model.effectiveStarts(count: basis.remainder.count) {
      switch start {
      case .zero: points.append(zero)
      case .coefficients(let values):
        if let numbers = map.numbers(values) { points.append(numbers) }
      case .persistent:
        var values = zero
        let blocks = order.blocks
        if !blocks.ar.isEmpty { values[blocks.ar.lowerBound] = 1.5 }
        if !blocks.ma.isEmpty { values[blocks.ma.lowerBound] = 3 }
        if !blocks.seasonalAR.isEmpty { values[blocks.seasonalAR.lowerBound] = 1.5 }
        if !blocks.seasonalMA.isEmpty { values[blocks.seasonalMA.lowerBound] = 0.7 }
        points.append(values)
      case .autoregression:
        if let values = autoregressiveStart(), let numbers = map.numbers(values) {
          points.append(numbers)
        }
      case .cancellingFactors: continue
      case .hannanRissanen:
        if let values = HannanRissanen.coefficients(order: order, series: basis.remainder),
          let numbers = map.numbers(values)
        {
          points.append(numbers)
        }
      }
    }
    return points.isEmpty ? [zero] : points
  }

  private func autoregressiveStart() -> [Double]? {
    let order = model.order.arma
    let reduced = SeasonalARMAOrder(
      p: order.p, q: 0, seasonalP: order.seasonalP, seasonalQ: 0, period: order.period)
    guard let own = HannanRissanen.coefficients(order: reduced, series: basis.remainder)
    else { return nil }
    var values = [Double](repeating: 0, count: order.coefficientCount)
    values.replaceSubrange(order.blocks.ar, with: own[reduced.blocks.ar])
    values.replaceSubrange(order.blocks.seasonalAR, with: own[reduced.blocks.seasonalAR])
    return values
  }
}

/// How the concentrated parameters answer to the others, from the evaluations of the polish.
final class ResponseRecorder {
  /// Derivatives of the regression's own coefficients and last of σ², a row each.
  private(set) var rows: [[Double]]

  init(_ likelihood: ARMALikelihood, columns: Int) {
    rows = [[Double]](
      repeating: [Double](repeating: 0, count: columns),
      count: likelihood.regressionCoefficients.count + 1)
  }

  func record(_ likelihood: ARMALikelihood, column: Int, step: Double) {
    let values = likelihood.regressionCoefficients + [likelihood.innovationVariance]
    for (row, value) in values.enumerated() { rows[row][column] += value / (2 * step) }
  }
}
