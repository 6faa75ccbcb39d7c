// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws F1, F2, F6, F12, F14, K5, K8, K9, K16, K17 and K20 of fitted ARIMA models. "Catches"
// names the faults that were planted.

import Forecasting
import NumericKernels
import Testing

struct ARIMALawTests {
  private static let models: [ARIMAModel] = [
    .init(order: .init(p: 0, d: 1, q: 1, seasonalD: 1, seasonalQ: 1, period: 12)),
    .init(order: .init(p: 2, d: 1, q: 0), mean: .constant),
    .init(order: .init(p: 1, d: 0, q: 1), mean: .constant),
    .init(order: .init(p: 1, d: 0, q: 0, seasonalP: 1, seasonalD: 1, period: 12), mean: .constant),
    .init(order: .init(p: 0, d: 2, q: 1)),
  ]

  /// Laws F1 and F2. Catches: an absolute threshold; the mean of the differences scaled twice.
  @Test(arguments: models)
  func `Fits move and scale with the data`(model: ARIMAModel) throws {
    let series = ClassicSeries.logAirline
    let plain = try model.fit(series)
    let steps = try plain.forecast(horizon: 15)
    let moves = model.mean == .constant || model.order.lostObservations > 0
    for (scale, shift) in [(4.0, 0.0), (1e-8, 0), (1e8, 0), (-2, 3)] where shift == 0 || moves {
      let fit = try model.fit(series.map { scale * $0 + shift })
      let expected =
        plain.logLikelihood - Double(plain.effectiveCount) * PortableMath.log(abs(scale))
      #expect(abs(fit.logLikelihood - expected) <= 1e-8)
      for (left, right) in zip(fit.coefficients, plain.coefficients) {
        #expect(abs(left - right) <= 1e-7)
      }
      for (step, base) in zip(try fit.forecast(horizon: 15), steps) {
        #expect(abs((step.mean - shift) / scale - base.mean) <= 1e-6)
        #expect(abs(step.standardError / abs(scale) - base.standardError) <= 1e-6)
      }
    }
  }

  /// Law F6, bit for bit, and F8. Catches: a variance that forgets earlier shocks.
  @Test(arguments: models)
  func `Horizons nest and errors do not shrink`(model: ARIMAModel) throws {
    let fit = try model.fit(ClassicSeries.logAirline)
    let long = try fit.forecast(horizon: 30)
    for horizon in [1, 2, 13, 29] {
      #expect(try fit.forecast(horizon: horizon) == Array(long[..<horizon]))
    }
    for (left, right) in zip(long, long.dropFirst()) {
      #expect(left.standardError <= right.standardError * (1 + 1e-14))
    }
  }

  /// Law F12, bit for bit. Catches: the ring of levels off by one.
  @Test(arguments: models)
  func `Advancing is filtering the longer series`(model: ARIMAModel) throws {
    let series = ClassicSeries.logAirline
    let fit = try model.fit(Array(series[..<120]))
    var state = fit.state
    for value in series[120...] { state.advance(value) }
    let whole = try model.fit(
      series, coefficients: fit.coefficients, regression: fit.regression)
    let first = try state.forecast(horizon: 20)
    // The variance of the longer fit is its own; the parameters of the state stay.
    let second = try whole.state.forecast(horizon: 20)
    #expect(first.map(\.mean) == second.map(\.mean))
    let ratio = (fit.innovationVariance / whole.innovationVariance).squareRoot()
    for (left, right) in zip(first, second) {
      #expect(abs(left.standardError / right.standardError / ratio - 1) <= 1e-14)
    }
    #expect(state.count == 144)
  }

  /// Law K16 and the definition of a one-step error. Catches: the mean taken off twice.
  @Test(arguments: models)
  func `One-step forecasts miss by the innovations`(model: ARIMAModel) throws {
    let series = ClassicSeries.logAirline
    let fit = try model.fit(series)
    let lost = model.order.lostObservations
    for end in [lost + 30, 90, 143] {
      let part = try model.fit(
        Array(series[..<end]), coefficients: fit.coefficients, regression: fit.regression)
      let step = try part.forecast(horizon: 1)[0]
      let error = fit.innovations[end - lost]
      #expect(abs(series[end] - step.mean - error) <= 1e-10)
      let scale = (part.innovationVariance * fit.innovationVariances[end - lost]).squareRoot()
      #expect(abs(step.standardError / scale - 1) <= 1e-10)
    }
  }

  /// Law K16. Catches: observations lost twice.
  @Test func `A model of the levels is the model of the differences`() throws {
    let series = ClassicSeries.logAirline
    let levels = try ARIMAModel(
      order: .init(p: 0, d: 1, q: 1, seasonalD: 1, seasonalQ: 1, period: 12)
    ).fit(series)
    let differences = try ARIMAModel(
      order: .init(p: 0, d: 0, q: 1, seasonalQ: 1, period: 12)
    ).fit(differenced(differenced(series, 1), 12))
    #expect(abs(levels.logLikelihood - differences.logLikelihood) <= 1e-9)
    #expect(abs(levels.coefficients[1] - differences.coefficients[1]) <= 1e-9)
  }

  /// Law K8. Catches: an autoregression whose lags are in reverse order.
  @Test func `Forecasts of an autoregression return to its mean`() throws {
    let fit = try ARIMAModel(order: .init(p: 1, d: 0, q: 0), mean: .constant)
      .fit(ClassicSeries.hormone)
    let (phi, mean) = (fit.coefficients[0], fit.regression[0])
    let last = ClassicSeries.hormone[47] - mean
    let steps = try fit.forecast(horizon: 60)
    var power = 1.0
    for step in steps {
      power *= phi
      #expect(abs(step.mean - mean - power * last) <= 1e-13)
    }
    let variance = fit.innovationVariance / (1 - phi * phi)
    #expect(abs(steps[59].standardError - variance.squareRoot()) <= 1e-12)
  }

  /// Law K9 for a settled filter. Catches: integrator weights left out of the variance.
  @Test func `The error of a random walk with a moving average has its closed form`() throws {
    let fit = try ARIMAModel(order: .init(p: 0, d: 1, q: 1)).fit(ClassicSeries.nile)
    let theta = fit.coefficients[0]
    for (step, forecast) in try fit.forecast(horizon: 12).enumerated() {
      let variance =
        fit.innovationVariance * (1 + Double(step) * (1 + theta) * (1 + theta))
      #expect(abs(forecast.standardError - variance.squareRoot()) <= 1e-9)
    }
  }

  /// Law K17. Catches: dependent columns let through.
  @Test func `A constant regressor is the mean, and a second one is refused`() throws {
    let ones = [Double](repeating: 3, count: 98)
    let plain = ARIMAModel(order: .init(p: 1, d: 0, q: 1))
    let series = ClassicSeries.lakeHuron
    let regression = try plain.fit(series, regressors: [ones])
    let mean = try ARIMAModel(order: .init(p: 1, d: 0, q: 1), mean: .constant).fit(series)
    #expect(abs(regression.logLikelihood - mean.logLikelihood) <= 1e-9)
    #expect(abs(3 * regression.regression[0] - mean.regression[0]) <= 1e-6)
    #expect(throws: ARIMAError.collinearRegressors) {
      try plain.fit(series, regressors: [ones, ones])
    }
    let integrated = ARIMAModel(order: .init(p: 1, d: 1, q: 0))
    #expect(throws: ARIMAError.collinearRegressors) {
      try integrated.fit(series, regressors: [ones])
    }
  }

  /// Catches: a regressor left out of the forecast.
  @Test func `Future regressors move the forecasts by their coefficients`() throws {
    let wave = (0..<98).map { Double($0 % 7) }
    let model = ARIMAModel(order: .init(p: 1, d: 1, q: 1))
    let fit = try model.fit(ClassicSeries.lakeHuron, regressors: [wave])
    let base = try fit.forecast(horizon: 4, regressors: [[0, 0, 0, 0]])
    let moved = try fit.forecast(horizon: 4, regressors: [[1, 0, -2, 10]])
    for (step, value) in [1.0, 0, -2, 10].enumerated() {
      #expect(abs(moved[step].mean - base[step].mean - value * fit.regression[0]) <= 1e-12)
      #expect(moved[step].standardError == base[step].standardError)
    }
    #expect(abs(fit.regression[0]) > 1e-4)
    var state = fit.state
    state.advance(580, regressors: [3])
    let whole = try model.fit(
      ClassicSeries.lakeHuron + [580], regressors: [wave + [3]],
      coefficients: fit.coefficients, regression: fit.regression)
    let means = try state.forecast(horizon: 3, regressors: [[1, 2, 3]]).map(\.mean)
    #expect(means == (try whole.forecast(horizon: 3, regressors: [[1, 2, 3]])).map(\.mean))
  }

  /// Law F14. Catches: R⁻¹ transposed.
  @Test func `Mixing the regressors changes no forecast`() throws {
    let time = (0..<103).map(Double.init)
    let square = time.map { ($0 - 50) * ($0 - 50) }
    let mixed = [
      zip(time, square).map { 2 * $0 + 1e4 * $1 }, zip(time, square).map { $0 - 1e4 * $1 },
    ]
    let model = ARIMAModel(order: .init(p: 1, d: 0, q: 1), mean: .constant)
    func forecasts(_ columns: [[Double]]) throws -> [PredictiveDistribution] {
      let fit = try model.fit(
        ClassicSeries.lakeHuron, regressors: columns.map { Array($0[..<98]) })
      return try fit.forecast(horizon: 5, regressors: columns.map { Array($0[98...]) })
    }
    for (left, right) in zip(try forecasts([time, square]), try forecasts(mixed)) {
      #expect(abs(left.mean - right.mean) <= 1e-6)
      #expect(abs(left.standardError - right.standardError) <= 1e-7)
    }
  }

  /// The variance of a sum by simulation-free algebra: adding the level's own difference.
  /// Catches: variances of the steps added as if the errors were independent.
  @Test func `The sum of a random walk's values has its closed form`() throws {
    let model = ARIMAModel(order: .init(p: 0, d: 1, q: 0))
    let fit = try model.fit(ClassicSeries.nile)
    let sum = try fit.state.sumForecast(horizon: 5)
    #expect(abs(sum.mean - 5 * ClassicSeries.nile[99]) <= 1e-9)
    // Σ k² for k = 1…5 is 55.
    #expect(abs(sum.standardError - (55 * fit.innovationVariance).squareRoot()) <= 1e-9)
  }

  /// Catches: a warm start ignored.
  @Test(arguments: models)
  func `A warm start reaches the same maximum in few evaluations`(model: ARIMAModel) throws {
    let fit = try model.fit(ClassicSeries.logAirline)
    let warm = ARIMAModel(
      order: model.order, mean: model.mean, starts: [.coefficients(fit.coefficients)])
    let again = try warm.fit(ClassicSeries.logAirline)
    #expect(abs(again.logLikelihood - fit.logLikelihood) <= 1e-8)
    // Next to a unit root the search creeps on along a flat ridge.
    guard fit.certificate.activeBounds.isEmpty else { return }
    // One value, two for each second derivative, and up to three steps.
    #expect(again.certificate.evaluations <= 2 * fit.coefficients.count + 4)
    #expect(again.certificate.evaluations < fit.certificate.evaluations)
    #expect(again.certificate.converged)
  }
}
