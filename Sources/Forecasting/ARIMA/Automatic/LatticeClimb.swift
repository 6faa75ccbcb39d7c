// SPDX-License-Identifier: GPL-3.0-or-later
//
// The climbs of an order search are short: most candidates cannot win, and of those that can most
// climbs cannot either. A climb is given up once what it still promises does not reach what is
// needed, or once it creeps along the unit circle, where a maximum would be rejected.

import NumericKernels

/// The climbs from several starts to one candidate's maxima.
///
/// Of a likelihood with several maxima the best admissible one counts: a higher one with a root
/// next to the unit circle would only be rejected.
struct LatticeClimb {
  /// A start further than this below the needed log-likelihood is not climbed from.
  ///
  /// Chosen on 206 series. Of the starts that lead to what is needed nine in ten gain less than
  /// three, and factors have been foreseen where they belong, so that they gain less.
  private static let reach = 6.0
  static let reachOfFactors = 2.0
  /// A climb whose next step promises less than this with a root nearer to the unit circle than
  /// that is piling up on it.
  private static let pileUpPromise = 0.5
  private static let pileUpModulus = 1.003

  private var objective: ARMAObjective
  private let map: StationaryMap
  private let minimumRootModulus: Double
  private let needed: Double?
  private var admissible: Minimum?
  private var other: Minimum?
  /// The likeliest start.
  private var top: (value: Double, point: [Double])?
  private var startValues: [Double] = []

  /// - Parameters:
  ///   - minimumRootModulus: a root modulus below it makes a maximum inadmissible.
  ///   - needed: the log-likelihood below which a maximum is of no use; nil if every one is.
  init(
    likelihood: ARMALikelihood, map: StationaryMap, minimumRootModulus: Double, needed: Double?
  ) {
    objective = ARMAObjective(likelihood: likelihood, map: map)
    self.map = map
    self.minimumRootModulus = minimumRootModulus
    self.needed = needed
  }

  private var best: Minimum? { admissible ?? other }

  /// Minus the log-likelihood that a climb must reach.
  private var limit: Double {
    min(admissible?.value ?? .infinity, needed.map { -$0 } ?? .infinity)
  }

  /// Climbs from every start from where that may lead to what is needed; from zero if none has a
  /// likelihood, or a maximum that is wanted itself.
  mutating func run(_ starts: [[Double]], factors: [[Double]]) {
    for start in starts { climb(from: start, within: Self.reach) }
    for start in factors { climb(from: start, within: Self.reachOfFactors) }
    if top == nil || best == nil && needed == nil {
      let zero = [Double](repeating: 0, count: objective.coefficients.count)
      climb(from: zero, within: .infinity)
    }
  }

  private mutating func climb(from start: [Double], within reach: Double) {
    guard let value = objective.value(at: start) else { return }
    // Starts of equal value are the same place by two ways.
    guard !startValues.contains(where: { abs($0 - value) < 1e-9 }) else { return }
    startValues.append(value)
    if value < top?.value ?? .infinity { top = (value, start) }
    if value - reach < limit { climb(from: start) }
  }

  /// Climbs as long as that may lead to a better place than those found, and to the needed one.
  private mutating func climb(from start: [Double]) {
    let (map, isWantedItself, limit) = (map, needed == nil, limit)
    let minimum = QuasiNewton(tolerance: 1e-7).minimise(
      &objective, from: start, curvature: .estimated
    ) { best, promise in
      if ClimbPromise.fallsShort(best.value, promise, of: limit) { return true }
      return !isWantedItself && promise < Self.pileUpPromise && Self.isPilingUp(best, map)
    }
    guard let minimum else { return }
    if minimum.converged && hasRoots(minimum, outside: minimumRootModulus) {
      if minimum.value < admissible?.value ?? .infinity { admissible = minimum }
    } else if minimum.value < other?.value ?? .infinity {
      other = minimum
    }
  }

  private static func isPilingUp(_ minimum: Minimum, _ map: StationaryMap) -> Bool {
    !map.hasRoots(map.coefficients(minimum.point), outside: pileUpModulus)
  }

  private func hasRoots(_ minimum: Minimum, outside radius: Double) -> Bool {
    map.hasRoots(map.coefficients(minimum.point), outside: radius)
  }

  /// The best climb as the search wants it, or the likeliest start where none was worth a climb;
  /// the likelihood is left evaluated there.
  mutating func result(_ candidate: OrderCandidate, _ basis: RegressionBasis) -> OrderFit? {
    guard let point = best?.point ?? top?.point, let value = objective.value(at: point) else {
      return nil
    }
    let coefficients = objective.coefficients
    let parameters = coefficients + basis.coefficients(objective.likelihood.regressionCoefficients)
    guard let best, !best.isAbandoned || Self.isPilingUp(best, map) else {
      return OrderFit(
        logLikelihood: -value, parameters: parameters, converged: false, minimumRootModulus: nil,
        isAbandoned: true)
    }
    let certificate = ARIMACertificate(
      order: candidate.order.arma, coefficients: coefficients,
      search: .init(gradient: best.gradient, hessian: [], converged: best.converged))
    return OrderFit(
      logLikelihood: -value, parameters: parameters, converged: best.converged,
      minimumRootModulus: certificate.smallestRootModulus)
  }
}
