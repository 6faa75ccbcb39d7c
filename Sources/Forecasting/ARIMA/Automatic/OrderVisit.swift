// SPDX-License-Identifier: GPL-3.0-or-later

/// The state of a running order search: what was fitted, the best so far, and bounds.
struct OrderVisit {
  private let search: OrderSearch
  private var entries: [OrderSearchResult.Entry] = []
  /// Positions in `entries`; never iterated.
  private var positions: [OrderCandidate: Int] = [:]
  private var ruledOut: [OrderCandidate] = []
  private var ending = OrderSearchResult.Ending.complete
  private var bestPosition: Int?
  /// For each entry the largest log-likelihood among the admissible fits of models nested in it.
  private var reached: [Double] = []

  init(search: OrderSearch) { self.search = search }

  var fitCount: Int { entries.count }

  var best: OrderCandidate? { bestPosition.map { entries[$0].candidate } }

  func hasFitted(_ candidate: OrderCandidate) -> Bool { positions[candidate] != nil }

  mutating func stop(_ ending: OrderSearchResult.Ending) { self.ending = ending }

  /// Fits a candidate unless time is up; false where it is.
  ///
  /// - Parameter isBound: whether the maximum is wanted for itself, not only if it is the best.
  mutating func fit(
    _ candidate: OrderCandidate, _ fitter: some OrderFitter, isBound: Bool,
    _ elapsedSeconds: () -> Double
  ) -> Bool {
    if let limit = search.timeLimitSeconds, elapsedSeconds() >= limit {
      ending = .timeLimit
      return false
    }
    let fit = fitter.fit(
      candidate.order, includesConstant: candidate.includesConstant, start: start(for: candidate),
      needed: isBound ? nil : needed(candidate))
    let rejection = rejection(of: fit, candidate)
    let criterion = rejection == nil ? fit.map { value($0.logLikelihood, candidate) } : nil
    positions[candidate] = entries.count
    entries.append(
      .init(
        candidate: candidate, fit: fit, criterion: criterion ?? .infinity, rejection: rejection))
    noteReach()
    // The first of equals stays: fewer parameters or, stepwise, the centre.
    if let criterion, criterion < (bestPosition.map { entries[$0].criterion } ?? .infinity) {
      bestPosition = entries.count - 1
    }
    return true
  }

  /// The most likely fitted model that is nested in the candidate, else its nearest fitted one.
  ///
  /// From a nested model a monotone optimiser cannot end below it.
  private func start(for candidate: OrderCandidate) -> [Double]? {
    var nested: (likelihood: Double, position: Int)?
    var nearest: (distance: Int, position: Int)?
    for (position, entry) in entries.enumerated() {
      guard let fit = entry.fit, fit.logLikelihood.isFinite,
        fit.parameters.count == entry.candidate.parameterCount - 1
      else { continue }
      if entry.candidate.isNested(in: candidate),
        fit.logLikelihood > (nested?.likelihood ?? -.infinity)
      {
        nested = (fit.logLikelihood, position)
      }
      let distance = Self.distance(entry.candidate, candidate)
      if distance < (nearest?.distance ?? .max) { nearest = (distance, position) }
    }
    guard let position = nested?.position ?? nearest?.position, let fit = entries[position].fit
    else { return nil }
    return candidate.start(from: entries[position].candidate, parameters: fit.parameters)
  }

  private static func distance(_ left: OrderCandidate, _ right: OrderCandidate) -> Int {
    abs(left.order.p - right.order.p) + abs(left.order.q - right.order.q)
      + abs(left.order.seasonalP - right.order.seasonalP)
      + abs(left.order.seasonalQ - right.order.seasonalQ)
      + (left.includesConstant == right.includesConstant ? 0 : 1)
  }

  private func rejection(
    of fit: OrderFit?, _ candidate: OrderCandidate
  ) -> OrderSearchResult.Rejection? {
    guard let fit, fit.logLikelihood.isFinite else { return .noFit }
    if fit.isAbandoned { return .outOfReach }
    if let modulus = fit.minimumRootModulus, !(modulus >= search.minimumRootModulus) {
      return .rootNearUnit
    }
    if !fit.converged { return .notConverged }
    return value(fit.logLikelihood, candidate).isFinite ? nil : .tooManyParameters
  }

  private func value(_ logLikelihood: Double, _ candidate: OrderCandidate) -> Double {
    search.criterion.value(
      logLikelihood: logLikelihood, parameterCount: candidate.parameterCount,
      observationCount: search.observationCount)
  }

  /// The log-likelihood with which a candidate would be as good as the best; nil without one.
  private func needed(_ candidate: OrderCandidate) -> Double? {
    guard let bestPosition else { return nil }
    let needed = 0.5 * (value(0, candidate) - entries[bestPosition].criterion)
    return needed.isFinite ? needed : nil
  }

  /// Keeps `reached` for the newest entry and for those that it is nested in.
  ///
  /// Rejected fits do not count: a larger model's admissible maximum may lie below them.
  private mutating func noteReach() {
    func likelihood(_ entry: OrderSearchResult.Entry) -> Double {
      entry.rejection == nil ? entry.fit?.logLikelihood ?? -.infinity : -.infinity
    }
    guard let newest = entries.last else { return }
    var largest = -Double.infinity
    for (position, entry) in entries.dropLast().enumerated() {
      if entry.candidate.isNested(in: newest.candidate) {
        largest = max(largest, likelihood(entry))
      }
      if newest.candidate.isNested(in: entry.candidate) {
        reached[position] = max(reached[position], likelihood(newest))
      }
    }
    reached.append(largest)
  }

  /// Whether even the bound of a candidate's log-likelihood cannot beat the best; notes it if so.
  mutating func cannotWin(_ candidate: OrderCandidate) -> Bool {
    guard let bestPosition else { return false }
    let bound = value(upperBound(candidate), candidate)
    guard bound >= entries[bestPosition].criterion else { return false }
    ruledOut.append(candidate)
    return true
  }

  /// The least log-likelihood of a converged model that the candidate is nested in, plus the slack.
  ///
  /// A model that one of its own special cases beats is not at its maximum: it bounds nothing.
  private func upperBound(_ candidate: OrderCandidate) -> Double {
    var bound = Double.infinity
    for (position, larger) in entries.enumerated() {
      guard let fit = larger.fit, fit.converged, fit.logLikelihood < bound,
        fit.logLikelihood + search.boundSlack >= reached[position],
        candidate.isNested(in: larger.candidate), fit.logLikelihood.isFinite
      else { continue }
      bound = min(bound, max(fit.logLikelihood, reached[position]))
    }
    return bound + search.boundSlack
  }

  var result: OrderSearchResult {
    OrderSearchResult(
      best: best, bestCriterion: bestPosition.map { entries[$0].criterion } ?? .infinity,
      entries: entries, ruledOut: ruledOut, ending: ending, nestingViolations: violations)
  }

  private var violations: [OrderSearchResult.NestingViolation] {
    var violations: [OrderSearchResult.NestingViolation] = []
    for larger in entries {
      guard let fit = larger.fit, fit.converged else { continue }
      for smaller in entries
      where smaller.candidate != larger.candidate
        && smaller.candidate.isNested(in: larger.candidate)
      {
        guard let other = smaller.fit, smaller.rejection == nil else { continue }
        let excess = other.logLikelihood - fit.logLikelihood
        if excess > search.boundSlack {
          violations.append(
            .init(smaller: smaller.candidate, larger: larger.candidate, excess: excess))
        }
      }
    }
    return violations
  }
}
