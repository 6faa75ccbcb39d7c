// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension MissingDataFit {
  /// The state-space form of the model, without its regression.
  ///
  /// - Returns: nil where the autoregression is not stationary.
  /// - Precondition: there are as many coefficients as the orders say.
  public static func stateSpaceModel(
    orders: Orders, coefficients: Coefficients
  ) -> StateSpaceModel? {
    precondition(
      coefficients.autoregressive.count == orders.autoregressive
        && coefficients.movingAverage.count == orders.movingAverage
        && coefficients.seasonalAutoregressive.count == orders.seasonalAutoregressive
        && coefficients.seasonalMovingAverage.count == orders.seasonalMovingAverage,
      "there must be as many coefficients as the orders say")
    return StateSpaceModel.arima(
      autoregression: StateSpaceModel.seasonalProduct(
        coefficients.autoregressive, coefficients.seasonalAutoregressive, season: orders.season,
        sign: -1),
      movingAverage: StateSpaceModel.seasonalProduct(
        coefficients.movingAverage, coefficients.seasonalMovingAverage, season: orders.season,
        sign: 1),
      differences: orders.differences, seasonalDifferences: orders.seasonalDifferences,
      season: orders.season, innovationVariance: coefficients.innovationVariance)
  }

  /// The likelihood of a series at given coefficients.
  ///
  /// - Parameters:
  ///   - observations: the series; nil where missing.
  ///   - regressors: columns as long as the series.
  ///   - orders: the orders.
  ///   - coefficients: the coefficients, one of `regression` for each regressor.
  /// - Returns: nil where the autoregression is not stationary.
  public static func likelihood(
    of observations: [Double?], regressors: [[Double]] = [], orders: Orders,
    coefficients: Coefficients
  ) -> GaussianLikelihood? {
    let offsets = offsets(
      orders: orders, coefficients: coefficients, regressors: regressors,
      count: observations.count)
    return stateSpaceModel(orders: orders, coefficients: coefficients)?
      .likelihood(of: observations, offsets: offsets)
  }

  /// xₜ·β and what the intercept adds to the level.
  static func offsets(
    orders: Orders, coefficients: Coefficients, regressors: [[Double]], count: Int
  ) -> [Double] {
    precondition(
      regressors.count == coefficients.regression.count
        && regressors.allSatisfy { $0.count == count },
      "every regressor must have a coefficient and a value for every observation")
    var result = [Double](repeating: 0, count: count)
    for (column, coefficient) in zip(regressors, coefficients.regression) {
      for step in 0..<count { result[step] += coefficient * column[step] }
    }
    guard coefficients.intercept != 0 else { return result }
    let level = coefficients.intercept / autoregressionAtOne(orders, coefficients)
    for (step, value) in interceptColumn(orders, count: count).enumerated() {
      result[step] += level * value
    }
    return result
  }

  /// The power of time whose difference, d times and seasonally D times, is one.
  ///
  /// Lower powers are left to the diffuse start. Each ordinary difference of tᵏ leaves k·tᵏ⁻¹ in
  /// front, each seasonal one s·k·tᵏ⁻¹.
  static func interceptColumn(_ orders: Orders, count: Int) -> [Double] {
    (0..<count).map { step in
      var value = 1.0
      for power in 0..<(orders.differences + orders.seasonalDifferences) {
        value *= Double(step + 1) / Double(power + 1)
        if power < orders.seasonalDifferences { value /= Double(orders.season) }
      }
      return value
    }
  }

  /// φ(1)·Φ(1): the mean of the differenced series is the intercept divided by it.
  static func autoregressionAtOne(_ orders: Orders, _ coefficients: Coefficients) -> Double {
    (1 - coefficients.autoregressive.reduce(0, +))
      * (1 - coefficients.seasonalAutoregressive.reduce(0, +))
  }
}
