// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct VarianceRatioTests {
  /// Catches: the divisor n − q for n − q + 1; δ without its factor n; weights (q − j)/q.
  @Test func `Ratio and statistics agree with another implementation`() {
    let rows = InferenceReference.series
    let constant = rows.map { Self.test($0, .constant) }
    let changing = rows.map { Self.test($0, .changing) }
    #expect(worstError(constant.map(\.estimate), rows.map { $0[5] }, floor: 0) <= 1e-12)
    #expect(worstError(constant.map(\.statistic), rows.map { $0[6] }, floor: 0) <= 1e-11)
    #expect(worstError(changing.map(\.statistic), rows.map { $0[7] }, floor: 0) <= 1e-11)
    #expect(constant.map(\.estimate) == changing.map(\.estimate))
  }

  private static func test(_ row: [Double], _ variance: IncrementVariance) -> EstimateTest {
    EstimateTest.varianceRatio(
      ofIncrements: referenceSample(Int(row[0])), horizon: Int(row[4]), variance: variance)
  }

  @Test(arguments: [IncrementVariance.constant, .changing])
  func `P-values are uniform for independent increments`(variance: IncrementVariance) {
    let result = uniformity(seeds: 1000, "independent increments") { stream in
      EstimateTest.varianceRatio(
        ofIncrements: stream.normals(1000), horizon: 4, variance: variance
      ).pValue
    }
    #expect(result > uniformityLevel)
  }

  /// Normal increments whose deviation is 1 and 6 in turns of 50.
  private static func clustered(_ stream: inout RandomStream) -> [Double] {
    stream.normals(2000).enumerated().map { index, value in
      index / 50 % 2 == 0 ? value : 6 * value
    }
  }

  /// Catches: the robust standard error replaced by that of constant variance.
  @Test func `Clustered variance misleads the plain test and not the robust one`() {
    let robust = uniformity(seeds: 500, "clustered increments") { stream in
      EstimateTest.varianceRatio(
        ofIncrements: Self.clustered(&stream), horizon: 4, variance: .changing
      ).pValue
    }
    let plain = uniformity(seeds: 500, "clustered increments") { stream in
      EstimateTest.varianceRatio(
        ofIncrements: Self.clustered(&stream), horizon: 4, variance: .constant
      ).pValue
    }
    #expect(robust > uniformityLevel)
    #expect(plain < 1e-6)
  }

  @Test func `An autocorrelation of a fifth is found in 1000 increments`() {
    let found = power(seeds: 400, "correlated increments") { stream in
      EstimateTest.varianceRatio(
        ofIncrements: stream.autoregression(0.2, 1000), horizon: 4, variance: .changing
      ).pValue
    }
    #expect(found > 0.9)
  }
}
