// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a fitted model remembers: the filter of the differenced series and the last d + sD levels.

import NumericKernels

/// The state of a fitted model after its last observation.
///
/// A value: copies go their own ways. Advancing by one observation gives the same bits as filtering
/// the longer series with the same parameters.
public struct ARIMAState: Hashable, Sendable {
  /// The innovation variance.
  public internal(set) var innovationVariance: Double
  /// The number of observations taken.
  public private(set) var count = 0
  private let differences: DifferenceWeights
  private let mean: Double
  private let slopes: [Double]
  private var filter: ARMAFilter?
  /// The last d + sD levels less their regression: the newest is before `head`, around the ring.
  private var levels: [Double]
  private var head = 0

  /// The state before the first observation.
  init(model: ARIMAModel, coefficients: [Double], regression: [Double], variance: Double) {
    let hasMean = model.mean == .constant
    innovationVariance = variance
    differences = DifferenceWeights(model.order)
    mean = hasMean ? regression[0] : 0
    slopes = Array(regression.dropFirst(hasMean ? 1 : 0))
    filter = ARMAFilter(order: model.order.arma, coefficients: coefficients)
    levels = [Double](repeating: 0, count: differences.length)
  }

  /// Takes a series and its regressors.
  mutating func takeAll(_ observations: [Double], regressors: [[Double]]) {
    var values = [Double](repeating: 0, count: regressors.count)
    for time in observations.indices {
      for index in values.indices { values[index] = regressors[index][time] }
      advance(observations[time], regressors: values)
    }
  }

  /// Takes the next observation, the parameters as they are.
  ///
  /// - Returns: The one-step error; nil while the differences are not yet defined.
  /// - Precondition: the observation is finite; there is one value a regressor.
  /// - Complexity: O(r) for a state of dimension r.
  @discardableResult
  public mutating func advance(_ observation: Double, regressors: [Double] = []) -> Double? {
    precondition(observation.isFinite, "an observation must be finite")
    precondition(regressors.count == slopes.count, "one value a regressor")
    var level = observation
    for (slope, value) in zip(slopes, regressors) { level -= slope * value }
    return take(level)
  }

  @discardableResult
  private mutating func take(_ level: Double) -> Double? {
    var innovation: Double?
    if count >= differences.length {
      var difference = level
      for index in differences.lags.indices {
        difference -= differences.weights[index] * past(differences.lags[index])
      }
      innovation = filter?.advance(difference - mean)
    }
    if !levels.isEmpty {
      levels[head] = level
      head = head + 1 == levels.count ? 0 : head + 1
    }
    count += 1
    return innovation
  }

  /// The level so many steps back, 1 for the newest.
  private func past(_ lag: Int) -> Double {
    let index = head - lag
    return levels[index < 0 ? index + levels.count : index]
  }

  private func regressionValue(_ regressors: [[Double]], at time: Int) -> Double {
    var sum = 0.0
    for (slope, column) in zip(slopes, regressors) { sum += slope * column[time] }
    return sum
  }

  /// The distributions of the next observations, parameters taken as known.
  ///
  /// - Throws: `ARIMAError` where future regressors are missing or not finite.
  /// - Precondition: `horizon` is positive and the state has taken d + sD observations.
  /// - Complexity: O(h·r) where the filter has settled, O(h²·r) elsewhere.
  public func forecast(
    horizon: Int, regressors: [[Double]] = []
  ) throws(ARIMAError) -> [PredictiveDistribution] {
    try check(regressors, horizon: horizon)
    return forecastKnown(horizon: horizon, regressors: regressors)
  }

  /// The distributions of the next observations, the future regressors being there.
  func forecastKnown(horizon: Int, regressors: [[Double]]) -> [PredictiveDistribution] {
    precondition(horizon > 0, "the horizon must be positive")
    precondition(count >= differences.length, "the differences need their observations")
    let means = means(horizon: horizon, regressors: regressors)
    var variances = [Double](repeating: 0, count: horizon)
    for (step, shock) in shocks(horizon: horizon).enumerated() {
      for (later, response) in shock.responses.enumerated() {
        variances[step + later] += shock.variance * response * response
      }
    }
    return zip(means, variances).map { mean, variance in
      PredictiveDistribution(
        mean: mean, standardError: (innovationVariance * variance).squareRoot())
    }
  }

  /// The distribution of the sum of the next observations, parameters taken as known.
  ///
  /// - Throws: `ARIMAError` where future regressors are missing or not finite.
  /// - Precondition: `horizon` is positive and the state has taken d + sD observations.
  public func sumForecast(
    horizon: Int, regressors: [[Double]] = []
  ) throws(ARIMAError) -> PredictiveDistribution {
    try check(regressors, horizon: horizon)
    return sumForecastKnown(horizon: horizon, regressors: regressors)
  }

  /// The distribution of the sum, the future regressors being there.
  func sumForecastKnown(horizon: Int, regressors: [[Double]]) -> PredictiveDistribution {
    precondition(horizon > 0, "the horizon must be positive")
    precondition(count >= differences.length, "the differences need their observations")
    let total = means(horizon: horizon, regressors: regressors).reduce(0, +)
    var variance = 0.0
    for shock in shocks(horizon: horizon) {
      let reach = shock.responses.reduce(0, +)
      variance += shock.variance * reach * reach
    }
    return PredictiveDistribution(
      mean: total, standardError: (innovationVariance * variance).squareRoot())
  }

  private func check(_ regressors: [[Double]], horizon: Int) throws(ARIMAError) {
    guard regressors.count == slopes.count else {
      throw .regressorCount(needed: slopes.count, have: regressors.count)
    }
    for (number, column) in regressors.enumerated() {
      guard column.count >= horizon else {
        throw .regressorLength(regressor: number, needed: horizon, have: column.count)
      }
      for (index, value) in column.prefix(horizon).enumerated() where !(abs(value) < 1e100) {
        throw .regressorNotFinite(regressor: number, position: index, value: value)
      }
    }
  }

  private func means(horizon: Int, regressors: [[Double]]) -> [Double] {
    guard var filter else { return [] }
    var path = (0..<levels.count).map { past(levels.count - $0) }
    let start = path.count
    for step in 0..<horizon {
      var level = mean + filter.prediction
      for (lag, weight) in zip(differences.lags, differences.weights) {
        level += weight * path[start + step - lag]
      }
      path.append(level)
      filter.advanceAsExpected()
    }
    return (0..<horizon).map { path[start + $0] + regressionValue(regressors, at: $0) }
  }

  /// The variance of each future innovation and the responses of the levels from its step on.
  private func shocks(horizon: Int) -> [(variance: Double, responses: [Double])] {
    guard var filter else { return [] }
    var result: [(variance: Double, responses: [Double])] = []
    var settled: [Double]?
    for step in 0..<horizon {
      if filter.isSettled {
        let all = settled ?? differences.summed(filter.impulseResponse(count: horizon - step))
        settled = all
        result.append((1, Array(all.prefix(horizon - step))))
        continue
      }
      result.append(
        (filter.variance, differences.summed(filter.impulseResponse(count: horizon - step))))
      filter.advanceAsExpected()
    }
    return result
  }
}
