// SPDX-License-Identifier: GPL-3.0-or-later

import Promotion
import Reporting
import Verification

/// What `pmx regimes check` found, as text and as JSON.
struct CheckReport {
  /// Whether everything is as it must be.
  let holds: Bool
  /// For people.
  let text: String
  /// For programs.
  let json: JSONValue

  // MARK: Claims

  /// The claims of one seed.
  static func claims(
    _ check: RegimeCheck, realistic: [RegimeEntry], seed: UInt64, threads: Int, _ progress: Progress
  ) throws -> CheckReport {
    progress.say("trying \(check.claims) claims …")
    let results = try failing { () throws(MarketProgramDefect) in
      try check.results(seed: seed, threads: threads)
    }
    let realism = try realistic.map { entry in
      progress.say("measuring how real \(entry.name) looks …")
      return try failing { () throws(MarketProgramDefect) in
        try RealismCheck(entry, seed: seed)
      }
    }
    let failed = results.count { ($0.outcome?.pValue ?? 1) < check.level }
    let silent = results.count { $0.outcome == nil }
    var text = TextTable.render(columns: columns, rows: results.map { row($0, check) }) + "\n"
    text += realism.map(Self.text).joined()
    text +=
      "\n\(results.count) claims at level \(NumberText.significant(check.level, digits: 2)) each, "
      + "\(RegimeCheck.familyLevel) together: \(failed) fail, \(silent) have too little to judge\n"
    return CheckReport(
      holds: failed == 0 && silent < results.count && realism.allSatisfy(\.isRealistic),
      text: text,
      json: [
        "schema": "pmx.regimes-check/1", "seed": .string("\(seed)"),
        "familyLevel": .number(RegimeCheck.familyLevel), "level": .number(check.level),
        "failed": .integer(Int64(failed)),
        "claims": .array(results.map { json($0, check) }),
        "realism": .array(realism.map(Self.json)),
      ])
  }

  private static let columns: [ReportTable.Column] = [
    .init(title: "market"), .init(title: "claim"), .init(title: "values", alignment: .trailing),
    .init(title: "estimate", alignment: .trailing), .init(title: "claimed", alignment: .trailing),
    .init(title: "p-value", alignment: .trailing),
    .init(title: "smallest error found", alignment: .trailing),
  ]

  private static func row(_ result: ClaimResult, _ check: RegimeCheck) -> ReportTable.Row {
    guard let outcome = result.outcome else {
      return ReportTable.Row(
        cells: [result.subject, result.claim, "0", "", "", "", "too little to judge"], badge: "–")
    }
    func number(_ value: Double?) -> String {
      value.map { NumberText.significant($0, digits: 4) } ?? ""
    }
    let smallest = outcome.smallestError(level: check.level)
    return ReportTable.Row(
      cells: [
        result.subject, result.claim, "\(outcome.count)", number(outcome.estimate),
        number(outcome.expectation), NumberText.significant(outcome.pValue, digits: 2),
        outcome.isIdentity
          ? "any" : "\(NumberText.significant(smallest, digits: 2)) (\(outcome.unit))",
      ], badge: outcome.pValue < check.level ? "FAILS" : "holds")
  }

  private static func json(_ result: ClaimResult, _ check: RegimeCheck) -> JSONValue {
    let outcome = result.outcome
    return [
      "market": .string(result.subject), "claim": .string(result.claim),
      "n": .integer(Int64(outcome?.count ?? 0)),
      "estimate": outcome?.estimate.map { .number($0) } ?? .null,
      "claimed": outcome?.expectation.map { .number($0) } ?? .null,
      "pValue": outcome.map { .number($0.pValue) } ?? .null,
      "smallestError": outcome.map { .number($0.smallestError(level: check.level)) } ?? .null,
      "unit": outcome.map { .string($0.unit) } ?? .null,
      "holds": outcome.map { .bool($0.pValue >= check.level) } ?? .null,
    ]
  }

  // MARK: Realism

  private static func text(_ check: RealismCheck) -> String {
    let share = "\(check.passing) of \(RealismCheck.seeds) seeds"
    return "\(check.regime): \(share) have \(StylisedFacts.required) or more of "
      + "\(check.facts.count) stylised facts within the bands of real series; "
      + "\(Int(RealismCheck.requiredShare * Double(RealismCheck.seeds))) must: "
      + (check.isRealistic ? "holds\n" : "FAILS\n")
  }

  private static func json(_ check: RealismCheck) -> JSONValue {
    [
      "regime": .string(check.regime), "seeds": .integer(Int64(RealismCheck.seeds)),
      "passing": .integer(Int64(check.passing)), "holds": .bool(check.isRealistic),
      "facts": .array(
        check.facts.map {
          ["fact": .string($0.name), "withinBand": .integer(Int64($0.usual))]
        }),
    ]
  }

  /// Turns a rule that a program breaks into a failure of the command.
  static func failing<Value>(
    _ work: () throws(MarketProgramDefect) -> Value
  ) throws(CommandFailure) -> Value {
    do { return try work() } catch { throw CommandFailure(.badData, "\(error)") }
  }
}
