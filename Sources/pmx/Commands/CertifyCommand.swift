// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Execution
import Foundation
import Logging
import MarketData
import Promotion
import Storage
import Verification

/// `pmx certify`: from bars to a verdict.
struct CertifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certify",
    abstract: "Judges a candidate on data and signs a certificate, or refuses.",
    discussion: """
      With no argument it certifies the bundled candidate on the bundled S&P 500 data. Writes
      report.json, report.html and configuration.json, and certificate.json only when certified.

      Example: pmx certify --candidate my.yaml --data prices.csv.gz --out results
      """)

  @Option(help: "The candidate, a YAML file (Fixtures/candidates has examples).")
  var candidate: String?

  @Option(parsing: .upToNextOption, help: "Data files with bars or quote bars, each judged apart.")
  var data: [String] = []

  @Option(help: "A policy that overrides the bundled one key by key, a YAML file.")
  var policy: String?

  @Option(help: "The folder that results are written to.")
  var out = "out"

  @Option(help: "The seed of everything random.")
  var seed: UInt64 = 1

  @Option(help: "How the verdict is printed: text or json.")
  var format: OutputFormat = .text

  @OptionGroup var dataOptions: DataOptions

  func validate() throws { try validateSeed(seed) }

  func run() throws {
    let progress = Progress()
    let log = Diagnostics.log("certify")
    let environment = try RunEnvironment.current()
    log.info(
      "executable \(environment.executableDigest), source \(environment.commit ?? "unknown")")
    let policy = try PolicyFile.load(path: policy)
    let candidate = try CandidateFile(
      try candidate.map { try ConfigurationNode(path: $0) } ?? BundledFiles.defaultCandidate(),
      seed: seed)
    let controls = try BundledFiles.controls(seed: seed)
    let folder = try OutputFolder(path: out)
    // A key that cannot be read is better known before the work than after it.
    _ = try signingKey()
    let markets = try self.markets(for: candidate)
    for market in markets {
      log.info("\(market.name): \(market.series.count) bars, sha256 \(market.digest)")
    }
    let store = try openStore(in: folder)

    let pending = CertificationReport(
      verdict: .inconclusive, candidate: candidate, policy: policy, seed: seed,
      environment: environment, markets: markets, controls: [], trials: [])
    let runID = try begin(pending, in: store)
    let report = try judge(pending, controls: controls, progress: progress)
    for reason in report.trials.flatMap(\.decision.reasons) { log.info("\(reason)") }
    try record(report, runID: runID, store: store, folder: folder)
    progress.clear()
    try finish(report.verdict.exitStatus)
  }

  /// The named files, a control's own market, or the bundled data.
  private func markets(for file: CandidateFile) throws -> [MarketFile] {
    guard data.isEmpty, file.controlRole != nil else {
      return try MarketFile.load(data, options: dataOptions.reading())
    }
    return [MarketFile.synthetic(ControlRun.market.series(seed: seed))]
  }

  private func openStore(in folder: OutputFolder) throws -> RunStore {
    do { return try RunStore(path: folder.file("pmx.sqlite")) } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  private func begin(_ report: CertificationReport, in store: RunStore) throws -> Int64 {
    let record = RunRecord(
      command: "certify", startedAt: "\(report.environment.startedAt)", seed: seed,
      configurationDigest: Digest(of: report.configurationFile).hexadecimal,
      executableDigest: report.environment.executableDigest.hexadecimal,
      commit: report.environment.commit, dirty: report.environment.dirty)
    do { return try store.begin(record) } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  private func judge(
    _ pending: CertificationReport, controls: [Control], progress: Progress
  ) throws -> CertificationReport {
    do {
      progress.say("running the three controls …")
      let outcomes = try ControlRun.outcomes(controls, policy: pending.policy, seed: seed)
      var trials: [CandidateTrial] = []
      for market in pending.markets {
        progress.say("judging \(pending.candidate.candidate.name) on \(market.series.name) …")
        trials.append(
          try CandidateTrial(
            pending.candidate.candidate, series: market.series, provenance: market.provenance,
            policy: pending.policy, seed: seed))
      }
      let verdict =
        ControlRun.holds(outcomes) ? Verdict.worst(trials.map(\.decision.verdict)) : .void
      return CertificationReport(
        verdict: verdict, candidate: pending.candidate, policy: pending.policy, seed: seed,
        environment: pending.environment, markets: pending.markets, controls: outcomes,
        trials: trials)
    } catch SessionError.outOfRange(let bar) {
      throw CommandFailure(.badData, SessionError.outOfRange(barIndex: bar).description)
    } catch {
      throw CommandFailure(.internalError, "\(error)")
    }
  }

  private func record(
    _ report: CertificationReport, runID: Int64, store: RunStore, folder: OutputFolder
  ) throws {
    let certificate = try sign(report)
    let finished = RunEnvironment.now()
    do {
      try store.finish(
        runID, verdict: report.verdict,
        findings: report.trials.map {
          RunFinding(evidence: $0.evidence, decision: $0.decision, controlRole: nil)
        },
        dataFiles: report.markets.map {
          RunDataFile(
            name: $0.name, provenance: $0.provenance, digest: $0.digest.hexadecimal,
            bars: $0.series.count)
        }, finishedAt: "\(finished)")
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
    let runTime = try runTime(report, finished: finished, runID: runID, store: store)
    let file = report.reportFile(runTime: runTime)
    let aside = try folder.setCertifiedAside()
    for market in report.markets where market.provenance == .synthetic {
      try folder.write(Array(BarCSV.text(market.series).utf8), to: market.name)
    }
    try folder.write(report.configurationFile, to: "configuration.json")
    try folder.write(Array(CertificationPage.html(report).utf8), to: "report.html")
    try folder.write(file, to: "report.json")
    if let certificate { try folder.write(certificate.file, to: "certificate.json") }
    try say(report, runTime: runTime, folder: folder, aside: aside)
  }

  private func sign(_ report: CertificationReport) throws -> Certificate? {
    guard report.verdict == .certified else { return nil }
    guard let key = try signingKey() else {
      throw CommandFailure(
        .usage,
        "the candidate passes, but there is no key to sign with; make one with: "
          + "pmx key create, and certify again")
    }
    do {
      return try Certificate(
        payload: report.certificatePayload(issued: RunEnvironment.now()), key: key)
    } catch { throw CommandFailure(.internalError, "the certificate cannot be signed: \(error)") }
  }

  private func signingKey() throws -> SigningKey? {
    do { return try KeyStore(folder: RunEnvironment.keyFolder).signingKey() } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  private func runTime(
    _ report: CertificationReport, finished: Timestamp, runID: Int64, store: RunStore
  ) throws -> JSONValue {
    var tried: [JSONValue] = []
    for market in report.markets {
      do {
        let count = try store.configurationsTried(onData: market.digest.hexadecimal)
        tried.append(["data": .string(market.name), "configurations": .integer(Int64(count))])
      } catch {
        throw CommandFailure(.inputOutput, error.description)
      }
    }
    return [
      "startedAt": .string("\(report.environment.startedAt)"),
      "finishedAt": .string("\(finished)"), "cpuSeconds": .number(RunEnvironment.cpuSeconds()),
      "run": .integer(runID), "configurationsTried": .array(tried),
    ]
  }

  private func say(
    _ report: CertificationReport, runTime: JSONValue, folder: OutputFolder, aside: String?
  ) throws {
    guard format == .text else {
      let file = report.reportFile(runTime: runTime)
      return try printResult(String(decoding: file, as: UTF8.self))
    }
    var text = VerdictText.table(report)
    for tried in runTime["configurationsTried"]?.arrayValue ?? [] {
      // A verdict means less the more was tried before it (X-26).
      text += "\nconfigurations tried on \(tried["data"]?.stringValue ?? "") from this folder: "
      text += tried["configurations"]?.line ?? "0"
    }
    text += "\n\nreport: \(folder.file("report.html")), \(folder.file("report.json"))\n"
    let forced = report.trials.reduce(0) { $0 + $1.session.record.trades.count { $0.isForced } }
    if forced > 0 { text += "closed by margin calls: \(forced) trades\n" }
    if report.verdict == .certified {
      text += "certificate: \(folder.file("certificate.json"))\n"
    }
    if let aside { text += "what an earlier run certified is now in \(folder.file(aside))\n" }
    try printResult(text)
  }
}
