// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Features
import Forecasting
import Foundation
import NumericKernels
import Promotion

/// `pmx walk-forward`: what models would have forecast, scored out of sample.
struct WalkForwardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk-forward",
    abstract: "Walks models forward through series and scores their one-step forecasts.",
    discussion: """
      The last --origins observations of every series are forecast one step ahead. Each model is \
      fitted to the --window observations before the first of them and again every --refit-every; \
      in between it takes in the observations with its parameters held. pmx fit --help lists the \
      models. Exit status 2 where a model made no forecast at all.

      Example: pmx walk-forward --model "egarch(1,1);dist=skew-student" --data prices.csv.gz \
      --column close --transform percent-return --window 2000 --refit-every 25 --origins 2500
      """)

  @Option(parsing: .upToNextOption, help: "The models, as pmx fit --help lists them.")
  var model: [String]

  @Option(parsing: .upToNextOption, help: "The data files.")
  var data: [String]

  @Option(
    parsing: .upToNextOption,
    help: "The columns of every file; close by default for bars, the only numeric one for series.")
  var column: [String] = []

  @Option(help: "none, log, log-return, simple-return or percent-return.")
  var transform = SeriesTransform.none

  @Option(help: "Data rows to use, the first being 1: A:B with both ends, A: or :B.")
  var rows: String?

  @Option(help: "The observations of each fit.")
  var window = 1000

  @Option(name: .customLong("refit-every"), help: "The forecasts from one fit to the next.")
  var refitEvery = 25

  @Option(
    name: [.customLong("origins"), .customLong("days")],
    help: "The forecasts, which are of the last observations.")
  var origins = 500

  @Option(
    help: "naive (the last value) or zero; by default zero for returns and naive for levels.")
  var benchmark: PointBenchmark?

  @Option(help: "The probability of the forecast intervals.")
  var level = 0.9

  @Option(help: "Where re-fits begin to search: warm (at the last fit) or cold (anew).")
  var start = WalkForwardPlan.Start.warm

  @Option(help: "The threads to use; the results do not depend on it.")
  var threads = 2

  @Option(help: "How the results are printed: text or json.")
  var format: OutputFormat = .text

  @Option(help: "A file to write the results to, as JSON.")
  var out: String?

  @OptionGroup var dataOptions: DataOptions

  func validate() throws {
    guard !model.isEmpty, !data.isEmpty else {
      throw ValidationError("--model and --data must name at least one each")
    }
    for (name, value) in [("window", window), ("refit-every", refitEvery), ("origins", origins)]
    where !(1...10_000_000).contains(value) {
      throw ValidationError("--\(name): must be a whole number from 1 to 10000000")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level must lie strictly between 0 and 1")
    }
    guard threads >= 1 else { throw ValidationError("--threads: must be 1 or more") }
  }

  func run() throws {
    let plan = WalkForwardPlan(
      lookback: window, refitInterval: refitEvery, originCount: origins, start: start)
    let models = try model.map(Self.parsed)
    let series = try data.flatMap { try WalkForwardSeries.read(self, path: $0, plan: plan) }
    let progress = Progress()
    let runs = try WalkForwardRun.all(
      models: models, series: series, plan: plan, threads: threads, progress)
    progress.clear()
    let report = WalkForwardReport(
      plan: plan, transform: transform, benchmark: usedBenchmark, level: level, runs: runs)
    try write(report)
    try printResult(format == .json ? report.json.text : report.text)
    if runs.contains(where: { $0.isEmpty }) { try finish(ExitStatus.inconclusive.rawValue) }
  }

  private static func parsed(_ text: String) throws -> any ForecastModel {
    do { return try ModelSpecification.model(text) } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  private var usedBenchmark: PointBenchmark {
    benchmark ?? (transform.differences ? .zero : .naive)
  }

  private func write(_ report: WalkForwardReport) throws {
    guard let out else { return }
    let url = URL(fileURLWithPath: out)
    let folder = try OutputFolder(path: url.deletingLastPathComponent().path)
    try folder.write(Array(report.json.text.utf8), to: url.lastPathComponent)
  }
}

extension PointBenchmark: ExpressibleByArgument {}
extension WalkForwardPlan.Start: ExpressibleByArgument {}
