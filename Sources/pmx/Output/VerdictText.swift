// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import MarketData
import Promotion
import Reporting
import Verification

/// The verdict in words.
enum VerdictText {
  /// One sentence that says what the verdict means.
  static func sentence(_ report: CertificationReport) -> String {
    let name = report.candidate.candidate.name
    return switch report.verdict {
    case .certified: "\(name) kept every required limit on the unfavourable end of its interval."
    case .refused: "\(name) has not shown what the policy requires."
    case .inconclusive: "There is too little evidence to say anything about \(name)."
    case .void: "The gate failed its own controls, so it says nothing about \(name)."
    }
  }

  /// What decided, with the numbers: broken laws first, then broken limits, then what is unknown.
  static func reasons(_ decision: GateDecision, policy: PromotionPolicy) -> [String] {
    let required = decision.outcomes.filter { policy.requiredSets.contains($0.criterion.set) }
    let laws = decision.integrity.compactMap { check -> String? in
      if case .violated(let place) = check.outcome { "\(check.id): \(place)" } else { nil }
    }
    return laws + required.filter { $0.grade == .fail }.map(reason)
      + required.filter { $0.grade == .inconclusive }.map(reason)
  }

  private static func reason(_ outcome: CriterionOutcome) -> String {
    let criterion = outcome.criterion
    let name = "\(criterion.set), \(criterion.measurement.rawValue): "
    guard outcome.grade == .fail, let judged = outcome.judged else { return name + outcome.reason }
    let limit = MeasurementText.value(criterion.bound.limit, of: criterion.measurement)
    let value = MeasurementText.value(judged, of: criterion.measurement)
    let end = criterion.bound.wantsLarge ? "lower" : "upper"
    let size = outcome.measurement.map { " (n = \($0.count))" } ?? ""
    return name + "\(end) end \(value) must be \(criterion.bound.symbol) \(limit)" + size
  }

  /// What is printed on the terminal.
  static func table(_ report: CertificationReport) -> String {
    let columns = VerdictTable.columns(policy: report.policy)
    var rows = VerdictTable.rows(report.controls)
    var text = ""
    for trial in report.trials {
      if report.trials.count > 1 { text += "\n\(trial.series.name)\n" }
      rows += VerdictTable.rows(trial, policy: report.policy)
      text += TextTable.render(columns: columns, rows: rows) + "\n"
      rows = []
    }
    return text + "\n\(report.verdict.rawValue): \(sentence(report))\n"
  }
}
