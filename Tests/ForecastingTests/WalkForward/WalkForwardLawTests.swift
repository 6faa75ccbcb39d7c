// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws of the walk-forward. "Catches" names the faults that were planted and seen to be caught.

import Forecasting
import NumericKernels
import RealModule
import Synchronization
import Testing

/// Returns with a volatility of their own, so that fits have something to find.
private func returns(_ count: Int, seed: UInt64) -> [Double] {
  var stream = RandomStream(seed: seed, purpose: "walk-forward laws")
  var variance = 1.0
  return (0..<count).map { _ in
    let value = variance.squareRoot() * stream.normal()
    variance = 0.05 + 0.1 * value * value + 0.85 * variance
    return value
  }
}

private let specifications = [
  "naive", "trend", "ar(2)", "ewma", "arima(1,0,1);mean=constant", "garch(1,1);dist=student",
  "egarch(1,1)",
]

private let plan = WalkForwardPlan(lookback: 200, refitInterval: 7, originCount: 40)

private func task(
  _ text: String, _ series: [Double], _ plan: WalkForwardPlan = plan
) throws -> WalkForwardTask {
  WalkForwardTask(model: try ModelSpecification.model(text), series: series, plan: plan)
}

struct WalkForwardLawTests {
  /// Catches: the target itself, or the observation after it, in the window of a fit; a filter that
  /// takes in the target before its forecast.
  @Test(arguments: specifications)
  func `What comes later changes no bit of an earlier forecast`(text: String) throws {
    let series = returns(260, seed: 1)
    let path = try task(text, series).run()
    for position in [220, 221, 227, 240, 259] {
      var changed = series
      for index in position..<260 { changed[index] = 3 - 2 * series[index] }
      let other = try task(text, changed).run()
      let kept = 0...(position - path.targets.lowerBound)
      #expect(Array(other.forecasts[kept]) == Array(path.forecasts[kept]))
      let before = path.refits.count { $0.target <= position }
      #expect(other.refits.prefix(before) == path.refits.prefix(before))
      // And it is not for want of looking: the next forecast of most models moves.
      guard position < 259, text != "trend" else { continue }
      #expect(other.forecasts[kept.upperBound + 1] != path.forecasts[kept.upperBound + 1])
    }
  }

  /// Catches: an update left out after a re-fit; the elapsed time counted from the last target.
  @Test(arguments: ModelCase.all)
  func `Updates give the bits of a forecast after the whole history`(model: ModelCase) throws {
    let series = referenceSeries(160)
    let fit = try model.model().fit(Array(series[..<120]))
    var filter = fit.filter(after: series[..<120])
    for count in 120..<160 {
      let whole = fit.advanced(by: count - 120).forecast(horizon: 1, after: series[..<count])[0]
      #expect(filter.next == whole)
      filter.update(series[count])
    }
  }

  /// Catches: a fit one observation late; forecasts of a window filtered from its own end.
  @Test(arguments: specifications)
  func `A walk is fits of windows and forecasts after them, bit for bit`(text: String) throws {
    let series = returns(260, seed: 2)
    let path = try task(
      text, series,
      WalkForwardPlan(lookback: 200, refitInterval: 7, originCount: 40, start: .cold)
    ).run()
    let model = try ModelSpecification.model(text)
    for (index, target) in path.targets.enumerated() {
      let end = target - index % 7
      let fit = try model.fit(Array(series[(end - 200)..<end]))
      let whole = fit.advanced(by: target - end)
        .forecast(horizon: 1, after: series[(end - 200)..<target])[0]
      #expect(path.forecasts[index] == whole)
    }
    #expect(path.refits.map(\.target) == [220, 227, 234, 241, 248, 255])
    #expect(path.targets == 220..<260 && path.failures.isEmpty)
  }

  /// Catches: results in the order of their ends; a start taken from another task.
  @Test func `The number of threads changes nothing`() throws {
    let tasks = try (0..<4).flatMap { seed in
      try specifications.map { try task($0, returns(260, seed: UInt64(seed))) }
    }
    let ended = Atomic(0)
    let one = tasks.walked(threads: 1)
    let others = [2, 4].map { threads in
      tasks.walked(threads: threads) { _ in ended.wrappingAdd(1, ordering: .relaxed) }
    }
    #expect(others.allSatisfy { $0 == one } && one.count == 28)
    #expect(ended.load(ordering: .relaxed) == 56)
    for (task, result) in zip(tasks, one) { #expect(try result.get() == task.run()) }
  }

  /// Catches: a warm start that replaces the cold ones of an ARIMA search.
  @Test(arguments: [
    "arima(1,0,1)", "arima(1,1,1)", "garch(1,1)", "gjr(1,1);dist=student",
    "egarch(1,1);dist=skew-student",
  ])
  func `A warm re-fit is nowhere lower than a cold one`(text: String) throws {
    let series = returns(700, seed: 5)
    let paths = try WalkForwardPlan.Start.allCases.map { start in
      try task(
        text, series,
        WalkForwardPlan(lookback: 500, refitInterval: 10, originCount: 200, start: start)
      ).run()
    }
    for (warm, cold) in zip(paths[0].refits, paths[1].refits) {
      guard case .fitted(let first?) = warm.outcome, case .fitted(let second?) = cold.outcome
      else { continue }
      #expect(first >= second - 1e-6)
    }
  }

  /// Catches: a failure that ends the walk; the failed fit put to use; a failure not recorded.
  @Test func `A fit that fails is recorded and the one before stays in use`() throws {
    let series = returns(260, seed: 4)
    let model = Fallible(failing: [234, 241], series: series)
    let path = try WalkForwardTask(model: model, series: series, plan: plan).run()
    #expect(path.failures.map(\.target) == [234, 241])
    #expect(
      path.failures.map(\.failure) == [
        "the model cannot be fitted: no luck",
        "the search for the maximum likelihood did not converge",
      ])
    // The forecast's standard error is the last position that a fit in use has seen.
    let seen = path.forecasts.map { $0?.standardError }
    let fits = path.targets.map { [220, 227, 227, 227, 248, 255][($0 - 220) / 7] }
    #expect(seen == fits.map { Double($0) })
    // The filter goes on meanwhile: the mean is the newest observation.
    #expect(path.forecasts.map { $0?.mean } == path.targets.map { series[$0 - 1] })
  }

  /// Catches: a forecast made up before the first fit.
  @Test func `Without any fit there is no forecast`() throws {
    let series = returns(260, seed: 4)
    let model = Fallible(failing: [220, 227], series: series)
    let path = try WalkForwardTask(model: model, series: series, plan: plan).run()
    #expect(path.forecasts.prefix(14).allSatisfy { $0 == nil })
    #expect(path.forecasts.dropFirst(14).allSatisfy { $0 != nil })
    let constant = try task("garch(1,1)", [Double](repeating: 2, count: 260)).run()
    #expect(constant.forecasts.allSatisfy { $0 == nil } && constant.failures.count == 6)
  }

  @Test func `What cannot be walked is an error`() throws {
    #expect(throws: FitError.tooFewObservations(needed: 240, have: 239)) {
      try task("naive", returns(239, seed: 1)).run()
    }
    #expect(try task("naive", returns(240, seed: 1)).run().targets == 200..<240)
    #expect(throws: FitError.tooFewObservations(needed: 250, have: 200)) {
      try task("ar(2);window=250", returns(260, seed: 1)).run()
    }
    var series = returns(260, seed: 1)
    series[259] = .infinity
    #expect(throws: FitError.notFinite(position: 259, value: .infinity)) {
      try task("naive", series).run()
    }
  }
}

/// A model whose fits fail before some targets: the first by an error, the others unconverged.
private struct Fallible: ForecastModel {
  let failing: [Int]
  let series: [Double]
  var specification: String { "fallible" }
  var minimumObservations: Int { 1 }

  func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    let target = series.indices.first { series[$0] == observations[observations.count - 1] } ?? 0
    if target + 1 == failing[0] { throw .degenerate("no luck") }
    return Fit(target: target + 1, converged: !failing.contains(target + 1))
  }

  struct Fit: FittedModel {
    let target: Int
    let converged: Bool

    var summary: FitSummary {
      // A summary is made by models only: take that of one, and certify as told.
      guard var summary = (try? RandomWalk(drift: .zero).fit([1, 2, 4]))?.summary else {
        fatalError("the random walk fits any three numbers")
      }
      summary.certificate = FitCertificate(
        converged: converged, gradientNorm: 0, informationEigenvalues: [], activeBounds: [],
        startDisagreement: 0)
      return summary
    }

    func forecast(horizon: Int, after history: ArraySlice<Double>) -> [PredictiveDistribution] {
      let step = PredictiveDistribution(
        mean: history[history.endIndex - 1], standardError: Double(target))
      return [PredictiveDistribution](repeating: step, count: horizon)
    }

    func sumForecast(horizon: Int, after history: ArraySlice<Double>) -> PredictiveDistribution {
      forecast(horizon: 1, after: history)[0]
    }
  }
}
