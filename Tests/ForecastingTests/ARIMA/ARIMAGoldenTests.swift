// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fits of classic series. "Polished" numbers are maxima that an independent likelihood was driven
// to at a relative step below 10⁻¹³; the others are printed by R's arima, whose search stops some
// five digits in and whose differenced likelihood has a large finite prior variance.

import Forecasting
import NumericKernels
import Testing

struct ARIMAGoldenTests {
  private static let airline = ARIMAModel(
    order: .init(p: 0, d: 1, q: 1, seasonalD: 1, seasonalQ: 1, period: 12))

  /// Polished. Catches: the seasonal difference taken with the wrong weights; a divisor of σ².
  @Test func `The airline model has its polished maximum`() throws {
    let fit = try Self.airline.fit(ClassicSeries.logAirline)
    let values = [-0.4018231287205001, -0.5569365024159804, 0.0013480989944977223]
    let errors = [0.08964465178725729, 0.07310510033487967, 0.0001672020860303813]
    for (index, parameter) in fit.parameters.enumerated() {
      #expect(abs(parameter.value / values[index] - 1) <= 1e-10)
      let error = try #require(parameter.standardError)
      #expect(abs(error / errors[index] - 1) <= 1e-6)
    }
    #expect(abs(fit.logLikelihood - 244.69648683286084) <= 1e-10)
    #expect(abs(fit.aic + 483.3929736657217) <= 1e-9)
    #expect(abs(fit.bic + 474.7673816961182) <= 1e-9)
    #expect(abs((fit.aicc ?? 0) + 483.2039972877689) <= 1e-9)
    #expect(abs(fit.hqic + 479.8880101846132) <= 1e-9)
    #expect(fit.effectiveCount == 131 && fit.freeParameterCount == 3)
    let covariance = try #require(fit.covariance)
    #expect(abs(covariance[0][1] / -0.0007253692671776916 - 1) <= 1e-5)
    #expect(abs(covariance[1][2] / 1.0584950164994595e-06 - 1) <= 1e-5)
    #expect(fit.certificate.converged && fit.certificate.activeBounds.isEmpty)
  }

  /// Polished. Catches: a difference undone with the wrong lag; the variance a step late.
  @Test func `The airline model has its polished forecasts`() throws {
    let steps = try Self.airline.fit(ClassicSeries.logAirline).forecast(horizon: 24)
    let means = [
      (0, 6.110185595969271), (1, 6.0537748419069874), (6, 6.5072938933573266),
      (11, 6.1680243644775), (12, 6.206434478157851), (23, 6.264273246666081),
    ]
    let errors = [
      (0, 0.03671649639592606), (1, 0.04278401781899106), (11, 0.08157317519977192),
      (12, 0.09008758062425759), (23, 0.1384389062373502),
    ]
    for (step, mean) in means { #expect(abs(steps[step].mean - mean) <= 1e-11) }
    for (step, error) in errors {
      #expect(abs(steps[step].standardError / error - 1) <= 1e-10)
    }
  }

  /// Polished. Catches: σ² of the likelihood at given parameters replaced by its maximum.
  @Test(arguments: [
    ([-0.40029052936347287, -0.5072342622337476], 0.0014504869540701954, 244.3482856476609),
    ([-0.42469627882210187, -0.5678280479190663], 0.0013040091258904032, 244.61294247200982),
  ])
  func `The likelihood at given parameters is the polished one`(
    coefficients: [Double], variance: Double, expected: Double
  ) throws {
    let differences = differenced(differenced(ClassicSeries.logAirline, 1), 12)
    let likelihood = ARMALikelihood(
      order: Self.airline.order.arma, series: differences)
    let value = try #require(
      likelihood.value(at: coefficients, regression: [], innovationVariance: variance))
    #expect(abs(value / expected - 1) <= 1e-12)
  }

  /// Polished; a peer's default search stops 1.08 units short.
  @Test func `The Nile's mixed model has its polished maximum`() throws {
    let model = ARIMAModel(order: .init(p: 1, d: 0, q: 1), mean: .constant)
    let fit = try model.fit(ClassicSeries.nile)
    let values = [
      127.94622818489617, 0.8610329368730336, -0.5176787514448622, 19891.69329292256,
    ]
    let errors = [
      98.22079613451668, 0.10674921214319388, 0.19078733689217225, 2813.652514963509,
    ]
    for (index, parameter) in fit.parameters.enumerated() {
      #expect(abs(parameter.value / values[index] - 1) <= 1e-9)
      let error = try #require(parameter.standardError)
      #expect(abs(error / errors[index] - 1) <= 1e-5)
    }
    #expect(abs(fit.logLikelihood + 637.0387845333155) <= 1e-9)
    #expect(fit.parameters.map(\.name) == ["intercept", "ar1", "ma1", "variance"])
    #expect(fit.certificate.startDisagreement <= 1e-3)
    let steps = try fit.forecast(horizon: 10)
    #expect(abs(steps[0].mean - 800.3650338271557) <= 1e-6)
    #expect(abs(steps[9].standardError / 168.36184230202582 - 1) <= 1e-9)
  }

  /// R. Catches: the constant left out of the likelihood.
  @Test func `The hormone series has its printed autoregressions`() throws {
    let first = try ARIMAModel(order: .init(p: 1, d: 0, q: 0), mean: .constant)
      .fit(ClassicSeries.hormone)
    #expect(abs(first.coefficients[0] - 0.573929601) <= 1e-4)
    #expect(abs((first.processMean?.value ?? 0) - 2.413287958) <= 1e-4)
    #expect(abs(first.innovationVariance - 0.197489515) <= 1e-5)
    #expect(abs(first.logLikelihood + 29.3791623874) <= 1e-7)
    let third = try ARIMAModel(order: .init(p: 3, d: 0, q: 0), mean: .constant)
      .fit(ClassicSeries.hormone)
    for (value, expected) in zip(third.coefficients, [0.644801717, -0.063373529, -0.219806192]) {
      #expect(abs(value - expected) <= 2e-4)
    }
    #expect(abs(third.logLikelihood + 27.092411066) <= 1e-6)
  }

  /// R. Catches: a regressor left out of the forecast; standard errors without the regression.
  @Test func `Lake Huron has its printed models`() throws {
    let years = (0..<98).map { Double($0) - 45 }
    let trend = try ARIMAModel(order: .init(p: 2, d: 0, q: 0), mean: .constant)
      .fit(ClassicSeries.lakeHuron, regressors: [years])
    #expect(abs(trend.logLikelihood + 101.198267322) <= 1e-6)
    #expect(abs(trend.coefficients[0] - 1.004803744) <= 1e-4)
    #expect(abs(trend.coefficients[1] + 0.291319822) <= 1e-4)
    #expect(abs((trend.processMean?.value ?? 0) - 579.099344821) <= 1e-3)
    #expect(abs(trend.regression[1] + 0.021568828) <= 1e-5)
    let errors = trend.parameters.map { $0.standardError ?? .nan }
    #expect(abs((trend.processMean?.standardError ?? 0) / 0.2369988 - 1) <= 1e-3)
    for (index, expected) in [(1, 0.0080988), (2, 0.0976112), (3, 0.1003652)] {
      #expect(abs(errors[index] / expected - 1) <= 1e-3)
    }
    let mean = try ARIMAModel(order: .init(p: 2, d: 0, q: 0), mean: .constant)
      .fit(ClassicSeries.lakeHuron)
    #expect(abs(mean.logLikelihood + 103.633222554) <= 1e-6)
    let mixed = try ARIMAModel(order: .init(p: 1, d: 0, q: 1), mean: .constant)
      .fit(ClassicSeries.lakeHuron)
    #expect(abs(mixed.logLikelihood + 103.245260626) <= 1e-6)
  }

  /// R, and the exact diffuse likelihood of the local level printed beside it. Catches: levels in
  /// place of differences.
  @Test func `The Nile's local level has its printed likelihood`() throws {
    let fit = try ARIMAModel(order: .init(p: 0, d: 1, q: 1)).fit(ClassicSeries.nile)
    #expect(abs(fit.logLikelihood + 632.5456251) <= 1e-6)
    #expect(abs(fit.coefficients[0] + 0.732942578) <= 1e-4)
    #expect(abs(fit.innovationVariance / 20599.8668081 - 1) <= 1e-4)
  }
}

/// The series less itself a lag earlier.
func differenced(_ series: [Double], _ lag: Int) -> [Double] {
  (lag..<series.count).map { series[$0] - series[$0 - lag] }
}
