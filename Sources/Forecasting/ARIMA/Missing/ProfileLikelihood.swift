// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// The likelihood as a function of the ARMA coefficients alone, β and σ² at their best.
///
/// The search runs over unbounded numbers u: partial autocorrelations u/√(1 + u²) become
/// coefficients by Levinson's recursion (Monahan 1984), so that every point is stationary and
/// invertible.
struct ProfileLikelihood {
  /// The best point and what holds there.
  struct Maximum {
    var coefficients: MissingDataFit.Coefficients
    var logLikelihood: Double
    var count: Int
    var isConverged = false
    var largestSlope = Double.infinity
  }

  let columns: [[Double]]
  let orders: MissingDataFit.Orders
  private let isObserved: [Bool]
  private let values: [Double]

  init(observations: [Double?], columns: [[Double]], orders: MissingDataFit.Orders) {
    self.columns = columns
    self.orders = orders
    isObserved = observations.map { $0 != nil }
    values = observations.map { $0 ?? 0 }
  }

  /// The number of ARMA coefficients.
  var dimension: Int {
    orders.autoregressive + orders.movingAverage + orders.seasonalAutoregressive
      + orders.seasonalMovingAverage
  }

  /// The largest likelihood that the search finds from several starts.
  func maximum() throws(FitError) -> Maximum {
    // What is wrong with the data shows at white noise already.
    var best = try point([Double](repeating: 0, count: dimension))
    guard dimension > 0 else {
      best.isConverged = true
      best.largestSlope = 0
      return best
    }
    for (autoregressive, movingAverage) in [(0.0, 0.0), (0.5, -0.5), (1.5, -0.7), (-0.5, 0.5)] {
      let end = minimum(of: negative, from: start(autoregressive, movingAverage))
      guard end.value < 1e9, let found = try? point(end.location) else { continue }
      let isConverged = end.largestSlope < 1e-5
      let gain = found.logLikelihood - best.logLikelihood
      // Where two starts end at one maximum, the one without slope is kept.
      guard gain > 1e-9 || (gain > -1e-9 && isConverged && !best.isConverged) else { continue }
      best = found
      best.isConverged = isConverged
      best.largestSlope = end.largestSlope
    }
    return best
  }

  /// −ℓ/n; a large number where the model breaks down.
  private func negative(_ location: [Double]) -> Double {
    guard let value = try? point(location).logLikelihood / Double(values.count), value.isFinite
    else { return 1e10 }
    return -value
  }

  private func start(_ autoregressive: Double, _ movingAverage: Double) -> [Double] {
    var result: [Double] = []
    for (count, first) in [
      (orders.autoregressive, autoregressive), (orders.movingAverage, movingAverage),
      (orders.seasonalAutoregressive, autoregressive / 2),
      (orders.seasonalMovingAverage, movingAverage / 2),
    ] {
      result += (0..<count).map { $0 == 0 ? first : 0 }
    }
    return result
  }

  private func point(_ location: [Double]) throws(FitError) -> Maximum {
    var coefficients = coefficients(location)
    guard
      let model = MissingDataFit.stateSpaceModel(orders: orders, coefficients: coefficients)
    else { throw .degenerate("the autoregression is at the edge of stationarity") }
    let gains = FilterGains(model, isObserved: isObserved)
    var likelihood = gains.likelihood
    let response = gains.standardised(values)
    var residuals = response
    if !columns.isEmpty {
      do {
        let fit = try LeastSquares(
          columns: columns.map { gains.standardised($0) }, response: response)
        coefficients.regression = fit.coefficients
        residuals = fit.residuals
      } catch {
        throw .degenerate(error.description)
      }
    }
    likelihood.add(squares: residuals)
    guard likelihood.squareSum > 0 else {
      throw .degenerate("the differenced series is constant")
    }
    coefficients.innovationVariance = likelihood.scale
    return Maximum(
      coefficients: coefficients, logLikelihood: likelihood.scaledLogLikelihood,
      count: likelihood.count)
  }

  private func coefficients(_ location: [Double]) -> MissingDataFit.Coefficients {
    var rest = location[...]
    func next(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return stationaryCoefficients(Array(rest.prefix(count)))
    }
    let autoregressive = next(orders.autoregressive)
    let movingAverage = next(orders.movingAverage).map { -$0 }
    let seasonalAutoregressive = next(orders.seasonalAutoregressive)
    let seasonalMovingAverage = next(orders.seasonalMovingAverage).map { -$0 }
    return MissingDataFit.Coefficients(
      autoregressive: autoregressive, movingAverage: movingAverage,
      seasonalAutoregressive: seasonalAutoregressive,
      seasonalMovingAverage: seasonalMovingAverage)
  }
}

/// φ of a stationary autoregression from unbounded numbers.
private func stationaryCoefficients(_ location: [Double]) -> [Double] {
  var result: [Double] = []
  for number in location {
    let partial = number / (1 + number * number).squareRoot()
    result = result.indices.map { result[$0] - partial * result[result.count - 1 - $0] }
    result.append(partial)
  }
  return result
}
