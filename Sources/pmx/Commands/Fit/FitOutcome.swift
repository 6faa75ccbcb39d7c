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
    let parameters = try SavedParameters(command, model: specification.specification)
    let needsMore = input.hasGaps || command.exog != nil || parameters != nil
    if let arima = specification as? ARIMAForecaster, needsMore {
      let fitting = try ARIMAFitting(command, arima.model, input, parameters: parameters)
      (summary, forecast, volatilities) = (fitting.summary, fitting.forecast, [])
      processMean = fitting.processMean
    } else {
      guard command.exog == nil else {
        throw CommandFailure(.usage, "--exog: only arima takes regressors")
      }
      let series = try Self.transformed(try input.complete(), command)
      let fitted = try Self.fitted(command, specification, series, parameters)
      summary = fitted.summary
      processMean = (fitted as? FittedARIMA)?.fit.processMean?.value
      forecast = fitted.forecast(horizon: command.horizon, after: series[...])
      let isVolatility = fitted is GARCHFit || specification is EWMAVolatility
      volatilities = isVolatility ? forecast.map(\.standardError) : []
    }
    if let file = command.save {
      try SavedParameters(
        summary.chosen ?? specification.specification, summary, processMean: processMean
      ).write(to: file)
    }
  }

  /// A model fitted to a series, or evaluated at given parameters.
  private static func fitted(
    _ command: FitCommand, _ specification: any ForecastModel, _ series: [Double],
    _ parameters: SavedParameters?
  ) throws -> any FittedModel {
    do {
      guard let parameters else { return try specification.fit(series) }
      guard let model = specification as? GARCH else {
        throw CommandFailure(
          .usage, "--at, --load: only arima and the garch family can be evaluated at parameters")
      }
      try parameters.require(names: model.parameterNames)
      return try model.evaluated(series, parameters: parameters.values)
    } catch FitError.parameterOutOfRange(let name, let value, let rule) {
      let index = (specification as? GARCH)?.parameterNames.firstIndex(of: name)
      throw parameters?.outOfRange(name, at: index, value: value, rule: rule)
        ?? CommandFailure(.internalError, "a fit left the range of \(name)")
    } catch let error as FitError {
      throw CommandFailure(.badData, "\(command.data): \(error)")
    }
  }

  static func transformed(_ values: [Double], _ command: FitCommand) throws -> [Double] {
    do { return try command.transform.applied(to: values) } catch {
      throw CommandFailure(.badData, "\(command.data): \(error.description)")
    }
  }
}
