// SPDX-License-Identifier: GPL-3.0-or-later

import Features
import Forecasting
import Foundation
import Promotion

/// What fitting a model to a series gave.
struct FitOutcome {
  let summary: FitSummary
  let forecast: [PredictiveDistribution]
  /// The standard deviations of the next observations, for models of the variance.
  let volatilities: [Double]

  init(
    _ command: FitCommand, _ specification: any ForecastModel, _ input: SeriesInput
  ) throws {
    var processMean: Double?
    let parameters = try (command.at ?? command.load).map { try SavedParameters(path: $0) }
    let needsMore = input.hasGaps || command.exog != nil || parameters != nil
    if let arima = specification as? ARIMAForecaster, needsMore {
      let fitting = try ARIMAFitting(command, arima.model, input, parameters: parameters)
      (summary, forecast, volatilities) = (fitting.summary, fitting.forecast, [])
      processMean = fitting.processMean
    } else {
      guard command.exog == nil else {
        throw CommandFailure(.usage, "--exog: only arima takes regressors")
      }
      guard parameters == nil else {
        throw CommandFailure(.usage, "--at, --load: only arima can be evaluated at parameters")
      }
      let series = try Self.transformed(try input.complete(), command)
      let fitted: any FittedModel
      do { fitted = try specification.fit(series) } catch {
        throw CommandFailure(.badData, "\(command.data): \(error.description)")
      }
      summary = fitted.summary
      processMean = (fitted as? FittedARIMA)?.fit.processMean?.value
      forecast = fitted.forecast(horizon: command.horizon, after: series[...])
      let isVolatility = fitted is GARCHFit || specification is EWMAVolatility
      volatilities = isVolatility ? forecast.map(\.standardError) : []
    }
    if let file = command.save {
      try SavedParameters(
        specification.specification, summary, processMean: processMean
      ).write(to: file)
    }
  }

  static func transformed(_ values: [Double], _ command: FitCommand) throws -> [Double] {
    do { return try command.transform.applied(to: values) } catch {
      throw CommandFailure(.badData, "\(command.data): \(error.description)")
    }
  }
}

/// Parameters of a model in a file: what `--save` writes and `--load` and `--at` read.
struct SavedParameters {
  let values: [Double]
  /// The mean of an ARIMA model, to the last bit; the intercept alone would lose one.
  let processMean: Double?
  private let json: JSONValue

  /// Keeps the parameters of a fit.
  init(_ specification: String, _ summary: FitSummary, processMean: Double?) {
    values = summary.parameters.map(\.value)
    self.processMean = processMean
    json = [
      "schema": "pmx.parameters/1", "model": .string(specification),
      "parameters": .array(
        summary.parameters.map { ["name": .string($0.name), "value": .number($0.value)] }),
      "processMean": processMean.map { .number($0) } ?? .null,
    ]
  }

  /// Reads a list of numbers, or what `--save` wrote.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.inputOutput, "\(path): cannot be read; is it a readable file?")
    }
    guard let json = try? JSONValue(parsing: Array(data)) else {
      throw CommandFailure(.badData, "\(path): it is not JSON")
    }
    let list = json.arrayValue ?? json["parameters"]?.arrayValue
    let numbers = list?.map { ($0["value"] ?? $0).numberValue }
    guard let numbers, !numbers.contains(nil) else {
      throw CommandFailure(
        .badData, "\(path): must be a list of numbers, or hold a list \"parameters\" of values")
    }
    values = numbers.compactMap(\.self)
    processMean = json["processMean"]?.numberValue
    self.json = json
  }

  func write(to path: String) throws {
    let url = URL(fileURLWithPath: path)
    let folder = try OutputFolder(path: url.deletingLastPathComponent().path)
    try folder.write(Array(json.text.utf8), to: url.lastPathComponent)
  }
}

extension JSONValue {
  /// The number, where the value is one.
  fileprivate var numberValue: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}
