// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Promotion
import Reporting
import Verification

/// The verdict table: for the terminal and for the page.
enum VerdictTable {
  /// The columns, with the policy's confidence over the intervals.
  static func columns(policy: PromotionPolicy) -> [ReportTable.Column] {
    let interval = "\(NumberText.percent(policy.confidence, decimals: 0)) interval"
    return [
      ReportTable.Column(title: "grade"), ReportTable.Column(title: "criterion"),
      ReportTable.Column(title: "limit", alignment: .trailing),
      ReportTable.Column(title: "estimate", alignment: .trailing),
      ReportTable.Column(title: interval, alignment: .trailing),
      ReportTable.Column(title: "n", alignment: .trailing), ReportTable.Column(title: "why"),
    ]
  }

  /// Integrity checks first, then the criteria in the policy's order.
  static func rows(_ trial: CandidateTrial, policy: PromotionPolicy) -> [ReportTable.Row] {
    trial.decision.integrity.map(row) + trial.decision.outcomes.map { row($0, policy: policy) }
  }

  /// One line a control.
  static func rows(_ controls: [ControlOutcome]) -> [ReportTable.Row] {
    controls.map { control in
      ReportTable.Row(
        cells: [
          control.isAsItMustBe ? "PASS" : "FAIL", "control: \(control.role.rawValue)",
          control.role == .knownGood ? "certified" : "refused",
          control.verdict.rawValue.lowercased(), "", "",
          control.isAsItMustBe ? "as it must be" : "the gate cannot tell candidates apart",
        ], tone: control.isAsItMustBe ? .good : .bad)
    }
  }

  private static func row(_ check: IntegrityCheck) -> ReportTable.Row {
    let (grade, tone, why): (String, Tone, String) =
      switch check.outcome {
      case .holds: ("PASS", .good, check.statement)
      case .violated(let place): ("FAIL", .bad, place)
      case .notObserved(let reason): ("INCONCLUSIVE", .warning, reason)
      }
    return ReportTable.Row(
      cells: [grade, "integrity: \(check.id)", "", "", "", "\(check.count)", why], tone: tone)
  }

  private static func row(
    _ outcome: CriterionOutcome, policy: PromotionPolicy
  ) -> ReportTable.Row {
    let criterion = outcome.criterion
    let id = criterion.measurement
    let required = policy.requiredSets.contains(criterion.set)
    return ReportTable.Row(
      cells: [
        outcome.grade.rawValue, "\(criterion.set): \(id.rawValue)",
        "\(criterion.bound.symbol) \(MeasurementText.value(criterion.bound.limit, of: id))",
        outcome.measurement.map { MeasurementText.estimate($0) } ?? "–",
        outcome.measurement.map { MeasurementText.interval($0) } ?? "–",
        outcome.measurement.map { "\($0.count)" } ?? "0",
        required ? outcome.reason : outcome.reason + " (not required)",
      ], tone: tone(outcome.grade))
  }

  private static func tone(_ grade: CriterionOutcome.Grade) -> Tone {
    switch grade {
    case .pass: .good
    case .warn, .inconclusive: .warning
    case .fail: .bad
    }
  }
}

/// Measurements as a person reads them, each in its unit.
enum MeasurementText {
  static func value(_ number: Double, of id: MeasurementID) -> String {
    switch id {
    case .winRate, .annualReturn, .alpha, .maximumDrawdown, .exposure, .violationRate:
      NumberText.percent(number, decimals: 1)
    case .closedTrades, .days, .effectiveAudits: NumberText.fixed(number, decimals: 0)
    case .totalProfit, .monthlyProfit, .expectancy, .capital:
      NumberText.fixed(number, decimals: 0, groupsThousands: true)
    case .profitFactor, .sharpeRatio, .sortinoRatio, .turnover:
      NumberText.fixed(number, decimals: 2)
    case .rmseRatio: NumberText.fixed(number, decimals: 3)
    }
  }

  static func estimate(_ measurement: Measurement) -> String {
    switch measurement.estimate {
    case .finite(let number): value(number, of: measurement.id)
    case .infinite: "∞"
    case .undefined: "undefined"
    }
  }

  static func interval(_ measurement: Measurement) -> String {
    guard let lower = measurement.lower, let upper = measurement.upper else { return "–" }
    if lower == upper, measurement.isExact { return "exact" }
    return "\(value(lower, of: measurement.id)) … \(value(upper, of: measurement.id))"
  }
}
