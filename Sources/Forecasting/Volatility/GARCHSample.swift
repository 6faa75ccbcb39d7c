// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// Observations divided by a power of two near their size, and the way back.
struct GARCHSample {
  let model: GARCH
  let likelihood: VarianceLikelihood
  /// What the observations were divided by.
  let scale: Double
  /// Least-squares parameters of the mean and the mean square of their residuals, scaled.
  let meanStart: [Double]
  let meanSquare: Double
  /// The number of observations given.
  let observationCount: Int

  init(
    _ observations: [Double], model: GARCH, backcast: Double? = nil
  ) throws(FitError) {
    self.model = model
    observationCount = observations.count
    let (mean, size) = Self.meanAndSize(observations, centred: model.mean != .zero)
    guard size > 1e-150 else { throw .degenerate("the observations do not vary") }
    scale = size.binade
    let inverse = 1 / size.binade
    let values = observations.map { $0 * inverse }
    let (response, regressors) = Self.regression(values, model.mean)
    switch model.mean {
    case .zero: (meanStart, meanSquare) = ([], size * inverse * (size * inverse))
    case .constant: (meanStart, meanSquare) = ([mean * inverse], size * inverse * (size * inverse))
    case .autoregressive:
      (meanStart, meanSquare) = try Self.leastSquares(response, regressors[0], regressors[1])
    }
    let start: VarianceRecursion.Start
    switch model.start {
    case .fcp: start = .meanSquare
    case .first: start = .first
    case .arch:
      let errors = Self.errors(
        Array(response.prefix(75)), regressors.map { Array($0.prefix(75)) }, meanStart)
      let variance =
        backcast.map { $0 * inverse * inverse }
        ?? Self.backcast(errors, otherwise: meanSquare)
      start = .given(model.form == .linear ? variance : .log(variance))
    }
    likelihood = VarianceLikelihood(
      response: response, regressors: regressors, recursion: model.recursion(start),
      family: model.family)
  }

  /// What dividing the observations has added to the log-likelihood, negated.
  var logScaleSum: Double { -Double(likelihood.response.count) * .log(scale) }

  /// The mean, or 0, and the root mean square about it.
  private static func meanAndSize(
    _ values: [Double], centred: Bool
  ) -> (mean: Double, size: Double) {
    let mean = centred ? compensatedSum(values) / Double(values.count) : 0
    let largest = values.reduce(0) { max($0, abs($1 - mean)) }
    // A deviation that is rounding alone is none.
    guard largest > 1e-14 * abs(mean), largest > 1e-150 else { return (mean, 0) }
    let inverse = 1 / largest.binade
    let squares = values.reduce(0) { sum, value in
      let ratio = (value - mean) * inverse
      return sum + ratio * ratio
    }
    return (mean, largest.binade * (squares / Double(values.count)).squareRoot())
  }

  private static func regression(
    _ values: [Double], _ mean: GARCH.Mean
  ) -> (response: [Double], regressors: [[Double]]) {
    switch mean {
    case .zero: return (values, [])
    case .constant: return (values, [[Double](repeating: 1, count: values.count)])
    case .autoregressive:
      let ones = [Double](repeating: 1, count: values.count - 1)
      return (Array(values.dropFirst()), [ones, Array(values.dropLast())])
    }
  }

  /// The least-squares line of the response on the observation before, and its mean square.
  private static func leastSquares(
    _ response: [Double], _ ones: [Double], _ lagged: [Double]
  ) throws(FitError) -> ([Double], Double) {
    let count = Double(response.count)
    let mean = compensatedSum(response) / count
    let centre = compensatedSum(lagged) / count
    let cross = zip(lagged, response).map { ($0 - centre) * ($1 - mean) }
    let square = compensatedSum(lagged.map { ($0 - centre) * ($0 - centre) })
    let slope = square > 0 ? compensatedSum(cross) / square : 0
    let parameters = [mean - slope * centre, slope]
    let errors = errors(response, [ones, lagged], parameters)
    let meanSquare = compensatedSum(errors.map { $0 * $0 }) / count
    guard meanSquare > 1e-20 else { throw .degenerate("the errors of the mean do not vary") }
    return (parameters, meanSquare)
  }

  private static func errors(
    _ response: [Double], _ regressors: [[Double]], _ parameters: [Double]
  ) -> [Double] {
    var errors = response
    for (regressor, weight) in zip(regressors, parameters) {
      for index in errors.indices { errors[index] -= weight * regressor[index] }
    }
    return errors
  }

  /// The exponentially weighted mean of the squares of the first errors, by 0.94.
  private static func backcast(_ errors: [Double], otherwise: Double) -> Double {
    var (weight, sum, weights) = (1.0, 0.0, 0.0)
    for error in errors {
      sum += weight * error * error
      weights += weight
      weight *= 0.94
    }
    // Nothing but zeros at the start says nothing.
    return sum > 0 ? sum / weights : otherwise
  }

  // MARK: Parameters with and without the scale

  var omegaIndex: Int { model.meanCount }
  var shockRange: Range<Int> { (omegaIndex + 1)..<(omegaIndex + 1 + model.shockOrder) }
  var betaRange: Range<Int> {
    let first = omegaIndex + 1 + model.shockOrder + model.asymmetryOrder
    return first..<(first + model.varianceOrder)
  }

  /// Parameters of the scaled data from those of the data as given.
  func scaled(_ parameters: [Double]) -> [Double] { rescaled(parameters, by: 1 / scale) }
  /// Parameters of the data as given from those of the scaled data.
  func unscaled(_ parameters: [Double]) -> [Double] { rescaled(parameters, by: scale) }

  private func rescaled(_ parameters: [Double], by factor: Double) -> [Double] {
    var result = parameters
    if model.meanCount > 0 { result[0] *= factor }
    if model.form == .linear {
      result[omegaIndex] *= factor * factor
    } else {
      let persistence = parameters[betaRange].reduce(0, +)
      result[omegaIndex] += (1 - persistence) * 2 * .log(factor)
    }
    return result
  }

  /// The derivatives of the parameters as given by the scaled ones, row by row.
  var unscaling: [[Double]] {
    let count = likelihood.parameterCount
    var rows = (0..<count).map { row in (0..<count).map { row == $0 ? 1.0 : 0 } }
    if model.meanCount > 0 { rows[0][0] = scale }
    if model.form == .linear {
      rows[omegaIndex][omegaIndex] = scale * scale
    } else {
      for index in betaRange { rows[omegaIndex][index] = -2 * .log(scale) }
    }
    return rows
  }
}
