// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gate can tell candidates apart, and knows when it cannot.
// Planted faults caught here: the cheat's hole open while streaming; an audit that compares
// nothing; a cheat that is refused for another reason counted as caught; a missing control ignored.

import Evaluation
import Execution
import MarketData
import Promotion
import Signals
import Testing
import Verification

@Suite struct ControlTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func theControlsComeOutAsTheyMustForEverySeed(seed: UInt64) throws {
    let outcomes = try ControlRun.outcomes(controls(seed: seed), policy: policy(), seed: seed)
    let wrong = outcomes.filter { !$0.isAsItMustBe }.map { "\($0.role): \($0.verdict)" }
    #expect(wrong == [])
    #expect(ControlRun.holds(outcomes))
  }

  @Test func aGateThatCannotTellCandidatesApartSaysSo() throws {
    // Nothing but capital is required: the noise passes. Everything is required: nobody passes.
    let lax = try ControlRun.outcomes(
      controls(seed: 1), policy: policy(required: ["lax"]), seed: 1)
    let strict = try ControlRun.outcomes(
      controls(seed: 1), policy: policy(profitFactor: 1000), seed: 1)
    #expect(!ControlRun.holds(lax))
    #expect(!ControlRun.holds(strict))
  }

  @Test func aMissingControlIsNoPass() throws {
    let outcomes = try ControlRun.outcomes(controls(seed: 1), policy: policy(), seed: 1)
    for index in outcomes.indices {
      var fewer = outcomes
      fewer.remove(at: index)
      let holds = ControlRun.holds(fewer)
      #expect(!holds)
    }
  }

  @Test func aCheatThatLosesIsStillCaughtAsACheat() throws {
    // It knows the next close and does the opposite: refused anyway, but the leak must be named.
    let trial = try CandidateTrial(
      candidate("inverse") { InverseCheat() }, series: ControlRun.market.series(seed: 2),
      provenance: .synthetic, policy: policy(), seed: 2)
    let outcome = ControlOutcome(role: .lookAhead, decision: trial.decision)
    #expect(outcome.isAsItMustBe)
  }
}

@Suite struct AuditTests {
  @Test func honestRulesAreNotAccused() throws {
    let series = ControlRun.market.series(seed: 3)
    let makers: [@Sendable () -> any TradingRule] = [
      { BuyAndHold() }, { MovingAverageCrossover(fast: 5, slow: 20, below: .short) },
      { NoiseRule(seed: 4, meanBars: 5) },
    ]
    for make in makers {
      let trial = try CandidateTrial(
        candidate("honest", rule: make), series: series, provenance: .synthetic, policy: policy(),
        seed: 3)
      let held = trial.evidence.integrity.allSatisfy { $0.outcome == .holds && $0.count > 0 }
      #expect(held)
    }
  }

  @Test(arguments: [1, 3, 10, 30])
  func aFewBarsOfLookAheadAreFound(leaks: Int) throws {
    let series = ControlRun.market.series(seed: 5)
    for placement in 0..<20 {
      let bars = Set((0..<leaks).map { 10 + ($0 * 47 + placement * 71) % 1400 })
      let rule = OccasionalCheat(bars: bars)
      let session = try Backtest.run(
        series, rule: rule, configuration: candidate("x") { BuyAndHold() }.session)
      let check = CausalityAudit.run(
        makeRule: { rule }, series: series, signals: session.record.signals, cuts: 0, seed: 1)
      let found = if case .violated = check.outcome { true } else { false }
      #expect(found, "placement \(placement)")
    }
  }

  @Test func anEmptySeriesIsNoPass() throws {
    let series = try BarSeries(name: "empty", bars: [])
    let check = CausalityAudit.run(
      makeRule: { BuyAndHold() }, series: series, signals: [], cuts: 4, seed: 1)
    #expect(check.outcome == .notObserved("nothing was observed"))
  }

  @Test func aRandomRuleThatIsNotSeededIsCaught() throws {
    let series = ControlRun.market.series(seed: 6)
    let counter = Counter()
    let check = try trialCheck(series) { NoiseRule(seed: counter.next(), meanBars: 2) }
    let found = if case .violated = check.outcome { true } else { false }
    #expect(found)
  }

  private func trialCheck(
    _ series: BarSeries, rule: @escaping @Sendable () -> any TradingRule
  ) throws -> IntegrityCheck {
    let trial = try CandidateTrial(
      candidate("random", rule: rule), series: series, provenance: .synthetic, policy: policy(),
      seed: 1)
    return try #require(trial.evidence.integrity.first { $0.id == "no-look-ahead" })
  }
}

/// Knows the next close and goes against it.
private struct InverseCheat: TradingRule {
  private var cheat = LookAheadRule()
  mutating func signal(after history: BarHistory) -> Signal {
    switch cheat.signal(after: history) {
    case .view(.long): .view(.short)
    case .view(.short): .view(.long)
    default: .view(.flat)
    }
  }
}

/// Looks ahead in some bars and holds elsewhere.
private struct OccasionalCheat: TradingRule {
  let bars: Set<Int>
  private var cheat = LookAheadRule()
  init(bars: Set<Int>) { self.bars = bars }
  mutating func signal(after history: BarHistory) -> Signal {
    bars.contains(history.currentIndex) ? cheat.signal(after: history) : .view(.long)
  }
}

/// Gives another number at every call.
private final class Counter: @unchecked Sendable {
  private var value: UInt64 = 0
  func next() -> UInt64 {
    value += 1
    return value
  }
}
