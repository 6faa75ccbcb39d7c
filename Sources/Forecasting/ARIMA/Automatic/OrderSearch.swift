// SPDX-License-Identifier: GPL-3.0-or-later
//
// The choice of the orders of an ARIMA model by an information criterion.
//
// Exhaustive search fits every candidate that could still win; a stepwise search climbs from a few
// starts and can stop on a lower hill. A candidate is rejected, whatever its criterion, if its fit
// did not converge or has a root within one hundredth of the unit circle.

/// A search for the orders with the least criterion.
public struct OrderSearch: Hashable, Sendable {
  /// How the candidates are visited.
  public enum Strategy: Hashable, Sendable {
    /// Every candidate that bounds cannot rule out.
    case exhaustive(usesBounds: Bool = true)
    /// From the starts to better neighbours, at most so many fits.
    case stepwise(maximumFits: Int = 94)
  }

  /// The orders to choose from.
  public let lattice: OrderLattice
  /// The observations left by differencing, n − d − sD.
  public let observationCount: Int
  /// What is minimised.
  public let criterion: OrderCriterion
  /// How the candidates are visited.
  public let strategy: Strategy
  /// A root modulus below it rejects a candidate.
  public let minimumRootModulus: Double
  /// The seconds after which no further fit is begun; nil for no limit.
  public let timeLimitSeconds: Double?
  /// How much a candidate's log-likelihood may exceed the fitted one of a model that it is nested
  /// in before a bound is broken: what an optimiser leaves behind.
  public let boundSlack: Double

  /// Makes a search.
  ///
  /// - Precondition: the number of observations is positive, the modulus and the slack are not
  ///   negative, and a time limit is positive.
  public init(
    lattice: OrderLattice, observationCount: Int, criterion: OrderCriterion = .aicc,
    strategy: Strategy = .exhaustive(), minimumRootModulus: Double = 1.01,
    timeLimitSeconds: Double? = nil, boundSlack: Double = 0.1
  ) {
    precondition(observationCount > 0, "there must be an observation")
    precondition(minimumRootModulus >= 0, "the least modulus must not be negative")
    precondition(timeLimitSeconds.map { $0 > 0 } ?? true, "the time limit must be positive")
    precondition(boundSlack >= 0, "the slack must not be negative")
    self.lattice = lattice
    self.observationCount = observationCount
    self.criterion = criterion
    self.strategy = strategy
    self.minimumRootModulus = minimumRootModulus
    self.timeLimitSeconds = timeLimitSeconds
    self.boundSlack = boundSlack
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - fitter: fits one candidate at a time.
  ///   - elapsedSeconds: the seconds since the search began; called before every fit where there is
  ///     a time limit. Without a limit the result does not depend on it.
  /// - Complexity: one fit a visited candidate; the search's own work is O(fits²) comparisons.
  public func run(
    _ fitter: some OrderFitter, elapsedSeconds: () -> Double = { 0 }
  ) -> OrderSearchResult {
    var visit = OrderVisit(search: self)
    switch strategy {
    case .exhaustive(let usesBounds):
      exhaust(&visit, usesBounds: usesBounds, fitter, elapsedSeconds)
    case .stepwise(let maximumFits):
      climb(&visit, maximumFits: maximumFits, fitter, elapsedSeconds)
    }
    return visit.result
  }

  /// Starts and corners first, for a good incumbent and for bounds, then all, smallest first.
  ///
  /// Smallest first, a bound that a later fit would show to be too low has ruled that fit out as
  /// well: with at least as many parameters and at most the same bound it could win still less. So
  /// nothing that was ruled out needs a second look.
  private func exhaust(
    _ visit: inout OrderVisit, usesBounds: Bool, _ fitter: some OrderFitter,
    _ elapsedSeconds: () -> Double
  ) {
    let first = usesBounds ? lattice.stepwiseStarts + lattice.corners : []
    for (index, candidate) in (first + lattice.candidates).enumerated() {
      if visit.hasFitted(candidate) { continue }
      let isBound = index < first.count
      if usesBounds && !isBound && visit.cannotWin(candidate) { continue }
      guard visit.fit(candidate, fitter, isBound: isBound, elapsedSeconds) else { return }
    }
  }

  /// The first better neighbour becomes the centre, until none is better.
  private func climb(
    _ visit: inout OrderVisit, maximumFits: Int, _ fitter: some OrderFitter,
    _ elapsedSeconds: () -> Double
  ) {
    for candidate in lattice.stepwiseStarts {
      guard visit.fit(candidate, fitter, isBound: false, elapsedSeconds) else { return }
    }
    var moved = true
    while moved {
      moved = false
      guard let centre = visit.best else { return }
      for candidate in lattice.neighbours(of: centre) where !visit.hasFitted(candidate) {
        if visit.fitCount >= maximumFits {
          visit.stop(.fitLimit)
          return
        }
        guard visit.fit(candidate, fitter, isBound: false, elapsedSeconds) else { return }
        if visit.best != centre {
          moved = true
          break
        }
      }
    }
  }
}
