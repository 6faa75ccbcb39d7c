// SPDX-License-Identifier: GPL-3.0-or-later
//
// The controls run in every certification, under the policy of that certification. A gate that lets
// the cheat or the noise through, or holds the known-good back, cannot tell candidates apart: then
// nothing that it says about any candidate counts.

import Evaluation
import Execution
import MarketData
import Promotion

/// A control candidate and what the gate must say of it.
public struct Control: Sendable {
  /// What the control is there for.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Looks ahead; must be refused because it looks ahead.
    case lookAhead = "look-ahead"
    /// Trades on noise; must be refused.
    case noise
    /// Has a real edge; must be certified.
    case knownGood = "known-good"
  }

  /// What the control is there for.
  public let role: Role
  /// The control.
  public let candidate: Candidate

  /// Makes a control.
  public init(role: Role, candidate: Candidate) {
    self.role = role
    self.candidate = candidate
  }
}

/// What the gate said of a control.
public struct ControlOutcome: Sendable {
  /// What the control is there for.
  public let role: Control.Role
  /// The gate's verdict.
  public let verdict: Verdict
  /// What decided.
  public let reasons: [String]
  /// Whether the gate said what it must.
  public let isAsItMustBe: Bool

  /// Judges a control's decision.
  ///
  /// The cheat must be caught as a cheat: a refusal for another reason says nothing about leaks.
  public init(role: Control.Role, decision: GateDecision) {
    self.role = role
    self.verdict = decision.verdict
    self.reasons = decision.reasons
    switch role {
    case .lookAhead:
      let caught = decision.integrity.contains {
        if case .violated = $0.outcome { $0.id == "no-look-ahead" } else { false }
      }
      isAsItMustBe = decision.verdict == .refused && caught
    case .noise: isAsItMustBe = decision.verdict == .refused
    case .knownGood: isAsItMustBe = decision.verdict == .certified
    }
  }
}

/// Runs the controls.
public enum ControlRun {
  /// The market that the controls trade on.
  public static let market = PlantedEdgeMarket()

  /// Tries every control on the planted-edge market of a seed.
  ///
  /// - Throws: `SessionError` where the books do not balance.
  public static func outcomes(
    _ controls: [Control], policy: PromotionPolicy, seed: UInt64
  ) throws(SessionError) -> [ControlOutcome] {
    let series = market.series(seed: seed)
    var outcomes: [ControlOutcome] = []
    for control in controls {
      let trial = try CandidateTrial(
        control.candidate, series: series, provenance: .synthetic, policy: policy, seed: seed)
      outcomes.append(ControlOutcome(role: control.role, decision: trial.decision))
    }
    return outcomes
  }

  /// Whether all three controls ran and came out as they must.
  public static func holds(_ outcomes: [ControlOutcome]) -> Bool {
    Control.Role.allCases.allSatisfy { role in
      outcomes.contains { $0.role == role && $0.isAsItMustBe }
    }
  }
}
