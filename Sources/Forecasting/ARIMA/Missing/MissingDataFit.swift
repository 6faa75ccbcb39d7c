// SPDX-License-Identifier: GPL-3.0-or-later
//
// Maximum likelihood of a seasonal ARIMA regression whose series has missing values, by the exact
// diffuse Kalman filter on the levels. The regression and the innovation variance are taken out of
// the search: given the ARMA coefficients both have closed forms.

import NumericKernels
import RealModule

/// A regression with seasonal ARIMA errors fitted to a series with missing values.
///
/// φ(B)Φ(Bˢ)(1 − B)ᵈ(1 − Bˢ)ᴰ(yₜ − xₜ·β) = c + θ(B)Θ(Bˢ)εₜ. A series without missing values is
/// allowed, too; it is only slower than it needs to be.
public struct MissingDataFit: Hashable, Sendable {
  /// The orders p, d, q, P, D, Q and s.
  public struct Orders: Hashable, Sendable {
    /// p.
    public let autoregressive: Int
    /// d.
    public let differences: Int
    /// q.
    public let movingAverage: Int
    /// P.
    public let seasonalAutoregressive: Int
    /// D.
    public let seasonalDifferences: Int
    /// Q.
    public let seasonalMovingAverage: Int
    /// s.
    public let season: Int

    /// Makes the orders (p, d, q)(P, D, Q)ₛ.
    ///
    /// - Precondition: no order is negative; the season is at least 2 where a seasonal order is
    ///   positive.
    public init(
      _ orders: (p: Int, d: Int, q: Int), seasonal: (p: Int, d: Int, q: Int) = (0, 0, 0),
      season: Int = 1
    ) {
      let all = [orders.p, orders.d, orders.q, seasonal.p, seasonal.d, seasonal.q]
      precondition(all.allSatisfy { $0 >= 0 }, "orders must not be negative")
      precondition(
        season >= 2 || seasonal == (0, 0, 0), "a season must hold at least 2 values")
      (autoregressive, differences, movingAverage) = orders
      (seasonalAutoregressive, seasonalDifferences, seasonalMovingAverage) = seasonal
      self.season = season
    }

    /// The number of φ, θ, Φ and Θ.
    public var coefficientCount: Int {
      autoregressive + movingAverage + seasonalAutoregressive + seasonalMovingAverage
    }

    /// The number of observations that the differences take, d + s·D.
    public var lostCount: Int { differences + season * seasonalDifferences }
  }

  /// The numbers of the model.
  public struct Coefficients: Hashable, Sendable {
    /// φ.
    public var autoregressive: [Double]
    /// θ.
    public var movingAverage: [Double]
    /// Φ.
    public var seasonalAutoregressive: [Double]
    /// Θ.
    public var seasonalMovingAverage: [Double]
    /// The constant c of the differenced equation; zero where there is none.
    public var intercept: Double
    /// β.
    public var regression: [Double]
    /// σ², the variance of ε.
    public var innovationVariance: Double

    /// Makes a set of coefficients.
    public init(
      autoregressive: [Double] = [], movingAverage: [Double] = [],
      seasonalAutoregressive: [Double] = [], seasonalMovingAverage: [Double] = [],
      intercept: Double = 0, regression: [Double] = [], innovationVariance: Double = 1
    ) {
      self.autoregressive = autoregressive
      self.movingAverage = movingAverage
      self.seasonalAutoregressive = seasonalAutoregressive
      self.seasonalMovingAverage = seasonalMovingAverage
      self.intercept = intercept
      self.regression = regression
      self.innovationVariance = innovationVariance
    }
  }

  /// The orders.
  public let orders: Orders
  /// The estimates.
  public let coefficients: Coefficients
  /// The log-likelihood at the estimates; diffuse observations count without ln 2π, so that it
  /// equals the likelihood of the differenced series where nothing is missing.
  public let logLikelihood: Double
  /// The number of observations in the likelihood: the observed ones less d + s·D.
  public let effectiveCount: Int
  /// The number of estimated numbers, σ² included.
  public let freeParameterCount: Int
  /// How sure the search is that it stands at the maximum; nil where the coefficients were given.
  public let certificate: FitCertificate?

  /// The number of observations given, gaps included.
  public var observationCount: Int { observations.count }

  let observations: [Double?]
  let regressors: [[Double]]
  let includesIntercept: Bool

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - observations: the series; nil where missing.
  ///   - regressors: columns as long as the series, without missing values.
  ///   - orders: the orders.
  ///   - includesIntercept: whether c is estimated.
  /// - Throws: `FitError` where a number is not finite, where there are too few observations, or
  ///   where the regressors are linearly dependent.
  public init(
    observations: [Double?], regressors: [[Double]] = [], orders: Orders,
    includesIntercept: Bool = false
  ) throws(FitError) {
    try Self.check(observations, regressors)
    var columns = regressors
    if includesIntercept {
      columns.append(Self.interceptColumn(orders, count: observations.count))
    }
    let profile = ProfileLikelihood(observations: observations, columns: columns, orders: orders)
    let needed = orders.lostCount + profile.dimension + columns.count + 2
    let have = observations.count { $0 != nil }
    guard have >= needed else { throw .tooFewObservations(needed: needed, have: have) }
    let best = try profile.maximum()
    var coefficients = best.coefficients
    if includesIntercept {
      let level = coefficients.regression.removeLast()
      coefficients.intercept = level * Self.autoregressionAtOne(orders, coefficients)
    }
    self.orders = orders
    self.coefficients = coefficients
    self.observations = observations
    self.regressors = regressors
    self.includesIntercept = includesIntercept
    logLikelihood = best.logLikelihood
    effectiveCount = best.count
    freeParameterCount = profile.dimension + columns.count + 1
    certificate = best.certificate
  }

  static func check(_ observations: [Double?], _ regressors: [[Double]]) throws(FitError) {
    for (position, value) in observations.enumerated() {
      guard let value, !(abs(value) < 1e100) else { continue }
      throw .notFinite(position: position, value: value)
    }
    for column in regressors { try validate(column, minimum: observations.count) }
  }

  /// The fit itself, if its search ended at a maximum or at a bound.
  ///
  /// - Throws: `FitError.notConverged` where it did not.
  public func converged() throws(FitError) -> MissingDataFit {
    guard let certificate, certificate.converged || !certificate.activeBounds.isEmpty else {
      throw .notConverged(advice: ARIMAFit.advice)
    }
    return self
  }

  /// The one-step errors, oldest first, at the observed times that the model could predict.
  ///
  /// A missing value has none, and neither have the values that settle the d + s·D diffuse states:
  /// there are `effectiveCount` of them. Where nothing is missing they are the innovations of the
  /// differenced series.
  ///
  /// - Complexity: O(n·m²) for m states.
  public var residuals: [Double] {
    guard let model = Self.stateSpaceModel(orders: orders, coefficients: coefficients)
    else { return [] }
    let offsets = Self.offsets(
      orders: orders, coefficients: coefficients, regressors: regressors,
      count: observations.count)
    var filter = KalmanFilter(model)
    return observations.enumerated().compactMap { step, value in
      let innovation = filter.update(value, offset: offsets[step])
      return innovation.flatMap { $0.kind == .regular ? $0.value : nil }
    }
  }

  /// The distributions of the observations after the series.
  ///
  /// - Parameters:
  ///   - horizon: the number of steps.
  ///   - regressors: the regressors' next values, one column each of `horizon` numbers.
  /// - Returns: one distribution a step, without the uncertainty of the estimates.
  /// - Precondition: there is a column for each regressor, with `horizon` values.
  public func forecast(horizon: Int, regressors next: [[Double]] = []) -> [PredictiveDistribution] {
    precondition(
      next.count == regressors.count && next.allSatisfy { $0.count == horizon },
      "every regressor must have a value for every step")
    guard
      let model = Self.stateSpaceModel(orders: orders, coefficients: coefficients)
    else { return [] }
    let whole = zip(regressors, next).map { $0 + $1 }
    let offsets = Self.offsets(
      orders: orders, coefficients: coefficients, regressors: whole,
      count: observations.count + horizon)
    var filter = KalmanFilter(model)
    for (step, value) in observations.enumerated() { filter.update(value, offset: offsets[step]) }
    return filter.forecast(horizon: horizon).enumerated().map { step, prediction in
      PredictiveDistribution(
        mean: (prediction?.mean ?? 0) + offsets[observations.count + step],
        standardError: prediction.map { max(0, $0.variance).squareRoot() } ?? .infinity)
    }
  }
}
