// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fits for an order search: the same exact likelihood as `ARIMAModel`'s, climbed only as far as the
// search needs, without second derivatives and standard errors.

import NumericKernels

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
    let given = start.map { Array($0.prefix(order.coefficientCount)) }
    let starts = [given, startingValues(order.arma, sample)] + relatives(candidate)
    climb.run(starts.compactMap { $0.flatMap(map.numbers) })
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
    let hasLarger =
      candidate.order.p < lattice.maximumP && candidate.order.q < lattice.maximumQ
    ends[candidate] = End(
      coefficients: Array(fit.parameters.prefix(candidate.order.coefficientCount)),
      scan: hasLarger
        ? FactorScan(likelihood.innovations, count: Self.factorCount) : nil)
  }

  /// Starts from fits of other candidates: without the constant, and with one or two orders less
  /// of both kinds.
  private func relatives(_ candidate: OrderCandidate) -> [[Double]] {
    let order = candidate.order
    func end(less: Int, includesConstant: Bool) -> End? {
      lattice.candidate(
        p: order.p - less, q: order.q - less, seasonalP: order.seasonalP,
        seasonalQ: order.seasonalQ, includesConstant: includesConstant
      ).flatMap { ends[$0] }
    }
    var starts: [[Double]] = []
    if candidate.includesConstant, let plain = end(less: 0, includesConstant: false) {
      starts.append(plain.coefficients)
    }
    for less in 1...2 {
      guard let end = end(less: less, includesConstant: candidate.includesConstant),
        let scan = end.scan
      else { continue }
      for factor in less == 1 ? scan.singles : scan.pairs {
        starts.append(Self.product(end.coefficients, factor, order, less: less))
      }
    }
    return starts
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
