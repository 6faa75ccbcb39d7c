// SPDX-License-Identifier: GPL-3.0-or-later
//
// Volatility models at given parameters, and fits that did not converge. "Catches" names the faults
// that were planted.

import Forecasting
import NumericKernels
import Testing

struct GARCHGivenTests {
  /// Returns with a variance that follows its past, and fewer than a power of two in size.
  private static let returns: [Double] = {
    var stream = RandomStream(seed: 11, purpose: "given parameters")
    var variance = 1.0
    return (0..<700).map { _ in
      let error = variance.squareRoot() * stream.normal()
      variance = 0.05 + (error < 0 ? 0.16 : 0.06) * error * error + 0.84 * variance
      return 0.013 * error + 0.0004
    }
  }()

  private static let models: [GARCH] = [
    GARCH(.garch), GARCH(.garch, p: 2, q: 1, family: .generalisedError),
    GARCH(.gjr, mean: .autoregressive, family: .skewStudent, start: .fcp),
    GARCH(.gjr, mean: .zero, start: .first), GARCH(.egarch, family: .student),
    GARCH(.egarch, mean: .autoregressive, start: .first),
    GARCH(.egarch, mean: .zero, family: .fernandezSteel, start: .fcp),
  ]

  /// Bit for bit. Catches: parameters that go through the scale of the search.
  @Test(arguments: models)
  func `The parameters of a fit give its forecasts again`(model: GARCH) throws {
    let fit = try model.estimate(Self.returns).converged()
    let again = try model.evaluated(Self.returns, parameters: fit.parameters)
    #expect(again.parameters == fit.parameters)
    #expect(again.presampleState == fit.presampleState)
    for step in 1...20 {
      // An ω near zero loses digits where the scale is added and taken off again.
      var moved = fit.parameters.map { $0 * (1 - 1e-2 * Double(step)) }
      let omega = try #require(model.parameterNames.firstIndex(of: "omega"))
      moved[omega] = 1e-5 * Double(step) / 7
      #expect(try model.evaluated(Self.returns, parameters: moved).parameters == moved)
    }
    let history = Self.returns[...]
    let (first, second) = (
      fit.state(after: history).varianceForecast(horizon: 12),
      again.state(after: history).varianceForecast(horizon: 12)
    )
    #expect(first == second)
    #expect(
      fit.forecast(horizon: 12, after: history) == again.forecast(horizon: 12, after: history))
    // The likelihood of a fit is that of the point before the last, unseen step.
    #expect(abs(again.logLikelihood - fit.logLikelihood) < 1e-8)
  }

  /// Catches: given parameters taken for estimates.
  @Test(arguments: models)
  func `Given parameters have no standard errors and no certificate`(model: GARCH) throws {
    let fit = try model.estimate(Self.returns)
    let given = try model.evaluated(Self.returns, parameters: fit.parameters)
    #expect(fit.isEstimated && !given.isEstimated)
    #expect(given.covariance(.robust) == nil && given.covariance(.hessian) == nil)
    #expect(given.summary.certificate == nil)
    #expect(given.summary.parameters.allSatisfy { $0.standardError == nil })
    #expect(fit.summary.certificate?.converged == true)
  }

  /// Catches: a check of the first coefficients alone; γ checked against another number than −α.
  @Test(arguments: [
    (GARCH(.garch), "alpha[1]", -0.01), (GARCH(.garch), "beta[1]", -0.01),
    (GARCH(.garch), "omega", -1e-9), (GARCH(.gjr), "gamma[1]", -0.5),
    (GARCH(.garch, family: .student), "nu", 1.5), (GARCH(.egarch), "omega", .infinity),
    (GARCH(.garch), "mu", .nan),
  ])
  func `A parameter out of its range is named`(model: GARCH, name: String, value: Double) throws {
    var parameters = try model.estimate(Self.returns).parameters
    let index = try #require(model.parameterNames.firstIndex(of: name))
    parameters[index] = value
    let error = #expect(throws: FitError.self) {
      try model.evaluated(Self.returns, parameters: parameters)
    }
    guard case .parameterOutOfRange(let named, _, _) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(named == name)
  }

  /// Where the variance does not change, nothing tells the coefficients apart. Catches: a fit
  /// returned whatever its certificate says.
  @Test func `A search that did not converge gives no fit`() throws {
    let model = GARCH(.egarch, mean: .autoregressive)
    var refused = 0
    for seed in 0..<24 {
      var stream = RandomStream(seed: UInt64(seed), purpose: "noise")
      let noise = (0..<100).map { _ in stream.normal() }
      let fit = try model.estimate(noise)
      if fit.certificate.hasConverged {
        _ = try model.fit(noise)
        continue
      }
      refused += 1
      let error = #expect(throws: FitError.self) { try model.fit(noise) }
      guard case .notConverged = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
    }
    #expect(refused > 0)
  }
}
