// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fits for an order search: the same exact likelihood as `ARIMAModel`'s, climbed only as far as the
// search needs, without second derivatives and standard errors.

import NumericKernels
import RealModule

/// Fits the candidates of a search to one series, and remembers where each fit ended.
final class LatticeFitter: OrderFitter {
  /// What all candidates with the same regressors share.
  private struct Sample {
    let basis: RegressionBasis
    let starts: HannanRissanen?

    init?(_ observations: [Double], _ lattice: OrderLattice, includesConstant: Bool) {
      guard
        let simplest = lattice.candidate(p: 0, q: 0, includesConstant: includesConstant),
        let problem = try? ARIMAProblem(
          ARIMAModel(order: simplest.order, mean: includesConstant ? .constant : .none),
          observations: observations, regressors: [])
      else { return nil }
      basis = problem.basis
      starts = HannanRissanen(largest: lattice.largestOrder.arma, series: basis.remainder)
    }
  }

  /// Where a fit ended.
  private struct End {
    let coefficients: [Double]
    let logLikelihood: Double
    let scan: FactorScan?
  }

  /// How many factors of each kind a scan offers.
  private static let factorCount = 4

  private let lattice: OrderLattice
  private let minimumRootModulus: Double
  private let observationCount: Int
  private let plain: Sample?
  private let centred: Sample?
  private var ends: [OrderCandidate: End] = [:]

  init(observations: [Double], lattice: OrderLattice, minimumRootModulus: Double) {
    self.lattice = lattice
    self.minimumRootModulus = minimumRootModulus
    observationCount = observations.count
    plain = Sample(observations, lattice, includesConstant: false)
    centred =
      lattice.allowsConstant ? Sample(observations, lattice, includesConstant: true) : nil
  }

  func fit(
    _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
  ) -> OrderFit? {
    let candidate = OrderCandidate(order: order, includesConstant: includesConstant)
    let model = ARIMAModel(order: order, mean: includesConstant ? .constant : .none)
    guard let sample = includesConstant ? centred : plain,
      observationCount >= model.minimumObservations
    else { return nil }
    let likelihood = ARMALikelihood(
      order: order.arma, series: sample.basis.remainder, regressors: sample.basis.columns)
    let map = StationaryMap(order: order.arma)
    var climb = LatticeClimb(
      likelihood: likelihood, map: map, minimumRootModulus: minimumRootModulus, needed: needed)
    let starts = [
      start.map { Array($0.prefix(order.coefficientCount)) }, startingValues(order.arma, sample),
      includesConstant ? end(candidate, includesConstant: false)?.coefficients : nil,
    ]
    climb.run(
      starts.compactMap { $0.flatMap(map.numbers) },
      factors: extended(candidate, needed: needed).compactMap(map.numbers))
    let result = climb.result(candidate, sample.basis)
    if let result { remember(candidate, result, likelihood) }
    return result
  }

  private func startingValues(_ order: SeasonalARMAOrder, _ sample: Sample) -> [Double]? {
    sample.starts?.coefficients(order)
      ?? HannanRissanen.coefficients(order: order, series: sample.basis.remainder)
  }

  private func remember(
    _ candidate: OrderCandidate, _ fit: OrderFit, _ likelihood: ARMALikelihood
  ) {
    let order = candidate.order
    let room = min(lattice.maximumP - order.p, lattice.maximumQ - order.q)
    ends[candidate] = End(
      coefficients: Array(fit.parameters.prefix(order.coefficientCount)),
      logLikelihood: fit.logLikelihood,
      scan: room > 0
        ? FactorScan(likelihood.innovations, count: Self.factorCount, hasPairs: room > 1) : nil)
  }

  /// Where the fit of the candidate with one or two orders less of both kinds ended.
  private func end(
    _ candidate: OrderCandidate, less: Int = 0, includesConstant: Bool
  ) -> End? {
    let order = candidate.order
    return lattice.candidate(
      p: order.p - less, q: order.q - less, seasonalP: order.seasonalP,
      seasonalQ: order.seasonalQ, includesConstant: includesConstant
    ).flatMap { ends[$0] }
  }

  /// The ends of smaller candidates with the factors added that promise enough.
  private func extended(_ candidate: OrderCandidate, needed: Double?) -> [[Double]] {
    (1...2).flatMap { less -> [[Double]] in
      guard let end = end(candidate, less: less, includesConstant: candidate.includesConstant),
        let scan = end.scan
      else { return [] }
      let least =
        needed.map { $0 - LatticeClimb.reachOfFactors - end.logLikelihood } ?? -.infinity
      return (less == 1 ? scan.singles : scan.pairs).filter { gain($0) > least }.map {
        Self.product(end.coefficients, $0, candidate.order, less: less)
      }
    }
  }

  /// By how much the log-likelihood grows where factors have whitened the errors.
  private func gain(_ factors: FactorPair) -> Double {
    let count = plain?.basis.remainder.count ?? 0
    return -0.5 * Double(count) * .log(max(1 - factors.gain, .leastNormalMagnitude))
  }

  /// The coefficients of an order from those of `less` orders less and a further factor.
  private static func product(
    _ coefficients: [Double], _ factor: FactorPair, _ order: ARIMAOrder, less: Int
  ) -> [Double] {
    let (p, q) = (order.p - less, order.q - less)
    let ar = multiplied(coefficients[..<p].map { -$0 }, factor.autoregressive.map { -$0 })
    let ma = multiplied(Array(coefficients[p..<(p + q)]), factor.movingAverage)
    return ar.map { -$0 } + ma + coefficients[(p + q)...]
  }

  /// The coefficients after the leading one of (1 + Σ aᵢBⁱ)(1 + Σ bⱼBʲ).
  private static func multiplied(_ left: [Double], _ right: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: left.count + right.count + 1)
    for (i, a) in ([1] + left).enumerated() {
      for (j, b) in ([1] + right).enumerated() { result[i + j] += a * b }
    }
    return Array(result.dropFirst())
  }
}
