// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct ARMAFilterTests {
  /// Catches: the regime of the settled gain entered without its limit.
  @Test(arguments: ARMACase.all)
  func `One observation at a time gives the likelihood's innovations`(model: ARMACase) throws {
    let series = ARMACase.noise(300)
    let likelihood = ARMALikelihood(order: model.order, series: series)
    _ = try #require(likelihood.value(at: model.coefficients))
    var filter = try #require(ARMAFilter(order: model.order, coefficients: model.coefficients))
    var worst = 0.0
    for (time, value) in series.enumerated() {
      worst = max(worst, abs(filter.variance - likelihood.variances[time]))
      worst = max(worst, abs(filter.advance(value) - likelihood.innovations[time]))
    }
    #expect(worst <= 1e-11)
  }

  /// Law K4, by the variance of the process and the start. Catches: γ₀ without ψ.
  @Test(arguments: ARMACase.all)
  func `The start has the variance of the process`(model: ARMACase) throws {
    let filter = try #require(ARMAFilter(order: model.order, coefficients: model.coefficients))
    let variance = model.autocovariances(1)[0]
    #expect(abs(filter.variance - variance) <= 1e-12 * variance)
    #expect(filter.prediction == 0)
  }

  /// Law K9: once the gain has settled its responses are the moving-average weights.
  @Test func `The settled responses are the moving-average weights`() throws {
    let order = SeasonalARMAOrder(p: 2, q: 1)
    var filter = try #require(ARMAFilter(order: order, coefficients: [1.0, -0.25, 0.5]))
    for value in ARMACase.noise(200) { filter.advance(value) }
    #expect(filter.isSettled)
    // Printed weights of AR(1, −0.25), MA(0.5).
    let expected = [1, 1.5, 1.25, 0.875, 0.5625, 0.34375, 0.203125]
    #expect(filter.impulseResponse(count: 7) == expected)
  }

  @Test func `An explosive autoregression has no filter`() {
    #expect(ARMAFilter(order: .init(p: 1, q: 0), coefficients: [1]) == nil)
  }
}
