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
    /// How well the maximum is known.
    var certificate = FitCertificate(
      converged: true, gradientNorm: 0, informationEigenvalues: [], activeBounds: [],
      startDisagreement: 0)
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
  var dimension: Int { orders.coefficientCount }

  /// The largest likelihood that the search finds from several starts.
  func maximum() throws(FitError) -> Maximum {
    // What is wrong with the data shows at white noise already.
    let white = try point([Double](repeating: 0, count: dimension))
    guard dimension > 0 else { return white }
    var objective = Objective(profile: self)
    // Each start goes far enough to tell where it leads; the best one goes on.
    let ends = [(0.0, 0.0), (0.5, -0.5), (1.5, -0.7), (-0.5, 0.5)].compactMap { first in
      minimum(of: &objective, from: start(first.0, first.1), tolerance: 1e-5)
    }
    guard let nearest = ends.min(by: { $0.value < $1.value }),
      var best = minimum(of: &objective, from: nearest.point, tolerance: 1e-11)
    else { throw .degenerate("no start has a likelihood") }
    QuasiNewton().polish(&best, &objective, difference: 1e-3)
    var found = try point(best.point)
    found.certificate = certificate(best, ends: ends)
    return found
  }

  private func minimum(
    of objective: inout Objective, from point: [Double], tolerance: Double
  ) -> Minimum? {
    QuasiNewton(tolerance: tolerance).minimise(
      &objective, from: point, curvature: .scales(scales(point)))
  }

  private func certificate(_ best: Minimum, ends: [Minimum]) -> FitCertificate {
    let order = SeasonalARMAOrder(
      p: orders.autoregressive, q: orders.movingAverage,
      seasonalP: orders.seasonalAutoregressive, seasonalQ: orders.seasonalMovingAverage,
      period: orders.season)
    let search = ARIMACertificate.Search(
      gradient: best.gradient, hessian: best.hessian, converged: best.converged,
      startLogLikelihoods: ends.map { -$0.value },
      partials: StationaryMap(order: order).largestPartials(best.point))
    let zeros = [Double](repeating: 0, count: best.point.count)
    return FitCertificate(ARIMACertificate(order: order, coefficients: zeros, search: search))
  }

  /// Reciprocal information about each number as if it stood alone, as in a complete series.
  private func scales(_ point: [Double]) -> [Double] {
    let count = Double(isObserved.count { $0 })
    return point.map { (1 + $0 * $0) * (1 + $0 * $0) / count }
  }

  /// Minus the log-likelihood, its gradient by central differences.
  private struct Objective: DifferentiableObjective {
    let profile: ProfileLikelihood
    private var location: [Double] = []

    init(profile: ProfileLikelihood) { self.profile = profile }

    /// Minus the log-likelihood; nil where the model breaks down.
    mutating func value(at point: [Double]) -> Double? {
      location = point
      return negative(point)
    }

    mutating func gradient(into gradient: inout [Double]) {
      for index in location.indices {
        // The rounding of a likelihood of size 100 and the curvature's part are then about equal.
        let step = 1e-5 * (1 + abs(location[index]))
        var (above, below) = (location, location)
        above[index] += step
        below[index] -= step
        let width = above[index] - below[index]
        gradient[index] = ((negative(above) ?? .nan) - (negative(below) ?? .nan)) / width
      }
    }

    private func negative(_ point: [Double]) -> Double? {
      guard let value = try? profile.point(point).logLikelihood, value.isFinite else { return nil }
      return -value
    }
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
