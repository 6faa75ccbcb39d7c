// SPDX-License-Identifier: GPL-3.0-or-later
//
// Regression with seasonal ARIMA errors by exact maximum likelihood of the differenced series
// (Box and Jenkins, "Time series analysis"; Harvey, "Forecasting, structural time series models and
// the Kalman filter", 1989). Complete data only.

import NumericKernels

/// The configuration of a seasonal ARIMA model.
public struct ARIMAModel: Hashable, Sendable {
  /// What the differenced series moves about.
  public enum Mean: String, Hashable, Sendable, CaseIterable {
    /// Zero.
    case none
    /// A constant: the mean of the series without differences, the slope of a trend with one.
    case constant
  }

  /// Where a search for the maximum begins.
  public enum Start: Hashable, Sendable {
    /// Hannan and Rissanen's regressions.
    case hannanRissanen
    /// All coefficients zero.
    case zero
    /// The regressions for the autoregressive coefficients alone, the others zero.
    case autoregression
    /// A slowly decaying autoregression with a moving average against it.
    case persistent
    /// The two most promising pairs of factors that all but cancel, of degree one and, where both
    /// orders allow it, of degree two; the other coefficients zero.
    case cancellingFactors
    /// Given coefficients φ, θ, Φ, Θ, such as those of an earlier fit.
    case coefficients([Double])
  }

  /// The orders.
  public let order: ARIMAOrder
  /// The mean.
  public let mean: Mean
  /// Where to start from; the best maximum is kept. Nil for Hannan and Rissanen's start; where the
  /// ordinary or the seasonal part mixes both kinds of coefficients, also a persistent one. While
  /// n·r is at most 10⁴, zero joins for orders above 1 and mixed ones, and for mixed ones the
  /// autoregression alone and factors that cancel: a short series can have several maxima.
  public let starts: [Start]?

  /// Makes the configuration.
  ///
  /// - Precondition: there is at least one start, if any are given, and given coefficients are as
  ///   many as the orders say.
  public init(order: ARIMAOrder, mean: Mean = .none, starts: [Start]? = nil) {
    precondition(starts?.isEmpty != true, "a search needs a start")
    for case .coefficients(let values) in starts ?? [] {
      precondition(values.count == order.arma.coefficientCount, "one number a coefficient")
    }
    self.order = order
    self.mean = mean
    self.starts = starts
  }

  /// The names of a fit's parameters, in their order.
  public func parameterNames(regressors: Int = 0) -> [String] {
    func lags(_ name: String, _ count: Int) -> [String] { (0..<count).map { "\(name)\($0 + 1)" } }
    let arma = order.arma
    return (mean == .constant ? ["intercept"] : []) + lags("x", regressors)
      + lags("ar", arma.p) + lags("ma", arma.q) + lags("seasonal-ar", arma.seasonalP)
      + lags("seasonal-ma", arma.seasonalQ) + ["variance"]
  }

  /// The smallest number of observations that a fit without regressors accepts.
  public var minimumObservations: Int { minimumObservations(regressors: 0) }

  func minimumObservations(regressors: Int) -> Int {
    let free = order.arma.coefficientCount + regressors + (mean == .constant ? 1 : 0) + 1
    return order.lostObservations + free + 2
  }

  /// The starts of a search over a differenced series of a length.
  func effectiveStarts(count: Int) -> [Start] {
    starts ?? usualStarts(count: count)
  }

  private func usualStarts(count: Int) -> [Start] {
    let arma = order.arma
    let mixed = (arma.p > 0 && arma.q > 0) || (arma.seasonalP > 0 && arma.seasonalQ > 0)
    let isCheap = count * arma.stateDimension <= 10_000
    guard mixed else {
      let isLong = max(arma.p, arma.q, arma.seasonalP, arma.seasonalQ) > 1
      return isLong && isCheap ? [.hannanRissanen, .zero] : [.hannanRissanen]
    }
    guard isCheap else { return [.hannanRissanen, .persistent] }
    return [.hannanRissanen, .persistent, .zero, .autoregression, .cancellingFactors]
  }

  /// Fits the model by exact maximum likelihood.
  ///
  /// - Parameters:
  ///   - observations: The series in ascending time, complete.
  ///   - regressors: Columns as long as the series; they are differenced as the series is.
  ///   - earlier: A fit of the same model to begin at, such as that of a window one step back. Of a
  ///     long sample that has moved on by a few observations the search follows the hill of that
  ///     fit, tries factors that all but cancel, and looks for others now and then
  ///     (`SearchMemory`).
  /// - Returns: The best maximum found; `certificate.converged` says whether it is one.
  /// - Throws: `ARIMAError` for data on which the model has no fit.
  /// - Precondition: an earlier fit is of the same model.
  /// - Complexity: O(n·r) an evaluation for a state of dimension r, some 15 to 50 evaluations.
  public func fit(
    _ observations: [Double], regressors: [[Double]] = [], from earlier: ARIMAFit? = nil
  ) throws(ARIMAError) -> ARIMAFit {
    precondition(earlier.map { $0.model == self } ?? true, "an earlier fit is of the same model")
    let problem = try ARIMAProblem(
      self, observations: observations, regressors: regressors, from: earlier?.searchEnd)
    return try problem.maximise()
  }

  /// Evaluates the likelihood at given parameters and makes a fit of them, nothing estimated but
  /// the innovation variance and, where `regression` is nil, the regression.
  ///
  /// - Parameters:
  ///   - coefficients: φ, θ, Φ, Θ.
  ///   - regression: The mean μ of the differenced series, if the model has one, then a coefficient
  ///     a regressor.
  /// - Throws: `ARIMAError` as a fit does, and where the coefficients have no likelihood.
  public func fit(
    _ observations: [Double], regressors: [[Double]] = [], coefficients: [Double],
    regression: [Double]? = nil
  ) throws(ARIMAError) -> ARIMAFit {
    let problem = try ARIMAProblem(self, observations: observations, regressors: regressors)
    return try problem.evaluated(coefficients: coefficients, regression: regression)
  }
}
