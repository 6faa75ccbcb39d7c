// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a certification found, gathered once; the JSON report, the page, the table on the terminal
// and the certificate are all made of it, so that they cannot disagree.

import Evaluation
import Foundation
import MarketData
import Promotion
import Verification

/// A certification's inputs and results.
struct CertificationReport {
  let verdict: Verdict
  let candidate: CandidateFile
  let policy: PromotionPolicy
  let seed: UInt64
  let environment: RunEnvironment
  let markets: [MarketFile]
  let controls: [ControlOutcome]
  let trials: [CandidateTrial]

  /// The configuration that everything was run with, every default written out.
  var configuration: JSONValue {
    [
      "schema": "pmx.configuration/1", "candidate": candidate.resolved,
      "policy": PolicyFile.json(policy), "seed": .integer(Int64(bitPattern: seed)),
    ]
  }

  /// The bytes of `configuration.json`.
  var configurationFile: [UInt8] { Array(configuration.canonical.utf8) }

  /// Everything of the report that does not depend on when and where the run happened.
  private var body: [JSONValue.Member] {
    [
      .init("schema", "pmx.report/1"), .init("verdict", .string(verdict.rawValue)),
      .init("exitStatus", .integer(Int64(verdict.exitStatus))),
      .init("seed", .integer(Int64(bitPattern: seed))),
      .init("executable", executable), .init("source", source),
      .init("configurationSha256", .string(Digest(of: configurationFile).hexadecimal)),
      .init("configuration", configuration), .init("data", data),
      .init("controlsAsTheyMustBe", .bool(ControlRun.holds(controls))),
      .init("controls", .array(controls.map(TrialJSON.control))),
      .init("results", results),
    ]
  }

  private var executable: JSONValue {
    ["sha256": .string(environment.executableDigest.hexadecimal)]
  }

  private var source: JSONValue {
    [
      "commit": environment.commit.map { .string($0) } ?? .null,
      "dirty": environment.dirty.map { .bool($0) } ?? .null,
      "reason": environment.commit == nil ? "the executable lies in no git repository" : .null,
    ]
  }

  private var results: JSONValue { .array(trials.map { TrialJSON.trial($0, policy: policy) }) }

  private var data: JSONValue {
    .array(
      markets.map { market in
        [
          "name": .string(market.name), "sha256": .string(market.digest.hexadecimal),
          "provenance": .string(market.provenance.rawValue),
          "layout": .string(market.layout.rawValue), "bars": .integer(Int64(market.series.count)),
        ]
      })
  }

  /// The bytes of `report.json`; `runTime` holds all that another run would write differently.
  func reportFile(runTime: JSONValue) -> [UInt8] {
    Array(JSONValue.object(body + [.init("runTime", runTime)]).text.utf8)
  }

  /// The payload of a certificate, valid from `issued` on.
  func certificatePayload(issued: Timestamp) -> JSONValue {
    let days = Int64(policy.certificateDays)
    let expires = Timestamp(
      microseconds: issued.microseconds + days * Timestamp.microsecondsPerDay)
    return [
      "schema": .string(Certificate.schema), "scope": "paper",
      "verdict": .string(verdict.rawValue),
      "candidate": .string(candidate.candidate.name),
      "issued": .string("\(issued)"), "issuedMicroseconds": .integer(issued.microseconds),
      "expires": .string("\(expires)"), "expiresMicroseconds": .integer(expires.microseconds),
      "seed": .integer(Int64(bitPattern: seed)),
      "executable": executable, "source": source,
      "configuration": [
        "name": "configuration.json",
        "sha256": .string(Digest(of: configurationFile).hexadecimal),
      ],
      "policySha256": .string(Digest(of: PolicyFile.json(policy)).hexadecimal),
      "data": data, "controls": .array(controls.map(TrialJSON.control)), "results": results,
    ]
  }
}
