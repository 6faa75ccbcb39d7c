// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Features
import Forecasting
import MarketData
import NumericKernels
import Promotion
import Reporting

/// `pmx fit`: one model on one series.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fits a model to a series and forecasts it.",
    discussion: """
      Models:
      \(modelList)

      Example: pmx fit --model "ar(2);window=250" --data prices.csv.gz --column close \
      --transform log-return --horizon 5
      """)

  private static var modelList: String {
    ModelSpecification.catalogue.map { "  \($0.pattern)  \($0.meaning)" }.joined(separator: "\n")
  }

  @Option(help: "The model, as listed below.")
  var model: String

  @Option(help: "The data file.")
  var data: String

  @Option(help: "The column; close by default for bars, the only numeric one for series.")
  var column: [String] = []

  @Option(help: "none, log, log-return, simple-return or percent-return.")
  var transform = SeriesTransform.none

  @Option(help: "Data rows to use, the first being 1: A:B with both ends, A: or :B.")
  var rows: String?

  @Option(help: "Steps to forecast.")
  var horizon = 1

  @Option(help: "A file of regressors, one row an observation; arima only.")
  var exog: String?

  @Option(
    name: .customLong("exog-future"),
    help: "A file of the regressors' future values, one row a forecast step.")
  var exogFuture: String?

  @Option(
    help: ArgumentHelp(
      "A JSON file of parameters to evaluate instead of fitting: a list of numbers, or --save's; "
        + "arima and the garch family."))
  var at: String?

  @Option(help: "A file to keep the fitted parameters in.")
  var save: String?

  @Option(
    help: ArgumentHelp(
      "A file that --save made of the same model: forecasts with its parameters, without fitting; "
        + "arima and the garch family."))
  var load: String?

  @Option(help: "The probability of the forecast intervals.")
  var level = 0.95

  @Option(help: "How the result is printed: text or json.")
  var format: OutputFormat = .text

  @OptionGroup var dataOptions: DataOptions

  func validate() throws {
    guard (1...100_000).contains(horizon) else {
      throw ValidationError("--horizon must be a whole number from 1 to 100000")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level must lie strictly between 0 and 1")
    }
    guard column.count <= 1 else {
      throw ValidationError("the model takes one column")
    }
    guard (exogFuture == nil) == (exog == nil) else {
      throw ValidationError(
        "--exog and --exog-future belong together: a forecast needs the regressors' future")
    }
    guard at == nil || load == nil else {
      throw ValidationError("--at and --load exclude each other")
    }
  }

  func run() throws {
    let start = RunEnvironment.threadSeconds()
    let specification: any ForecastModel
    do { specification = try ModelSpecification.model(model) } catch {
      throw CommandFailure(.usage, error.description)
    }
    let outcome = try FitOutcome(self, specification, try SeriesInput(self))
    let result = FitResult(
      specification: specification.specification, summary: outcome.summary,
      forecast: outcome.forecast, volatilities: outcome.volatilities, level: level,
      cpuSeconds: RunEnvironment.threadSeconds() - start)
    try printResult(format == .json ? result.json.text : result.text)
  }
}

extension SeriesTransform: ExpressibleByArgument {}
