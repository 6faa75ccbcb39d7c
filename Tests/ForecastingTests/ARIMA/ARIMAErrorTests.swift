// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import Testing

struct ARIMAErrorTests {
  private static let model = ARIMAModel(order: .init(p: 1, d: 1, q: 1), mean: .constant)

  /// Catches: a constant or straight series fitted with a variance of rounding errors.
  @Test(arguments: [0.0, 0.1, 1e6])
  func `A series without movement has no fit`(level: Double) {
    #expect(throws: ARIMAError.constantSeries) {
      try Self.model.fit([Double](repeating: level, count: 50))
    }
    #expect(throws: ARIMAError.constantSeries) {
      try Self.model.fit((0..<50).map { level + 0.1 * Double($0) })
    }
  }

  @Test func `Short, long-seasoned and broken series are refused`() {
    #expect(throws: ARIMAError.tooFewObservations(needed: 7, have: 6)) {
      try Self.model.fit([1, 2, 1, 2, 3, 1])
    }
    let seasonal = ARIMAModel(order: .init(p: 0, d: 0, q: 0, seasonalP: 1, period: 12))
    #expect(throws: ARIMAError.seasonLongerThanData(period: 12, observations: 12)) {
      try seasonal.fit((0..<12).map { Double($0 % 5) })
    }
    var series = ClassicSeries.nile
    series[7] = .nan
    #expect(throws: ARIMAError.self) { try Self.model.fit(series) }
    series[7] = 1e101
    #expect(throws: ARIMAError.notFinite(position: 7, value: 1e101)) {
      try Self.model.fit(series)
    }
  }

  @Test func `Regressors are checked in the sample and beyond`() throws {
    let series = ClassicSeries.nile
    let time = (0..<100).map { Double($0 * $0) }
    #expect(throws: ARIMAError.regressorLength(regressor: 0, needed: 100, have: 99)) {
      try Self.model.fit(series, regressors: [Array(time.dropLast())])
    }
    var broken = time
    broken[3] = .infinity
    #expect(
      throws: ARIMAError.regressorNotFinite(regressor: 0, position: 3, value: .infinity)
    ) {
      try Self.model.fit(series, regressors: [broken])
    }
    let fit = try Self.model.fit(series, regressors: [time])
    #expect(throws: ARIMAError.regressorCount(needed: 1, have: 0)) {
      try fit.forecast(horizon: 2)
    }
    #expect(throws: ARIMAError.regressorLength(regressor: 0, needed: 2, have: 1)) {
      try fit.forecast(horizon: 2, regressors: [[1]])
    }
  }

  /// An over-differenced series has its maximum at a unit root: the certificate says so.
  /// Catches: a certificate that never tells.
  @Test func `A unit root of the moving average is an active bound`() throws {
    var stream = RandomStream(seed: 4, purpose: "over-differenced noise")
    let noise = (0..<200).map { _ in stream.normal() }
    let fit = try ARIMAModel(order: .init(p: 0, d: 1, q: 1)).fit(noise)
    #expect(fit.certificate.activeBounds == [.movingAverage])
    #expect((fit.certificate.smallestRootModulus ?? 2) < 1.001)
    let sound = try ARIMAModel(order: .init(p: 1, d: 0, q: 0)).fit(noise)
    #expect(sound.certificate.activeBounds.isEmpty && sound.certificate.converged)
  }

  /// (1 − 0.5x)(1 + 0.25x)(1 − 0.8x): roots 2, −4 and 1.25.
  @Test func `The certificate has the moduli of the roots`() throws {
    let model = ARIMAModel(order: .init(p: 3, d: 0, q: 0))
    let fit = try model.fit(ClassicSeries.nile, coefficients: [1.05, -0.075, -0.1])
    let moduli = fit.certificate.rootModuli(.autoregressive)
    for (value, expected) in zip(moduli, [1.25, 2, 4]) { #expect(abs(value - expected) <= 1e-12) }
    #expect(moduli.count == 3 && !fit.certificate.converged)
  }
}

struct ARIMAForecasterTests {
  /// Catches: the history filtered after the sample instead of in its place.
  @Test func `The forecaster's contract gives the fit's forecasts`() throws {
    let model = ARIMAModel(
      order: .init(p: 0, d: 1, q: 1, seasonalD: 1, seasonalQ: 1, period: 12))
    let forecaster = ARIMAForecaster(model)
    #expect(forecaster.specification == "arima(0,1,1)(0,1,1)[12];mean=none")
    let series = ClassicSeries.logAirline
    let fitted = try forecaster.fit(series)
    let fit = try model.fit(series)
    #expect(try fit.forecast(horizon: 12) == fitted.forecast(horizon: 12, after: series[...]))
    #expect(
      try fit.state.sumForecast(horizon: 6) == fitted.sumForecast(horizon: 6, after: series[...]))
    #expect(fitted.summary.logLikelihood == fit.logLikelihood)
    #expect(fitted.summary.bic == fit.bic && fitted.summary.aicc == fit.aicc)
    #expect(throws: FitError.self) { try forecaster.fit([Double](repeating: 2, count: 90)) }
  }
}
