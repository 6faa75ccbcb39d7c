// SPDX-License-Identifier: GPL-3.0-or-later
//
// Residuals of fits with missing values, and fits that did not converge. "Catches" names the faults
// that were planted.

import Forecasting
import NumericKernels
import Testing

struct MissingDataResidualTests {
  private static let orders: [MissingDataFit.Orders] = [
    .init((0, 1, 1), seasonal: (0, 1, 1), season: 12), .init((1, 0, 1)), .init((2, 1, 0)),
  ]
  private static let gaps: Set = [0, 5, 57, 58, 59, 90]
  private static let gappy: [Double?] = ClassicSeries.logAirline.enumerated().map {
    gaps.contains($0) ? nil : $1
  }

  /// The complete fit is another implementation. Catches: zeros; values at the diffuse start kept.
  @Test(arguments: orders)
  func `Without gaps the residuals are the innovations`(orders: MissingDataFit.Orders) throws {
    let series = ClassicSeries.logAirline
    let fit = try MissingDataFit(observations: series, orders: orders)
    let model = ARIMAModel(
      order: .init(
        p: orders.autoregressive, d: orders.differences, q: orders.movingAverage,
        seasonalP: orders.seasonalAutoregressive, seasonalD: orders.seasonalDifferences,
        seasonalQ: orders.seasonalMovingAverage, period: orders.season))
    let own = fit.coefficients
    let complete = try model.fit(
      series,
      coefficients: own.autoregressive + own.movingAverage + own.seasonalAutoregressive
        + own.seasonalMovingAverage)
    #expect(fit.residuals.count == complete.innovations.count)
    for (one, other) in zip(fit.residuals, complete.innovations) {
      #expect(abs(one - other) < 1e-7)
    }
  }

  /// As a function of its last value the likelihood is a normal density about the forecast: three
  /// values give its middle. Catches: zeros; the state not moved over a gap; the regressors' part
  /// left in; values at the diffuse start kept.
  @Test(arguments: orders)
  func `With gaps each residual is the error of the forecast`(
    orders: MissingDataFit.Orders
  ) throws {
    let wave = (0..<144).map { Double($0 * 37 % 23) / 100 }
    let series = zip(Self.gappy, wave).map { value, wave in value.map { $0 + wave } }
    let fit = try MissingDataFit(observations: series, regressors: [wave], orders: orders)
    #expect(fit.residuals.count == fit.effectiveCount)
    #expect(fit.summary.residuals == fit.residuals)
    let observed = series.indices.filter { series[$0] != nil }.suffix(fit.effectiveCount)
    let places = Array(zip(observed, fit.residuals)).filter { $0.0 > 20 }
    for (time, residual) in places where time % 7 == 1 || (time - 1...time).contains(60) {
      let value = try #require(series[time])
      func likelihood(_ last: Double) throws -> Double {
        let found = MissingDataFit.likelihood(
          of: Array(series[..<time]) + [last], regressors: [Array(wave[...time])], orders: orders,
          coefficients: fit.coefficients)
        return try #require(found).logLikelihood
      }
      let (below, middle, above) = (
        try likelihood(value - 0.1), try likelihood(value), try likelihood(value + 0.1)
      )
      let slope = (above - below) / 0.2
      let curvature = (above - 2 * middle + below) / 0.01
      #expect(abs(slope / curvature - residual) < 1e-7)
    }
  }

  /// Short series on which the search creeps along a ridge. Catches: a fit returned whatever its
  /// certificate says.
  @Test func `A search that did not converge gives no fit`() throws {
    var refused = 0
    for seed in [64, 98, 127, 129] {
      var stream = RandomStream(seed: UInt64(seed), purpose: "gaps")
      let series: [Double?] = (0..<24).map { _ in
        let value = stream.normal()
        return stream.uniform() < 0.15 ? nil : value
      }
      let fit = try MissingDataFit(observations: series, orders: .init((1, 0, 2)))
      let certificate = try #require(fit.certificate)
      if certificate.converged || !certificate.activeBounds.isEmpty {
        #expect(try fit.converged() == fit)
        continue
      }
      refused += 1
      let error = #expect(throws: FitError.self) { try fit.converged() }
      guard case .notConverged = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
    }
    #expect(refused > 0)
  }
}
