// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct AutocorrelationTests {
  @Test func `All lags at once are the lags one by one`() {
    let sample = referenceSample(200)
    let together = autocorrelations(sample, maximumLag: 30)
    let single = (1...30).map { autocorrelation(sample, lag: $0) ?? .infinity }
    #expect(worstError(together, single, floor: 1) <= 1e-14)
  }

  /// Catches: n for n + 2; n for n − k; Student's law in place of chi-square.
  @Test func `Ljung and Box's statistic agrees with another implementation`() {
    let rows = InferenceReference.series
    let tests = rows.map {
      HypothesisTest.ljungBox(referenceSample(Int($0[0])), maximumLag: Int($0[1]))
    }
    #expect(worstError(tests.map(\.statistic), rows.map { $0[2] }, floor: 0) <= 1e-12)
    // The p-value of a statistic of 1100 moves by 550 times the relative error of the statistic.
    #expect(worstError(tests.map(\.pValue), rows.map { $0[3] }, floor: 1e-300) <= 1e-9)
    #expect(tests.map(\.degreesOfFreedom) == rows.map { $0[1] })
    let fitted = HypothesisTest.ljungBox(referenceSample(50), maximumLag: 5, fittedParameters: 2)
    #expect(fitted.degreesOfFreedom == 3 && fitted.statistic == tests[0].statistic)
  }

  @Test func `Ljung and Box's p-values are uniform for independent values`() {
    let result = uniformity(seeds: 1000, "independent series") { stream in
      HypothesisTest.ljungBox(stream.normals(400), maximumLag: 10).pValue
    }
    #expect(result > uniformityLevel)
  }

  @Test func `An autocorrelation of a fifth is found in 500 values`() {
    let found = power(seeds: 400, "correlated series") { stream in
      HypothesisTest.ljungBox(stream.autoregression(0.2, 500), maximumLag: 10).pValue
    }
    #expect(found > 0.7)
  }
}
