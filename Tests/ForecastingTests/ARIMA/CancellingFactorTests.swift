// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import Testing

/// Maxima of mixed models of noise, where factors of both polynomials all but cancel.
struct CancellingFactorTests {
  private static func noise(_ seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "cancelling factors")
    return (0..<250).map { _ in stream.normal() }
  }

  private static func likelihood(
    _ series: [Double], p: Int, q: Int, _ starts: [ARIMAModel.Start]?
  ) throws -> Double {
    let model = ARIMAModel(order: ARIMAOrder(p: p, d: 0, q: q), starts: starts)
    return try model.fit(series).logLikelihood
  }

  /// Maxima on the unit circle are left out: of 30 series two have one that the usual starts miss,
  /// by 0.09 and 0.23.
  ///
  /// Catches: no starts from factors that cancel; a moving-average factor with the wrong sign; one
  /// passed over that promises enough; a later search given up that would lead higher.
  @Test(arguments: 1...30)
  func `No start from a grid of factors leads higher than the usual ones`(seed: Int) throws {
    let series = Self.noise(UInt64(seed))
    let usual = try Self.likelihood(series, p: 1, q: 1, nil)
    for root in [-0.97, -0.9, -0.7, -0.4, 0.4, 0.7, 0.9, 0.97] {
      for difference in [-0.08, 0.08] where abs(root + difference) < 0.99 {
        let start = ARIMAModel.Start.coefficients([root + difference, -root])
        let fit = try ARIMAModel(order: ARIMAOrder(p: 1, d: 0, q: 1), starts: [start]).fit(series)
        guard fit.certificate.smallestRootModulus ?? .infinity > 1.001 else { continue }
        #expect(fit.logLikelihood <= usual + 1e-6)
      }
    }
  }

  /// Catches: pairs of factors left out; one with the wrong sign; one passed over.
  @Test func `Factors at one frequency find what the other starts miss`() throws {
    let others: [ARIMAModel.Start] = [.hannanRissanen, .persistent, .zero, .autoregression]
    let gains = try (1...20).map { seed in
      let series = Self.noise(UInt64(100 + seed))
      return try Self.likelihood(series, p: 2, q: 2, others + [.cancellingFactors])
        - Self.likelihood(series, p: 2, q: 2, others)
    }
    #expect(gains.allSatisfy { $0 >= -1e-6 })
    #expect(gains.count { $0 > 0.1 } >= 5)
  }
}
