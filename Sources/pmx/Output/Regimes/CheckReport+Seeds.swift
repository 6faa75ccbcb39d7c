// SPDX-License-Identifier: GPL-3.0-or-later

import Promotion
import Reporting
import Verification

extension CheckReport {
  /// Whether the p-values of every claim are uniform over seeds.
  static func uniformity(
    _ check: RegimeCheck, seeds: ClosedRange<UInt64>, threads: Int, _ progress: Progress
  ) throws -> CheckReport {
    let tried = try failing { () throws(MarketProgramDefect) in
      try check.uniformity(seeds: seeds, threads: threads) { done in
        progress.say("seed \(done) of \(seeds.count) …")
      }
    }
    let judged = tried.filter { $0.pValue != nil }
    // The family's level again, over the claims that can be judged.
    let level = RegimeCheck.familyLevel / Double(max(judged.count, 1))
    let failed = judged.count { ($0.pValue ?? 1) < level }
    let rows = judged.map { claim, pValue in
      ReportTable.Row(
        cells: [claim.subject, claim.claim, NumberText.significant(pValue ?? 1, digits: 2)],
        badge: (pValue ?? 1) < level ? "FAILS" : "holds")
    }
    let text =
      TextTable.render(
        columns: [
          .init(title: "market"), .init(title: "claim"),
          .init(title: "uniform, p-value", alignment: .trailing),
        ], rows: rows)
      + "\n\n\(judged.count) claims over \(seeds.count) seeds at level "
      + "\(NumberText.significant(level, digits: 2)) each: \(failed) are not uniform\n"
    return CheckReport(
      holds: failed == 0 && !judged.isEmpty, text: text,
      json: [
        "schema": "pmx.regimes-uniformity/1", "firstSeed": .string("\(seeds.lowerBound)"),
        "seeds": .integer(Int64(seeds.count)), "level": .number(level),
        "failed": .integer(Int64(failed)),
        "claims": .array(
          judged.map { claim, pValue in
            [
              "market": .string(claim.subject), "claim": .string(claim.claim),
              "pValue": .number(pValue ?? 1),
            ]
          }),
      ])
  }

  /// Whether every generator that is wrong on purpose fails the claim that it must fail.
  static func controls(bars: Int, seed: UInt64, _ progress: Progress) throws -> CheckReport {
    let level = RegimeCheck(CheckSubject.all(bars: bars)).level
    let generators = WrongGenerators.all(bars: bars)
    var rows: [ReportTable.Row] = []
    var members: [JSONValue] = []
    var missed = 0
    for generator in generators {
      progress.say("trying \(generator.name) …")
      let outcome = try failing { () throws(MarketProgramDefect) in
        try generator.outcome(seed: seed)
      }
      let isCaught = (outcome?.pValue ?? 1) < level
      if !isCaught { missed += 1 }
      let pValue = outcome.map { NumberText.significant($0.pValue, digits: 2) } ?? "none"
      rows.append(
        ReportTable.Row(
          cells: [generator.name, generator.subject.name, generator.caughtBy, pValue],
          badge: isCaught ? "caught" : "MISSED"))
      members.append([
        "mistake": .string(generator.name), "market": .string(generator.subject.name),
        "claim": .string(generator.caughtBy),
        "pValue": outcome.map { .number($0.pValue) } ?? .null, "caught": .bool(isCaught),
      ])
    }
    let text =
      TextTable.render(
        columns: [
          .init(title: "mistake"), .init(title: "held to"), .init(title: "claim that must fail"),
          .init(title: "p-value", alignment: .trailing),
        ], rows: rows)
      + "\n\n\(generators.count) wrong generators at level "
      + "\(NumberText.significant(level, digits: 2)): \(missed) missed\n"
    return CheckReport(
      holds: missed == 0, text: text,
      json: [
        "schema": "pmx.regimes-controls/1", "seed": .string("\(seed)"), "level": .number(level),
        "missed": .integer(Int64(missed)), "generators": .array(members),
      ])
  }
}
