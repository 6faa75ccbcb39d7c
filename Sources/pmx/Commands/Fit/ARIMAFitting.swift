// SPDX-License-Identifier: GPL-3.0-or-later

import Features
import Forecasting
import MarketData
import RealModule

/// An ARIMA fit with regressors, with gaps, or at given parameters.
struct ARIMAFitting {
  let summary: FitSummary
  let forecast: [PredictiveDistribution]
  /// The mean of the differenced series, where the model has one and the series no gaps.
  let processMean: Double?

  init(
    _ command: FitCommand, _ model: ARIMAModel, _ input: SeriesInput,
    parameters: SavedParameters?
  ) throws {
    let regressors = try Self.columns(command.exog, rows: command.rows)
    let future = try Self.columns(command.exogFuture, rows: nil)
    do {
      if input.hasGaps {
        (summary, forecast) = try Self.withGaps(
          command, model, input, (regressors, future), parameters)
        processMean = nil
      } else {
        let series = try FitOutcome.transformed(try input.complete(), command)
        let fit = try Self.fit(model, series, regressors, parameters)
        summary = fit.summary
        processMean = fit.arima.processMean?.value
        forecast = try fit.arima.forecast(horizon: command.horizon, regressors: future)
      }
    } catch let error as ARIMAError {
      throw CommandFailure(.badData, "\(command.data): \(error)")
    } catch let error as FitError {
      throw CommandFailure(.badData, "\(command.data): \(error)")
    }
  }

  // MARK: Complete series

  private static func fit(
    _ model: ARIMAModel, _ series: [Double], _ regressors: [[Double]],
    _ parameters: SavedParameters?
  ) throws -> (arima: ARIMAFit, summary: FitSummary) {
    guard let parameters else {
      let fit = try model.fit(series, regressors: regressors).converged()
      return (fit, FittedARIMA(fit).summary)
    }
    let isConstant = model.mean == .constant
    let lead = regressors.count + (isConstant ? 1 : 0)
    let needed = lead + model.order.coefficientCount + 1
    try Self.check(parameters, model, regressors)
    let coefficients = Array(parameters.values[lead..<(needed - 1)])
    var regression = Array(parameters.values[..<lead])
    if isConstant {
      let mean = regression[0] / model.order.interceptFactor(coefficients)
      regression[0] = parameters.processMean ?? mean
    }
    let fit = try model.fit(
      series, regressors: regressors, coefficients: coefficients, regression: regression,
      innovationVariance: parameters.values[needed - 1])
    // Nothing was searched, so there is nothing to certify.
    var summary = FittedARIMA(fit).summary
    summary.certificate = nil
    return (fit, summary)
  }

  /// Throws unless there is a number for each parameter, and the variance is positive.
  private static func check(
    _ parameters: SavedParameters, _ model: ARIMAModel, _ regressors: [[Double]]
  ) throws {
    let names = model.parameterNames(regressors: regressors.count)
    try parameters.require(names: names)
    let (last, variance) = (names.count - 1, parameters.values[names.count - 1])
    guard variance > 0 else {
      throw parameters.outOfRange(names[last], at: last, value: variance, rule: "be positive")
    }
  }

  // MARK: Gaps

  private static func withGaps(
    _ command: FitCommand, _ model: ARIMAModel, _ input: SeriesInput,
    _ columns: (regressors: [[Double]], future: [[Double]]), _ parameters: SavedParameters?
  ) throws -> (FitSummary, [PredictiveDistribution]) {
    let (regressors, future) = columns
    let series = try input.values.map { value -> Double? in
      switch command.transform {
      case .none: return value
      case .log: return try value.map { try FitOutcome.transformed([$0], command)[0] }
      default:
        throw CommandFailure(
          .usage, "--transform \(command.transform.rawValue): a series with gaps has no returns")
      }
    }
    guard regressors.allSatisfy({ $0.count == series.count }) else {
      throw ARIMAError.regressorLength(
        regressor: 0, needed: series.count, have: regressors[0].count)
    }
    let fit = try fit(model, series, regressors, parameters)
    guard future.count == regressors.count, future.allSatisfy({ $0.count >= command.horizon })
    else {
      throw ARIMAError.regressorCount(needed: regressors.count, have: future.count)
    }
    let next = future.map { Array($0.prefix(command.horizon)) }
    return (fit.summary, fit.forecast(horizon: command.horizon, regressors: next))
  }

  private static func fit(
    _ model: ARIMAModel, _ series: [Double?], _ regressors: [[Double]],
    _ parameters: SavedParameters?
  ) throws -> MissingDataFit {
    let order = model.order
    let orders = MissingDataFit.Orders(
      (order.p, order.d, order.q),
      seasonal: (order.seasonalP, order.seasonalD, order.seasonalQ), season: order.period)
    let hasIntercept = model.mean == .constant
    guard let parameters else {
      return try MissingDataFit(
        observations: series, regressors: regressors, orders: orders,
        includesIntercept: hasIntercept
      ).converged()
    }
    try check(parameters, model, regressors)
    var rest = parameters.values[...]
    func next(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    // In the order of the names.
    let (intercept, regression) = (hasIntercept ? next(1)[0] : 0, next(regressors.count))
    let (ar, ma) = (next(order.p), next(order.q))
    let (seasonalAR, seasonalMA) = (next(order.seasonalP), next(order.seasonalQ))
    return try MissingDataFit(
      observations: series, regressors: regressors, orders: orders,
      includesIntercept: hasIntercept,
      at: .init(
        autoregressive: ar, movingAverage: ma, seasonalAutoregressive: seasonalAR,
        seasonalMovingAverage: seasonalMA, intercept: intercept, regression: regression,
        innovationVariance: next(1)[0]))
  }

  // MARK: Regressors

  private static func columns(_ path: String?, rows: String?) throws -> [[Double]] {
    guard let path else { return [] }
    let loaded: LoadedColumns
    do { loaded = try SeriesFile.read(path: path, columns: []) } catch {
      throw CommandFailure(error)
    }
    return try zip(loaded.names, loaded.columns).map { name, column in
      let values = try column.enumerated().map { index, value in
        guard let value else {
          throw CommandFailure(
            .badData,
            "\(path): row \(loaded.firstRow + index), column \(name), value \"\": a regressor "
              + "must have no gaps")
        }
        return value
      }
      guard let rows else { return values }
      return try SeriesInput.cut(values, to: rows).values.compactMap(\.self)
    }
  }
}
