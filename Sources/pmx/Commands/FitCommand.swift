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
  }

  func run() throws {
    let start = RunEnvironment.threadSeconds()
    let specification: any ForecastModel
    do { specification = try ModelSpecification.model(model) } catch {
      throw CommandFailure(.usage, error.description)
    }
    let series = try transformed(try SeriesInput.read(self))
    let fitted: any FittedModel
    do { fitted = try specification.fit(series) } catch {
      throw CommandFailure(.badData, "\(data): \(error.description)")
    }
    let forecast = fitted.forecast(horizon: horizon, after: series[...])
    let result = FitResult(
      specification: specification.specification, summary: fitted.summary, forecast: forecast,
      level: level, cpuSeconds: RunEnvironment.threadSeconds() - start)
    try printResult(format == .json ? result.json.text : result.text)
  }

  private func transformed(_ values: [Double]) throws -> [Double] {
    do { return try transform.applied(to: values) } catch {
      throw CommandFailure(.badData, "\(data): \(error.description)")
    }
  }
}

extension SeriesTransform: ExpressibleByArgument {}

/// The numbers of a column, cut to the rows that were asked for.
enum SeriesInput {
  static func read(_ command: FitCommand) throws -> [Double] {
    let columns = try load(command)
    var values: [Double] = []
    for (index, value) in columns.columns[0].enumerated() {
      guard let value else {
        throw CommandFailure(
          .badData,
          "\(command.data): row \(columns.firstRow + index), column "
            + "\(columns.names[0]), value \"\": must be a number (the model takes no gaps)")
      }
      values.append(value)
    }
    return try cut(values, to: command.rows)
  }

  private static func load(_ command: FitCommand) throws -> LoadedColumns {
    let options = try command.dataOptions.reading()
    do {
      var columns = try SeriesFile.read(
        path: command.data, columns: command.column, options: options)
      if command.column.isEmpty, columns.names.count > 1 {
        guard columns.layout == .bars else {
          throw CommandFailure(
            .usage,
            "\(command.data): choose a column with --column; there are "
              + columns.names.joined(separator: ", "))
        }
        columns = try SeriesFile.read(path: command.data, columns: ["close"], options: options)
      }
      guard !columns.columns.isEmpty else {
        throw CommandFailure(.badData, "\(command.data): there is no numeric column")
      }
      return columns
    } catch let error as DataError {
      throw CommandFailure(error)
    }
  }

  private static func cut(_ values: [Double], to rows: String?) throws -> [Double] {
    guard let rows else { return values }
    let parts = rows.split(separator: ":", omittingEmptySubsequences: false)
    let first = parts.first.flatMap { $0.isEmpty ? 1 : Int($0) }
    let last = parts.last.flatMap { $0.isEmpty ? values.count : Int($0) }
    guard parts.count == 2, let first, let last, 1 <= first, first <= last, last <= values.count
    else {
      throw CommandFailure(
        .usage, "--rows \(rows): must be A:B with 1 ≤ A ≤ B ≤ \(values.count), the number of rows")
    }
    return Array(values[(first - 1)..<last])
  }
}
