// SPDX-License-Identifier: GPL-3.0-or-later
//
// The walk itself. No forecast sees its target or anything later; every series is a task of its
// own, so that the number of threads changes no bit.

import NumericKernels

/// A model and the series that it walks through.
public struct WalkForwardTask: Sendable {
  /// The model.
  public let model: any ForecastModel
  /// The observations in ascending time.
  public let series: [Double]
  /// The way.
  public let plan: WalkForwardPlan

  /// Makes a task.
  public init(model: any ForecastModel, series: [Double], plan: WalkForwardPlan) {
    self.model = model
    self.series = series
    self.plan = plan
  }

  /// Walks the model through the series.
  ///
  /// - Throws: `FitError` where the series is too short or holds a value that is not finite, or the
  ///   look-back is too short for the model. A fit that fails on the way throws nothing: the path
  ///   says so, and the fit before stays in use.
  /// - Complexity: one fit every `refitInterval` observations, one update each.
  public func run() throws(FitError) -> WalkForwardPath {
    let targets = try plan.targets(count: series.count)
    try validate(series, minimum: plan.lookback + plan.originCount)
    guard plan.lookback >= model.minimumObservations else {
      throw .tooFewObservations(needed: model.minimumObservations, have: plan.lookback)
    }
    var walker = Walker(task: self)
    return WalkForwardPath(
      targets: targets, forecasts: targets.map { walker.forecast($0) }, refits: walker.refits)
  }
}

extension [WalkForwardTask] {
  /// Walks every task, on several threads.
  ///
  /// - Parameters:
  ///   - threads: how many tasks run at a time; no result depends on it.
  ///   - finished: is told of each task that ends, on the task's own thread.
  /// - Returns: the path of each task or why there is none, in the order of the tasks.
  /// - Precondition: `threads` is positive.
  public func walked(
    threads: Int, finished: @Sendable (Int) -> Void = { _ in }
  ) -> [Result<WalkForwardPath, FitError>] {
    precondition(threads > 0, "there must be a thread")
    return Parallel.map(indices, threads: threads) { index in
      defer { finished(index) }
      return Result { () throws(FitError) in try self[index].run() }
    }
  }
}

/// A model on its way, one target after the other.
private struct Walker {
  private let task: WalkForwardTask
  private(set) var refits: [WalkForwardPath.Refit] = []
  /// The fit in use, and its state after all observations so far.
  private var fit: (any FittedModel)?
  private var filter: (any ForecastFilter)?

  init(task: WalkForwardTask) { self.task = task }

  mutating func forecast(_ target: Int) -> PredictiveDistribution? {
    let elapsed = target - (task.series.count - task.plan.originCount)
    // The observation before this target has come since the last forecast.
    if elapsed > 0, var moved = filter {
      // Given up first, so that the state is moved on in place and not copied.
      filter = nil
      moved.update(task.series[target - 1])
      filter = moved
    }
    if elapsed.isMultiple(of: task.plan.refitInterval) { refit(before: target) }
    return filter?.next
  }

  private mutating func refit(before target: Int) {
    let sample = Array(task.series[(target - task.plan.lookback)..<target])
    let earlier = task.plan.start == .warm ? fit : nil
    let outcome: WalkForwardPath.Refit.Outcome
    do {
      let next = try task.model.fit(sample, from: earlier)
      let summary = next.summary
      if let certificate = summary.certificate, !certificate.converged {
        outcome = .failed(reason: "the search for the maximum likelihood did not converge")
      } else {
        fit = next
        filter = next.filter(after: sample[...])
        outcome = .fitted(logLikelihood: summary.logLikelihood)
      }
    } catch {
      outcome = .failed(reason: error.description)
    }
    refits.append(WalkForwardPath.Refit(target: target, outcome: outcome))
  }
}
