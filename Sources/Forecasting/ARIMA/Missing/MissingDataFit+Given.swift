// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension MissingDataFit {
  /// Makes a fit of given coefficients: nothing is estimated.
  ///
  /// The coefficients of a fit give its forecasts again, to the last bit.
  ///
  /// - Parameters:
  ///   - observations: the series; nil where missing.
  ///   - regressors: columns as long as the series, without missing values.
  ///   - orders: the orders.
  ///   - includesIntercept: whether the model has a c.
  ///   - coefficients: the coefficients, as many as the orders and the regressors say; c is 0 where
  ///     the model has none.
  /// - Throws: `FitError` where a number is not finite, for a variance that is not positive, and
  ///   for coefficients without a finite likelihood.
  /// - Complexity: O(n·m²) for m states.
  public init(
    observations: [Double?], regressors: [[Double]] = [], orders: Orders,
    includesIntercept: Bool = false, at coefficients: Coefficients
  ) throws(FitError) {
    try Self.check(observations, regressors)
    guard coefficients.innovationVariance > 0 else {
      throw .degenerate("the innovation variance must be positive")
    }
    guard
      let likelihood = Self.likelihood(
        of: observations, regressors: regressors, orders: orders, coefficients: coefficients),
      likelihood.logLikelihood.isFinite
    else { throw .degenerate("the coefficients have no finite likelihood") }
    self.orders = orders
    self.coefficients = coefficients
    self.observations = observations
    self.regressors = regressors
    self.includesIntercept = includesIntercept
    logLikelihood = likelihood.logLikelihood
    effectiveCount = likelihood.count
    freeParameterCount =
      orders.coefficientCount + regressors.count + (includesIntercept ? 1 : 0) + 1
    certificate = nil
  }
}
