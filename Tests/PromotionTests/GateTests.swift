// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gate: never a pass on nothing, always the unfavourable end, monotone in every criterion.
// Planted faults caught here: the estimate judged instead of the interval's end; the wrong end;
// zero observations passing; a skipped check passing; a warning on the hard side accepted; required
// sets ignored.

import Evaluation
import Promotion
import Testing

@Suite struct GateTests {
  @Test func theUnfavourableEndDecides() throws {
    let least = try Criterion(set: "s", measurement: .profitFactor, bound: .atLeast(1.1))
    let most = try Criterion(set: "s", measurement: .maximumDrawdown, bound: .below(0.2))
    let grades = [
      try grade(least, measured(.profitFactor, 1.5, 1.1, 2)),
      try grade(least, measured(.profitFactor, 1.5, 1.09, 2)),
      try grade(most, measured(.maximumDrawdown, 0.1, 0.05, 0.19)),
      try grade(most, measured(.maximumDrawdown, 0.1, 0.05, 0.2)),
    ]
    #expect(grades == [.pass, .fail, .pass, .fail])
  }

  @Test func theWarningLineLiesOnTheSoftSide() throws {
    let warned = try Criterion(
      set: "s", measurement: .winRate, bound: .atLeast(0.52), warn: 0.55)
    let grades = [
      try grade(warned, measured(.winRate, 0.7, 0.56, 0.8)),
      try grade(warned, measured(.winRate, 0.7, 0.54, 0.8)),
      try grade(warned, measured(.winRate, 0.7, 0.51, 0.8)),
    ]
    #expect(grades == [.pass, .warn, .fail])
    #expect(throws: PolicyError.self) {
      try Criterion(set: "s", measurement: .winRate, bound: .atLeast(0.52), warn: 0.5)
    }
    #expect(throws: PolicyError.self) {
      try Criterion(set: "s", measurement: .rmseRatio, bound: .atMost(1.1), warn: 1.2)
    }
  }

  @Test(arguments: MeasurementID.allCases)
  func nothingObservedIsInconclusiveForEveryStatistic(id: MeasurementID) throws {
    let criteria = [
      try Criterion(set: "s", measurement: id, bound: .atLeast(-1e9)),
      try Criterion(set: "t", measurement: id, bound: .atMost(1e9)),
    ]
    for criterion in criteria where !criterion.asksForSample {
      let missing = try grade(criterion, .missing(id, unit: "things", reason: "none"))
      let absent = try grade(criterion, nil)
      let empty = try grade(
        criterion,
        Measurement(
          id: id, estimate: .finite(1), lower: 1, upper: 1, count: 0, unit: "things", method: ""))
      let verdicts = [missing, absent, empty]
      #expect(verdicts == [.inconclusive, .inconclusive, .inconclusive])
    }
  }

  @Test func tooFewTradesAreInconclusiveHoweverGoodTheyLook() throws {
    let policy = try policy([
      Criterion(set: "s", measurement: .closedTrades, bound: .atLeast(30)),
      Criterion(set: "s", measurement: .profitFactor, bound: .above(1)),
    ])
    let measurements = [
      Measurement.counted(.closedTrades, 29, unit: tradeUnit),
      Measurement(
        id: .profitFactor, estimate: .infinite, lower: 5, upper: .infinity, count: 29,
        unit: tradeUnit, method: ""),
    ]
    let decision = GateDecision(evidence: evidence(measurements), policy: policy)
    #expect(decision.verdict == .inconclusive)
    #expect(decision.outcomes.map(\.grade) == [.inconclusive, .inconclusive])
  }

  @Test func noLimitIsKeptByAnIntervalThatItsOwnEstimateBreaks() throws {
    // Resampled blocks cannot fall as deep as a long decline did.
    let drawdown = try Criterion(set: "s", measurement: .maximumDrawdown, bound: .below(0.2))
    let factor = try Criterion(set: "s", measurement: .profitFactor, bound: .atLeast(1.1))
    let grades = [
      try grade(drawdown, measured(.maximumDrawdown, 0.257, 0.033, 0.107)),
      try grade(factor, measured(.profitFactor, 0.9, 1.2, 1.5)),
    ]
    #expect(grades == [.fail, .fail])
  }

  @Test(arguments: [tradeUnit, barUnit, originUnit])
  func noPolicyHasAnIntervalOfAHandfulJudged(unit: String) throws {
    let criterion = try Criterion(set: "s", measurement: .annualReturn, bound: .above(0))
    let grades = try [1, 2, 29, 30].map { count in
      try grade(
        criterion,
        Measurement(
          id: .annualReturn, estimate: .finite(9), lower: 9, upper: 9, count: count, unit: unit,
          method: "bootstrap"))
    }
    #expect(grades == [.inconclusive, .inconclusive, .inconclusive, .pass])
  }

  @Test func tooFewAuditsAreInconclusiveNotARefusal() throws {
    let policy = try policy([
      Criterion(set: "s", measurement: .effectiveAudits, bound: .atLeast(10)),
      Criterion(set: "s", measurement: .violationRate, bound: .atMost(0.25)),
    ])
    let measurements = [
      Measurement.counted(.effectiveAudits, 2, unit: windowUnit),
      Measurement(
        id: .violationRate, estimate: .finite(0), lower: 0, upper: 0.658, count: 2,
        unit: windowUnit, method: "Wilson"),
    ]
    let decision = GateDecision(evidence: evidence(measurements), policy: policy)
    #expect(decision.verdict == .inconclusive)
  }

  @Test func anUnobservedOrMissingIntegrityCheckIsNeverAPass() throws {
    let policy = try policy([
      Criterion(set: "s", measurement: .capital, bound: .atLeast(1))
    ])
    let capital = measured(.capital, 5, 5, 5)
    func verdict(_ checks: [IntegrityCheck]) -> Verdict {
      GateDecision(
        evidence: Evidence(
          candidate: "c", series: "s", provenance: .file, measurements: [capital],
          integrity: checks), policy: policy
      ).verdict
    }
    let holds = check(.holds, 5)
    let verdicts = [
      verdict([holds]), verdict([]), verdict([holds, check(.holds, 0)]),
      verdict([holds, check(.notObserved("why"), 0)]), verdict([holds, check(.violated("x"), 5)]),
    ]
    #expect(verdicts == [.certified, .inconclusive, .inconclusive, .inconclusive, .refused])
  }

  @Test func aWorseMeasurementNeverHelps() throws {
    // Monotone: lowering the unfavourable end can only worsen the grade.
    let order: [CriterionOutcome.Grade] = [.fail, .warn, .pass]
    let criterion = try Criterion(
      set: "s", measurement: .sharpeRatio, bound: .above(0.5), warn: 1)
    var last = 0
    for step in 0...40 {
      let lower = Double(step) / 20
      let now = try #require(try grade(criterion, measured(.sharpeRatio, 3, lower, 4)))
      let rank = try #require(order.firstIndex(of: now))
      let climbs = rank >= last
      #expect(climbs)
      last = rank
    }
    #expect(last == 2)
  }

  @Test func onlyRequiredSetsDecide() throws {
    let policy = try PromotionPolicy(
      confidence: 0.95, resamples: 999, certificateDays: 1,
      criteria: [
        Criterion(set: "needed", measurement: .capital, bound: .atLeast(1)),
        Criterion(set: "nice", measurement: .alpha, bound: .above(0)),
      ], requiredSets: ["needed"])
    let decision = GateDecision(
      evidence: evidence([measured(.capital, 5, 5, 5), measured(.alpha, -1, -2, 0)]),
      policy: policy)
    #expect(decision.verdict == .certified)
    #expect(decision.outcomes.map(\.grade) == [.pass, .fail])
  }

  @Test func aPolicyThatRequiresNothingOrTheUnknownIsRefused() throws {
    let criteria = [try Criterion(set: "s", measurement: .capital, bound: .atLeast(1))]
    for sets in [[], ["other"], ["s", "other"]] {
      #expect(throws: PolicyError.self) {
        try PromotionPolicy(
          confidence: 0.95, resamples: 999, certificateDays: 1, criteria: criteria,
          requiredSets: sets)
      }
    }
  }

  @Test func verdictAndExitStatusAreOneValue() {
    let statuses = Verdict.allCases.map(\.exitStatus)
    #expect(statuses == [0, 2, 1, 2])
    #expect(Verdict.worst([]) == .inconclusive)
    #expect(Verdict.worst([.certified, .inconclusive]) == .inconclusive)
    #expect(Verdict.worst([.inconclusive, .refused, .certified]) == .refused)
    #expect(Verdict.worst([.certified, .certified]) == .certified)
  }

  // MARK: Parts

  private func policy(_ criteria: [Criterion]) throws -> PromotionPolicy {
    try PromotionPolicy(
      confidence: 0.95, resamples: 999, certificateDays: 1, criteria: criteria,
      requiredSets: Array(Set(criteria.map(\.set))).sorted())
  }

  private func grade(
    _ criterion: Criterion, _ measurement: Measurement?
  ) throws -> CriterionOutcome.Grade? {
    GateDecision(
      evidence: evidence(measurement.map { [$0] } ?? []), policy: try policy([criterion])
    ).outcomes.first?.grade
  }

  private func evidence(_ measurements: [Measurement]) -> Evidence {
    Evidence(
      candidate: "c", series: "s", provenance: .file, measurements: measurements,
      integrity: [check(.holds, 10)])
  }

  private func check(_ outcome: IntegrityCheck.Outcome, _ count: Int) -> IntegrityCheck {
    IntegrityCheck(id: "law", statement: "It holds.", outcome: outcome, count: count, unit: "bars")
  }

  private func measured(
    _ id: MeasurementID, _ estimate: Double, _ lower: Double, _ upper: Double
  ) -> Measurement {
    Measurement(
      id: id, estimate: .finite(estimate), lower: lower, upper: upper, count: 100, unit: "things",
      method: "made up")
  }
}
