// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct MomentTests {
  private static let uniform = StandardizedMoments(
    variance: 1 / 12.0, fromThird: [0, 9 / 5.0, 0, 27 / 7.0, 0, 9])
  private static let exponential = StandardizedMoments(
    variance: 1, fromThird: [2, 9, 44, 265, 1854, 14833])

  /// Normal law: σ²/n, 2σ⁴/n, 6/n, 24/n. Exponential law: variance (μ₄ − 1)/n with μ₄ = 9.
  @Test func `Standard errors of known laws take their closed forms`() {
    let values = referenceSample(100)
    let normal = Moment.allCases.map {
      EstimateTest.moment($0, ofIndependent: values, law: .normal(variance: 4), expectation: 0)
        .standardError
    }
    let truths = [4, 32, 6, 24].map { ($0 / 100.0).squareRoot() }
    #expect(worstRelativeError(normal, truths) <= 1e-14)
    let spread = EstimateTest.moment(
      .variance, ofIndependent: values, law: Self.exponential, expectation: 1
    ).standardError
    #expect(relativeError(spread, (8 / 100.0).squareRoot()) <= 1e-14)
  }

  @Test func `Estimates are those of the sample's moments`() {
    let values = referenceSample(300)
    let sample = SampleMoments(values)
    let truths = [sample.mean, sample.variance, sample.skewness, sample.kurtosis].map { $0 ?? 0 }
    let estimates = Moment.allCases.map {
      EstimateTest.moment($0, ofIndependent: values, expectation: 0).estimate
    }
    #expect(estimates == truths)
  }

  /// Catches: an influence without the term of the estimated mean or of the estimated variance.
  @Test(arguments: Array(zip(Moment.allCases, [0.5, 1 / 12.0, 0, 9 / 5.0])))
  func `P-values are uniform for uniform values`(moment: Moment, expectation: Double) {
    let known = uniformity(seeds: 1000, "moments, uniform") { stream in
      EstimateTest.moment(
        moment, ofIndependent: stream.uniforms(1000), law: Self.uniform, expectation: expectation
      ).pValue
    }
    let sampled = uniformity(seeds: 1000, "moments, uniform") { stream in
      EstimateTest.moment(moment, ofIndependent: stream.uniforms(1000), expectation: expectation)
        .pValue
    }
    #expect(known > uniformityLevel)
    #expect(sampled > uniformityLevel)
  }

  /// The expectations carry the bias of order 1/n where it matters: −6/(n + 1) in the kurtosis.
  @Test(arguments: Array(zip(Moment.allCases, [0.0, 1, 0, 3 - 6 / 4001.0])))
  func `P-values are uniform for normal values`(moment: Moment, expectation: Double) {
    let known = uniformity(seeds: 500, "moments, normal") { stream in
      EstimateTest.moment(
        moment, ofIndependent: stream.normals(4000), law: .normal(variance: 1),
        expectation: expectation
      ).pValue
    }
    let sampled = uniformity(seeds: 500, "moments, normal") { stream in
      EstimateTest.moment(moment, ofIndependent: stream.normals(4000), expectation: expectation)
        .pValue
    }
    #expect(known > uniformityLevel)
    #expect(sampled > uniformityLevel)
  }

  /// An asymmetric law, in which the terms with its skewness count.
  @Test(arguments: Array(zip([Moment.mean, .variance, .skewness], [1.0, 1, 2])))
  func `P-values are uniform for exponential values`(moment: Moment, expectation: Double) {
    let result = uniformity(seeds: 400, "moments, exponential") { stream in
      let values = (0..<20_000).map { _ in stream.exponential() }
      return EstimateTest.moment(
        moment, ofIndependent: values, law: Self.exponential, expectation: expectation
      ).pValue
    }
    #expect(result > uniformityLevel)
  }

  /// Catches: moments of single batches averaged, which makes the kurtosis too small.
  @Test(arguments: Array(zip(Moment.allCases, [0.0, 1 / 0.36, 0, 3])))
  func `Batches give uniform p-values for a dependent series`(
    moment: Moment, expectation: Double
  ) {
    let result = uniformity(seeds: 400, "moments, dependent") { stream in
      EstimateTest.moment(
        moment, ofDependent: stream.autoregression(0.8, 8000), batches: 20,
        expectation: expectation
      ).pValue
    }
    #expect(result > uniformityLevel)
  }

  @Test func `Independence assumed of a dependent series is found out`() {
    let result = uniformity(seeds: 400, "moments, dependent") { stream in
      EstimateTest.moment(
        .variance, ofIndependent: stream.autoregression(0.8, 8000), expectation: 1 / 0.36
      ).pValue
    }
    #expect(result < 1e-6)
  }

  @Test func `Fat tails, a variance off by a tenth and a skewed law are found`() {
    let kurtosis = power(seeds: 400, "fat tails") { stream in
      let values = (0..<2000).map { _ in stream.studentT(degreesOfFreedom: 8) }
      return EstimateTest.moment(
        .kurtosis, ofIndependent: values, law: .normal(variance: 1), expectation: 3
      ).pValue
    }
    let variance = power(seeds: 400, "larger variance") { stream in
      EstimateTest.moment(
        .variance, ofIndependent: stream.normals(3000).map { 1.1.squareRoot() * $0 }, expectation: 1
      ).pValue
    }
    let skewness = power(seeds: 400, "skewed") { stream in
      let values = (0..<1000).map { _ in stream.gamma(shape: 16) }
      return EstimateTest.moment(.skewness, ofIndependent: values, expectation: 0).pValue
    }
    #expect(kurtosis > 0.9)
    #expect(variance > 0.7)
    #expect(skewness > 0.9)
  }
}
