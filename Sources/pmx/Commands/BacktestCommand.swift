// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Execution
import MarketData
import Promotion
import Reporting
import Verification

/// `pmx backtest`: one session, its performance and its books.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Runs one session, prints its performance and writes its ledger.",
    discussion: """
      Writes ledger.csv, fills.csv, trades.csv and equity.csv for each data file.

      Example: pmx backtest --candidate my.yaml --data prices.csv.gz --cost-bps 5
      """)

  @Option(help: "The candidate, a YAML file.")
  var candidate: String?

  @Option(parsing: .upToNextOption, help: "Data files with bars or quote bars.")
  var data: [String] = []

  @Option(
    name: .customLong("cost-bps"),
    help: "Commission a side in basis points, instead of the candidate's; slippage is kept.")
  var costBps: Double?

  @Option(help: "The folder that the books are written to.")
  var out = "out"

  @Option(help: "The seed of everything random.")
  var seed: UInt64 = 1

  @Option(help: "How the performance is printed: text or json.")
  var format: OutputFormat = .text

  @OptionGroup var dataOptions: DataOptions

  func validate() throws { try validateSeed(seed) }

  func run() throws {
    let policy = try PolicyFile.load(path: nil)
    let file = try CandidateFile(
      try candidate.map { try ConfigurationNode(path: $0) } ?? BundledFiles.defaultCandidate(),
      seed: seed, commissionBps: costBps)
    let markets = try MarketFile.load(data, options: dataOptions.reading())
    let folder = try OutputFolder(path: out)
    var results: [JSONValue] = []
    for market in markets {
      let trial: CandidateTrial
      do {
        trial = try CandidateTrial(
          file.candidate, series: market.series, provenance: market.provenance, policy: policy,
          seed: seed)
      } catch {
        if case .outOfRange = error {
          throw CommandFailure(.badData, "\(market.name): \(error.description)")
        }
        throw CommandFailure(.internalError, error.description)
      }
      try SessionFiles.write(trial, to: folder)
      results.append(
        [
          "data": .string(market.name), "session": TrialJSON.session(trial),
          "measurements": .array(trial.evidence.measurements.map(FigureJSON.measurement)),
        ])
      if format == .text { try printResult(Self.table(trial)) }
    }
    if format == .json {
      let result: JSONValue = [
        "schema": "pmx.backtest/1", "candidate": file.resolved, "results": .array(results),
      ]
      try printResult(result.text)
    }
  }

  private static func table(_ trial: CandidateTrial) -> String {
    let columns = [
      ReportTable.Column(title: trial.series.name),
      ReportTable.Column(title: "estimate", alignment: .trailing),
      ReportTable.Column(title: "95\u{A0}% interval", alignment: .trailing),
      ReportTable.Column(title: "n", alignment: .trailing), ReportTable.Column(title: "unit"),
    ]
    let rows = trial.evidence.measurements.map { measurement in
      ReportTable.Row(cells: [
        measurement.id.rawValue, MeasurementText.estimate(measurement),
        MeasurementText.interval(measurement), "\(measurement.count)", measurement.unit,
      ])
    }
    return TextTable.render(columns: columns, rows: rows) + "\n"
  }
}
