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
  /// How many of the starts are climbed from. More find little and cost as they find.
  private static let climbCount = 6
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

  /// Climbs from the starts, the likeliest first; from zero if none has a likelihood.
  mutating func run(_ starts: [[Double]]) {
    var places: [(value: Double, point: [Double])] = []
    for start in starts {
      guard let value = objective.value(at: start) else { continue }
      // Starts of equal value are the same place by two ways.
      if !places.contains(where: { abs($0.value - value) < 1e-9 }) {
        places.append((value, start))
      }
    }
    places.sort { $0.value < $1.value }
    for place in places.prefix(Self.climbCount) { climb(from: place.point) }
    if best == nil {
      climb(from: [Double](repeating: 0, count: objective.coefficients.count))
    }
  }

  /// Climbs as long as that may lead to a better place than those found, and to the needed one.
  private mutating func climb(from start: [Double]) {
    let (map, isWantedItself) = (map, needed == nil)
    let limit = min(admissible?.value ?? .infinity, needed.map { -$0 } ?? .infinity)
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

  /// The best climb as the search wants it; the likelihood is left evaluated there.
  mutating func result(_ candidate: OrderCandidate, _ basis: RegressionBasis) -> OrderFit? {
    guard let best else { return nil }
    if objective.point != best.point, objective.value(at: best.point) == nil { return nil }
    let coefficients = objective.coefficients
    let mean = basis.coefficients(objective.likelihood.regressionCoefficients)
    let isOutOfReach = best.isAbandoned && !Self.isPilingUp(best, map)
    let certificate = ARIMACertificate(
      order: candidate.order.arma, coefficients: coefficients,
      search: .init(gradient: best.gradient, hessian: [], converged: best.converged))
    return OrderFit(
      logLikelihood: -best.value, parameters: coefficients + mean, converged: best.converged,
      minimumRootModulus: isOutOfReach ? nil : certificate.smallestRootModulus,
      isAbandoned: isOutOfReach)
  }
}
