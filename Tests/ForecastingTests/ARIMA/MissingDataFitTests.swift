// SPDX-License-Identifier: GPL-3.0-or-later
//
// Known numbers and laws of the fit with missing values. "Catches" names the faults that were
// planted.

import Forecasting
import NumericKernels
import Testing

struct MissingDataFitTests {
  private static let airline = MissingDataFit.Orders((0, 1, 1), seasonal: (0, 1, 1), season: 12)
  private static let gappy: [Double?] = ClassicSeries.airline.enumerated().map { step, value in
    [20, 21, 57, 90].contains(step) ? nil : PortableMath.log(value)
  }

  /// θ, Θ and σ² with the likelihood of an independent program; the first is its maximum.
  private static let known: [(parameters: [Double], logLikelihood: Double)] = [
    ([-0.40713207169393595, -0.5634894354613714, 0.0013575506323893825], 235.57175635392238),
    ([-0.4236252300588665, -0.5272570858215267, 0.0013930846009649227], 235.43308077879982),
    ([-0.4346855567266772, -0.5389911329377637, 0.0012336475743152007], 235.14640695585788),
    ([-0.38067860993574193, -0.5839671010070355, 0.00141150670038916], 235.4460091496451),
  ]

  /// Catches: values at missing places filtered as zero; ln 2π for diffuse observations.
  @Test func `The airline model with gaps has its known likelihood`() throws {
    for point in Self.known {
      let value = MissingDataFit.likelihood(
        of: Self.gappy, orders: Self.airline,
        coefficients: .init(
          movingAverage: [point.parameters[0]], seasonalMovingAverage: [point.parameters[1]],
          innovationVariance: point.parameters[2]))
      let found = try #require(value).logLikelihood
      #expect(abs(found - point.logLikelihood) < 1e-9 * abs(point.logLikelihood))
    }
  }

  /// Catches: a search that ends early; divisor n − 1 for σ²; a horizon that is one off.
  @Test func `The airline model with gaps reaches its known maximum`() throws {
    let fit = try MissingDataFit(observations: Self.gappy, orders: Self.airline)
    let best = Self.known[0]
    #expect(fit.certificate?.converged == true)
    #expect(fit.logLikelihood > best.logLikelihood - 1e-7)
    #expect(abs(fit.coefficients.movingAverage[0] - best.parameters[0]) < 1e-5)
    #expect(abs(fit.coefficients.seasonalMovingAverage[0] - best.parameters[1]) < 1e-5)
    #expect(abs(fit.coefficients.innovationVariance - best.parameters[2]) < 1e-8)
    #expect(fit.effectiveCount == 127 && fit.freeParameterCount == 3)
    let errors = try #require(fit.standardErrors())
    let known = [0.08914623956153955, 0.0728963409642635, 0.00017089493506435764]
    #expect(errors.count == 3)
    #expect(zip(errors, known).allSatisfy { abs($0 / $1 - 1) < 1e-4 })
    let steps = fit.forecast(horizon: 24)
    #expect(abs(steps[0].mean - 6.110323144759317) < 1e-6)
    #expect(abs(steps[0].standardError - 0.03684501515217942) < 1e-6)
    #expect(abs(steps[23].mean - 6.264860698141707) < 1e-5)
    #expect(abs(steps[23].standardError - 0.13739091991017569) < 1e-6)
  }

  /// Catches: regressors left out of the forecast; a mean reported as the intercept.
  @Test func `A planted regression and intercept are found`() throws {
    var stream = RandomStream(seed: 4, purpose: "planted regression")
    let waves = (0..<260).map { Double(($0 * 37) % 23) / 10 }
    let trend = (0..<260).map { Double(($0 * 11) % 7) }
    var noise = 0.0
    var level = 50.0
    let values: [Double?] = (0..<260).map { step in
      noise = 0.6 * noise + stream.normal() * 0.05
      level += 0.3 + noise
      let value = level + 2 * waves[step] - 0.5 * trend[step]
      return step % 9 == 4 || (100..<108).contains(step) ? nil : value
    }
    let orders = MissingDataFit.Orders((1, 1, 0))
    let seen = 240
    let fit = try MissingDataFit(
      observations: Array(values[..<seen]), regressors: [waves, trend].map { Array($0[..<seen]) },
      orders: orders, includesIntercept: true)
    #expect(abs(fit.coefficients.regression[0] - 2) < 0.02)
    #expect(abs(fit.coefficients.regression[1] + 0.5) < 0.02)
    #expect(abs(fit.coefficients.autoregressive[0] - 0.6) < 0.2)
    #expect(abs(fit.coefficients.intercept / (1 - fit.coefficients.autoregressive[0]) - 0.3) < 0.05)
    let at = MissingDataFit.likelihood(
      of: Array(values[..<seen]), regressors: [waves, trend].map { Array($0[..<seen]) },
      orders: orders, coefficients: fit.coefficients)
    #expect(abs(try #require(at).logLikelihood - fit.logLikelihood) < 1e-8)
    let steps = fit.forecast(
      horizon: 20, regressors: [waves, trend].map { Array($0[seen...]) })
    for (step, value) in values[seen...].enumerated() {
      guard let value else { continue }
      #expect(abs(value - steps[step].mean) < 5 * steps[step].standardError)
    }
  }

  /// No other coefficients near by do better. Catches: divisor n − 1 for σ²; a search that ends
  /// early; a mean reported as the intercept.
  @Test func `The fit is a maximum in every direction`() throws {
    let orders = MissingDataFit.Orders((1, 0, 1))
    let series: [Double?] = Self.gappy.prefix(80).enumerated().map { step, value in
      value.map { $0 - 0.01 * Double(step) }
    }
    let fit = try MissingDataFit(observations: series, orders: orders, includesIntercept: true)
    func value(_ coefficients: MissingDataFit.Coefficients) -> Double {
      MissingDataFit.likelihood(of: series, orders: orders, coefficients: coefficients)?
        .logLikelihood ?? -.infinity
    }
    #expect(abs(value(fit.coefficients) - fit.logLikelihood) < 1e-9)
    for factor in [0.99, 1.01] {
      var moved = [fit.coefficients, fit.coefficients, fit.coefficients, fit.coefficients]
      moved[0].autoregressive[0] *= factor
      moved[1].movingAverage[0] *= factor
      moved[2].intercept *= factor
      moved[3].innovationVariance *= factor
      for coefficients in moved { #expect(value(coefficients) < fit.logLikelihood) }
    }
  }

  /// Catches: the variance of the maximum in place of the given one; coefficients in another order;
  /// an intercept taken for a mean; standard errors of what nobody has estimated.
  @Test(arguments: [false, true])
  func `Given coefficients have the likelihood and the forecasts of the fit`(
    hasIntercept: Bool
  ) throws {
    let wave = Self.gappy.indices.map { Double($0 % 5) }
    let orders = MissingDataFit.Orders((1, 1, 1), seasonal: (0, 0, 1), season: 12)
    let fit = try MissingDataFit(
      observations: Self.gappy, regressors: [wave], orders: orders,
      includesIntercept: hasIntercept)
    let given = try MissingDataFit(
      observations: Self.gappy, regressors: [wave], orders: orders,
      includesIntercept: hasIntercept, at: fit.coefficients)
    #expect(abs(given.logLikelihood - fit.logLikelihood) < 1e-9)
    #expect(given.effectiveCount == fit.effectiveCount)
    #expect(given.freeParameterCount == fit.freeParameterCount)
    let next = [[1.0, 2, 3]]
    #expect(
      given.forecast(horizon: 3, regressors: next) == fit.forecast(horizon: 3, regressors: next))
    #expect(given.certificate == nil && given.standardErrors() == nil)
    #expect(given.summary.parameters.map(\.value) == fit.summary.parameters.map(\.value))
    var wider = fit.coefficients
    wider.innovationVariance *= 1.5
    let wide = try MissingDataFit(
      observations: Self.gappy, regressors: [wave], orders: orders,
      includesIntercept: hasIntercept, at: wider)
    #expect(wide.logLikelihood < fit.logLikelihood - 1)
    wider.innovationVariance = 0
    #expect(throws: FitError.self) {
      try MissingDataFit(
        observations: Self.gappy, regressors: [wave], orders: orders,
        includesIntercept: hasIntercept, at: wider)
    }
  }

  /// A local maximum lies at 124.3786; the known one is that of an independent program.
  /// Catches: the last start kept.
  @Test func `The better of two maxima is found`() throws {
    let fit = try MissingDataFit(
      observations: ClassicSeries.airline.map { PortableMath.log($0) }, orders: .init((2, 1, 1)))
    #expect(fit.certificate?.converged == true)
    #expect(abs(fit.logLikelihood - 129.73175518833352) < 1e-7)
    #expect(abs(fit.coefficients.movingAverage[0] - -0.8303256816699152) < 1e-5)
  }

  /// Catches: the season left out of the power of time.
  @Test(arguments: [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (2, 1)])
  func `The intercept is the constant of the differenced equation`(
    differences: (ordinary: Int, seasonal: Int)
  ) throws {
    let orders = MissingDataFit.Orders(
      (1, differences.ordinary, 0), seasonal: (1, differences.seasonal, 0), season: 4)
    let series = ClassicSeries.airline.map { 0.1 * $0 }
    var steps = series
    for _ in 0..<differences.ordinary { steps = zip(steps.dropFirst(), steps).map { $0 - $1 } }
    for _ in 0..<differences.seasonal { steps = zip(steps.dropFirst(4), steps).map { $0 - $1 } }
    var coefficients = MissingDataFit.Coefficients(
      autoregressive: [0.5], seasonalAutoregressive: [0.3], innovationVariance: 9)
    let plain = steps.map { $0 - 0.7 / (0.5 * 0.7) }
    let truth = MissingDataFit.likelihood(
      of: plain, orders: .init((1, 0, 0), seasonal: (1, 0, 0), season: 4),
      coefficients: coefficients)
    coefficients.intercept = 0.7
    let value = MissingDataFit.likelihood(of: series, orders: orders, coefficients: coefficients)
    let (found, expected) = (try #require(value), try #require(truth))
    #expect(abs(found.logLikelihood - expected.logLikelihood) < 1e-7)
  }

  /// Catches: bad values that reach the filter.
  @Test func `Bad input is told`() {
    let orders = MissingDataFit.Orders((1, 0, 0))
    #expect(throws: FitError.notFinite(position: 1, value: .infinity)) {
      try MissingDataFit(observations: [1, .infinity, 2, 3, 4, 5], orders: orders)
    }
    #expect(throws: FitError.tooFewObservations(needed: 3, have: 1)) {
      try MissingDataFit(observations: [1, nil, nil], orders: orders)
    }
    #expect(throws: FitError.self) {
      try MissingDataFit(observations: [2, 2, 2, nil, 2, 2, 2], orders: .init((0, 1, 0)))
    }
    let column = (0..<12).map(Double.init)
    let series: [Double?] = column.map { $0 * $0 }
    #expect(throws: FitError.self) {
      try MissingDataFit(observations: series, regressors: [column, column], orders: orders)
    }
  }
}
