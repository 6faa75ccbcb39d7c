// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct MeanTests {
  /// Catches: n degrees of freedom; a one-sided p-value.
  @Test func `Student's test agrees with another implementation`() {
    let rows = InferenceReference.means
    let tests = rows.map {
      EstimateTest.mean(ofIndependent: referenceSample(Int($0[0])), expectation: $0[1])
    }
    #expect(worstError(tests.map(\.statistic), rows.map { $0[2] }, floor: 0) <= 1e-12)
    #expect(worstError(tests.map(\.pValue), rows.map { $0[3] }, floor: 0) <= 1e-12)
  }

  @Test func `P-values are uniform with an estimated and with a known variance`() {
    let estimated = uniformity(seeds: 2000, "mean, five values") { stream in
      EstimateTest.mean(ofIndependent: stream.normals(5).map { 3 + 2 * $0 }, expectation: 3).pValue
    }
    let known = uniformity(seeds: 2000, "mean, five values") { stream in
      EstimateTest.mean(
        ofIndependent: stream.normals(5).map { 3 + 2 * $0 }, knownVariance: 4, expectation: 3
      ).pValue
    }
    #expect(estimated > uniformityLevel)
    #expect(known > uniformityLevel)
  }

  /// Catches: batch means taken as independent values of the whole series; batches − 2.
  @Test func `Batch means are uniform for a dependent series where independence is not`() {
    let batched = uniformity(seeds: 1000, "mean, dependent") { stream in
      EstimateTest.mean(
        ofDependent: stream.autoregression(0.8, 2003), batches: 4, expectation: 0
      ).pValue
    }
    let naive = uniformity(seeds: 1000, "mean, dependent") { stream in
      EstimateTest.mean(ofIndependent: stream.autoregression(0.8, 2003), expectation: 0).pValue
    }
    #expect(batched > uniformityLevel)
    #expect(naive < 1e-6)
  }

  /// The mean of an autoregression has standard error √((1 + φ)/(1 − φ)/n) σ; 400 batch estimates
  /// of 50 batches scatter by a tenth each, so their root mean square by half a percent.
  @Test func `The standard error of batch means is that of the series`() {
    var sum = 0.0
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed), purpose: "batches")
      let means = BatchMeans(stream.autoregression(0.5, 10_000), batches: 50)
      sum += means.standardError * means.standardError
    }
    // A variance of σ² = 1/(1 − φ²) makes the limit 4/n; length 200 takes φ/(1 − φ²)/200 off.
    let truth = (4.0 / 10_000).squareRoot() * (1 - 0.5 / 0.75 / 200)
    #expect(relativeError((sum / 400).squareRoot(), truth) < 0.02)
  }

  @Test func `The smallest detectable error is found with nine tenths`() {
    let reference = EstimateTest(estimate: 0, expectation: 0, standardError: 0.5)
    let shift = reference.smallestDetectableError(level: 0.05)
    #expect(abs(shift - 0.5 * (1.959963984540054 + 1.2815515655446004)) <= 1e-12)
    let found = (0..<4000).filter { seed in
      var stream = RandomStream(seed: UInt64(seed), purpose: "detectable")
      return EstimateTest.mean(
        ofIndependent: stream.normals(4).map { $0 + shift }, knownVariance: 1, expectation: 0
      ).pValue < 0.05
    }.count
    #expect(CountTest.binomial(successes: found, trials: 4000, probability: 0.9).pValue > 1e-4)
  }

  /// Student's quantiles ask for a little too much, so that the power is at least the stated one.
  @Test func `With few degrees of freedom the smallest detectable error is enough`() {
    let reference = EstimateTest(
      estimate: 0, expectation: 0, standardError: 1 / 10.0.squareRoot(), degreesOfFreedom: 9)
    let shift = reference.smallestDetectableError(level: 0.05)
    let found = (0..<4000).filter { seed in
      var stream = RandomStream(seed: UInt64(seed), purpose: "detectable, Student")
      return EstimateTest.mean(
        ofIndependent: stream.normals(10).map { $0 + shift }, expectation: 0
      ).pValue < 0.05
    }.count
    #expect(found > 3560 && found < 3760)
  }

  @Test func `Without spread only the exact expectation is accepted`() {
    let equal = EstimateTest.mean(ofIndependent: [2, 2, 2], expectation: 2)
    let other = EstimateTest.mean(ofIndependent: [2, 2, 2], expectation: 2.5)
    let far = EstimateTest(
      estimate: 1e200, expectation: 0, standardError: 1, degreesOfFreedom: 9)
    #expect(far.pValue >= 0 && far.pValue < 1e-300)
    #expect(equal.pValue == 1 && equal.statistic == 0)
    #expect(other.pValue == 0 && other.statistic == -.infinity)
  }
}
