// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gate, first form: every criterion is judged on the unfavourable end of its interval. Nothing
// observed is inconclusive, too little observed is inconclusive, and neither ever passes (X-02,
// BYP-01, BYP-05). The statistical gate will stand beside these criteria, which then can only
// refuse.

import Evaluation

/// What a gate says, of one criterion or of all.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  /// Everything required holds.
  case certified = "CERTIFIED"
  /// The data cannot tell.
  case inconclusive = "INCONCLUSIVE"
  /// Something required does not hold.
  case refused = "REFUSED"
  /// The gate failed its own controls, so it has said nothing about anybody.
  case void = "VOID"

  /// The exit status that says the same: one value for verdict, report and status (BYP-02).
  public var exitStatus: Int32 {
    switch self {
    case .certified: 0
    case .refused: 1
    case .inconclusive, .void: 2
    }
  }

  /// The verdict on several series: the worst of them, and inconclusive on none.
  public static func worst(_ verdicts: [Verdict]) -> Verdict {
    for verdict in [Verdict.void, .refused, .inconclusive] where verdicts.contains(verdict) {
      return verdict
    }
    return verdicts.isEmpty ? .inconclusive : .certified
  }
}

/// How one criterion came out.
public struct CriterionOutcome: Hashable, Sendable {
  /// The grades, from good to bad.
  public enum Grade: String, Hashable, Sendable {
    /// The unfavourable end keeps the limit.
    case pass = "PASS"
    /// It keeps the limit, but not the warning line.
    case warn = "WARN"
    /// It breaks the limit.
    case fail = "FAIL"
    /// There is no such end, or too little behind it.
    case inconclusive = "INCONCLUSIVE"
  }

  /// The criterion.
  public let criterion: Criterion
  /// The measurement that was judged; nil where none was made.
  public let measurement: Measurement?
  /// The end of the interval that was judged; nil where there is none.
  public let judged: Double?
  /// The grade.
  public let grade: Grade
  /// Why, in words.
  public let reason: String
}

/// The gate's decision on one evidence.
public struct GateDecision: Hashable, Sendable {
  /// The verdict.
  public let verdict: Verdict
  /// Every criterion of the policy, required or not, in its order.
  public let outcomes: [CriterionOutcome]
  /// The integrity checks, all of which are required.
  public let integrity: [IntegrityCheck]
  /// What decided, in words, the worst first.
  public let reasons: [String]

  /// Judges evidence under a policy.
  public init(evidence: Evidence, policy: PromotionPolicy) {
    let outcomes = policy.criteria.map { outcome(of: $0, evidence: evidence, policy: policy) }
    let required = outcomes.filter { policy.requiredSets.contains($0.criterion.set) }
    self.outcomes = outcomes
    self.integrity = evidence.integrity
    let broken = evidence.integrity.compactMap { check -> String? in
      guard case .violated(let place) = check.outcome else { return nil }
      return "\(check.id): \(place)"
    }
    let failed = required.filter { $0.grade == .fail }
    let unknown = required.filter { $0.grade == .inconclusive }
    let unseen = evidence.integrity.compactMap { check -> String? in
      guard case .notObserved(let why) = check.outcome else { return nil }
      return "\(check.id): \(why)"
    }
    if !broken.isEmpty || !failed.isEmpty {
      verdict = .refused
    } else if !unknown.isEmpty || !unseen.isEmpty || evidence.integrity.isEmpty {
      verdict = .inconclusive
    } else {
      verdict = .certified
    }
    reasons = broken + (failed + unknown).map { Self.sentence($0) } + unseen
  }

  private static func sentence(_ outcome: CriterionOutcome) -> String {
    "\(outcome.criterion.set).\(outcome.criterion.measurement.rawValue): \(outcome.reason)"
  }
}

private func outcome(
  of criterion: Criterion, evidence: Evidence, policy: PromotionPolicy
) -> CriterionOutcome {
  let measurement = evidence.measurement(criterion.measurement)
  func graded(
    _ grade: CriterionOutcome.Grade, _ reason: String, judged: Double? = nil
  ) -> CriterionOutcome {
    CriterionOutcome(
      criterion: criterion, measurement: measurement, judged: judged, grade: grade, reason: reason)
  }
  guard let measurement else { return graded(.inconclusive, "was not measured") }
  if case .undefined(let reason) = measurement.estimate { return graded(.inconclusive, reason) }
  if let shortage = shortage(measurement, criterion: criterion, policy: policy, in: evidence) {
    return graded(.inconclusive, shortage)
  }
  guard let judged = criterion.bound.wantsLarge ? measurement.lower : measurement.upper else {
    return graded(.inconclusive, "no interval could be made")
  }
  guard criterion.bound.holds(judged) else {
    let end = criterion.bound.wantsLarge ? "lower" : "upper"
    return graded(
      .fail, "the \(end) end of the interval breaks the limit", judged: judged)
  }
  if let warn = criterion.warn, criterion.bound.wantsLarge ? judged < warn : judged > warn {
    return graded(.warn, "keeps the limit, not the warning line", judged: judged)
  }
  return graded(.pass, "holds on the unfavourable end", judged: judged)
}

/// Why a measurement rests on too little to be judged; nil where it does not.
private func shortage(
  _ measurement: Measurement, criterion: Criterion, policy: PromotionPolicy, in evidence: Evidence
) -> String? {
  if criterion.asksForSample {
    return criterion.bound.holds(Double(measurement.count))
      ? nil : "\(measurement.count) of \(wholeNumber(criterion.bound.limit)) needed"
  }
  guard measurement.count > 0 else { return "nothing was observed" }
  let sample: (id: MeasurementID, name: String)
  switch measurement.unit {
  case tradeUnit: sample = (.closedTrades, tradeUnit)
  case barUnit: sample = (.days, "days")
  case originUnit, windowUnit: sample = (.effectiveAudits, "audits")
  default: return nil
  }
  if measurement.unit != windowUnit, measurement.count < leastObservations {
    return "\(measurement.count) of \(leastObservations) \(measurement.unit) needed for an interval"
  }
  guard let needed = policy.requiredSample(sample.id) else { return nil }
  let have = evidence.measurement(sample.id)?.count ?? 0
  guard Double(have) < needed else { return nil }
  return "\(have) of \(wholeNumber(needed)) \(sample.name) needed"
}

/// Observations below which no policy can have a resampled interval judged.
private let leastObservations = 30

private func wholeNumber(_ value: Double) -> String {
  Int(exactly: value).map(String.init) ?? String(value)
}
