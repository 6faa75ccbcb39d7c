// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts from the maxima of nested models. A model with a coefficient more has every likelihood of
// the one without it; a search that begins at the nested maximum, with zero for the coefficient,
// only goes up from there. So no fit is below a nested one, whatever the other starts lead to.

import NumericKernels

extension ARIMAProblem {
  /// Whether the likelihood may have several maxima, so that nested starts are worth their time.
  ///
  /// On long series such surfaces are rare and a fit is dear: there the starts must have ended
  /// apart.
  func isHard(after minima: [Minimum]) -> Bool {
    let arma = model.order.arma
    guard model.starts == nil, hasManyHills else { return false }
    let values = minima.filter { !$0.isAbandoned }.map(\.value)
    let apart = (values.max() ?? 0) - (values.min() ?? 0) > 1e-2
    return apart || basis.remainder.count * arma.stateDimension <= 10_000
  }

  /// Whether there are three coefficients or more of one kind of lags: factors on both sides can
  /// then cancel nearly and in several ways.
  var hasManyHills: Bool {
    let arma = model.order.arma
    return max(arma.p + arma.q, arma.seasonalP + arma.seasonalQ) >= 3
  }
}

/// The maxima of the models with fewer parameters, each searched once.
struct NestedMaxima {
  /// A nested model: what tells it from the others.
  private struct Key: Hashable {
    let order: SeasonalARMAOrder
    let mean: ARIMAModel.Mean
  }

  private let whole: ARIMAProblem
  private var points: [Key: [Double]] = [:]
  /// Evaluations of the likelihood so far.
  private(set) var evaluations = 0

  init(of whole: ARIMAProblem) { self.whole = whole }

  /// The maxima of the models with one parameter less, as points of a problem's search.
  ///
  /// - Complexity: a search for every nested order with three coefficients or more, and for those
  ///   one below, all together once.
  mutating func starts(of problem: ARIMAProblem) -> [[Double]] {
    let (order, mean) = (problem.model.order.arma, problem.model.mean)
    var starts: [[Double]] = order.predecessors.compactMap { smaller in
      guard var point = maximum(Key(order: smaller.order, mean: mean)) else { return nil }
      // A last partial autocorrelation of zero leaves the polynomial as it is.
      point.insert(0, at: smaller.place)
      return point
    }
    if mean == .constant, let point = maximum(Key(order: order, mean: .none)) {
      starts.append(point)
    }
    return starts
  }

  private mutating func maximum(_ key: Key) -> [Double]? {
    if let known = points[key] { return known }
    guard let problem = problem(key) else { return nil }
    var objective = ARMAObjective(likelihood: problem.likelihood(), map: problem.map)
    var minima = problem.minima(&objective, &self)
    problem.followUnitCircle(&objective, &minima)
    evaluations += minima.reduce(0) { $0 + $1.evaluations }
    let best = minima.min { $0.value < $1.value }
    points[key] = best?.point
    return best?.point
  }

  private func problem(_ key: Key) -> ARIMAProblem? {
    if key.mean == whole.model.mean { return ARIMAProblem(whole, arma: key.order) }
    let order = ARIMAOrder(whole.model.order, arma: key.order)
    return try? ARIMAProblem(
      ARIMAModel(order: order, mean: key.mean), observations: whole.observations,
      regressors: whole.regressors)
  }
}

extension SeasonalARMAOrder {
  /// The orders with one coefficient less, and where it stands among this one's coefficients.
  fileprivate var predecessors: [(order: SeasonalARMAOrder, place: Int)] {
    let blocks = [blocks.ar, blocks.ma, blocks.seasonalAR, blocks.seasonalMA]
    return blocks.indices.filter { !blocks[$0].isEmpty }.map { block in
      var counts = blocks.map(\.count)
      counts[block] -= 1
      let order = SeasonalARMAOrder(
        p: counts[0], q: counts[1], seasonalP: counts[2], seasonalQ: counts[3], period: period)
      return (order, blocks[block].upperBound - 1)
    }
  }
}
