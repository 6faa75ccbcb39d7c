// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule
import Testing

/// The log variances of a likelihood whose first one is given.
private func states(
  _ response: [Double], _ orders: (p: Int, o: Int, q: Int), _ parameters: [Double], start: Double
) -> [Double] {
  likelihood(response, orders, start: start).variances(parameters).map { .log($0) }
}

private func likelihood(
  _ response: [Double], _ orders: (p: Int, o: Int, q: Int), start: Double
) -> VarianceLikelihood {
  VarianceLikelihood(
    response: response, regressors: [],
    recursion: VarianceRecursion(
      form: .exponential, shockOrder: orders.p, asymmetryOrder: orders.o, stateOrder: orders.q,
      start: .given(start)), family: .normal)
}

struct LyapunovExponentTests {
  /// Catches: a sign lost in |∂u/∂u|; one transfer too many; lags in the wrong order.
  @Test(arguments: [
    ((p: 1, o: 1, q: 1), [0.01, 0.2, -0.1, 0.95], 1e-6),
    ((p: 1, o: 1, q: 1), [0.01, -0.1, -0.1, 0.98], 1e-6),
    ((p: 2, o: 1, q: 2), [0.01, 0.1, 0.05, -0.1, 0.3, 0.65], 0.02),
  ])
  func `The exponent is the rate at which a change of the start dies out`(
    orders: (p: Int, o: Int, q: Int), parameters: [Double], tolerance: Double
  ) throws {
    var stream = RandomStream(seed: 9, purpose: "lyapunov exponent")
    let response = (0..<60).map { _ in stream.normal() }
    let change = 1e-5
    let (low, high) = (
      states(response, orders, parameters, start: 0.1 - change),
      states(response, orders, parameters, start: 0.1 + change)
    )
    let last = response.count - 1
    let growth = abs(high[last] - low[last]) / abs(high[0] - low[0])
    let found = try #require(
      likelihood(response, orders, start: 0.1).curvature(parameters)?.lyapunovExponent)
    #expect(abs(found - .log(growth) / Double(last)) < tolerance)
  }
}
