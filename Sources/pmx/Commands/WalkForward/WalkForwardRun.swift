// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import Synchronization

/// A model's way through a series.
struct WalkForwardRun {
  let series: WalkForwardSeries
  let model: String
  let path: WalkForwardPath

  /// Whether not one forecast was made.
  var isEmpty: Bool { path.forecasts.allSatisfy { $0 == nil } }

  /// Every model through every series.
  static func all(
    models: [any ForecastModel], series: [WalkForwardSeries], plan: WalkForwardPlan, threads: Int,
    _ progress: Progress
  ) throws -> [WalkForwardRun] {
    let pairs = series.flatMap { one in models.map { (series: one, model: $0) } }
    let tasks = pairs.map {
      WalkForwardTask(model: $0.model, series: $0.series.values, plan: plan)
    }
    progress.say("walking \(tasks.count) series …")
    let done = Atomic(0)
    let results = tasks.walked(threads: threads) { _ in
      let count = done.wrappingAdd(1, ordering: .relaxed).newValue
      progress.say("\(count) of \(tasks.count) walks done …")
    }
    return try zip(pairs, results).map { pair, result in
      let name = pair.model.specification
      switch result {
      case .success(let path):
        return WalkForwardRun(series: pair.series, model: name, path: path)
      case .failure(let error):
        throw CommandFailure(
          .badData,
          "\(pair.series.file), column \(pair.series.column), model \(name): "
            + advice(error, plan))
      }
    }
  }

  private static func advice(_ error: FitError, _ plan: WalkForwardPlan) -> String {
    guard case .tooFewObservations(let needed, _) = error, plan.lookback < needed else {
      return error.description
    }
    return "--window \(plan.lookback) is too short for the model, which needs \(needed)"
  }
}
