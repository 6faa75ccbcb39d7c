// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct AndersonDarlingTests {
  /// A count of 10¹² has the limiting law to about 10⁻¹⁴.
  /// Catches: a term of the series left out; the trapezoidal step doubled twice.
  @Test func `The limiting law agrees with the inversion of its characteristic function`() {
    let rows = InferenceReference.andersonDarlingLimit
    let values = rows.map {
      AndersonDarlingDistribution.survival($0[0], count: 1_000_000_000_000)
    }
    let worst = zip(values, rows).map { abs($0 - $1[1]) }.max()
    #expect((worst ?? 1) <= 1e-13)
  }

  @Test func `The law falls from certainty to zero`() {
    for count in [1, 5, 8, 100] {
      let statistics = (0...700).map { 0.05 * Double($0) }
      let values = statistics.map { AndersonDarlingDistribution.survival($0, count: count) }
      let falls = zip(values, values.dropFirst()).allSatisfy { $0 >= $1 - 1e-6 }
      #expect(falls && values.first == 1 && (values.last ?? 1) < 1e-13)
    }
  }

  /// Catches: the upper tail taken with the weight of the lower.
  @Test func `The statistic of a sample agrees with 40-digit arithmetic`() {
    let rows = InferenceReference.distances
    let values = rows.map { row in
      HypothesisTest.andersonDarling(of: referenceSample(Int(row[0]))) { ($0 + 50.0625) / 126.125 }
        .statistic
    }
    #expect(worstError(values, rows.map { $0[2] }, floor: 1) <= 1e-12)
  }

  /// Catches: the limiting law for one value.
  @Test(arguments: [1, 3, 10, 200])
  func `P-values are uniform where the law is right`(count: Int) {
    let result = uniformity(seeds: 2000, "Anderson, right law") { stream in
      HypothesisTest.andersonDarling(
        of: stream.normals(count), cumulative: Normal.standardCumulative
      ).pValue
    }
    #expect(result > uniformityLevel)
  }

  /// For three values the correction of the limiting law reaches 0.015, and a seventh of p at 0.01.
  /// Catches: the limiting law for three values; a correction of the wrong sign.
  @Test func `The correction for few values holds over 100 000 samples`() {
    let values = pValues(seeds: 100_000, "Anderson, three values") { stream in
      HypothesisTest.andersonDarling(of: stream.uniforms(3)) { $0 }.pValue
    }
    let rejected = values.filter { $0 < 0.01 }.count
    let tail = CountTest.binomial(successes: rejected, trials: 100_000, probability: 0.01)
    #expect(HypothesisTest.uniformity(ofPValues: values).pValue > uniformityLevel)
    #expect(tail.pValue > uniformityLevel)
  }

  /// Student's t of 5 degrees of freedom, scaled to variance 1, against the normal law.
  @Test func `Heavy tails are found more often than by Kolmogorov and Smirnov`() {
    let scale = (3.0 / 5.0).squareRoot()
    let sample: (inout RandomStream) -> [Double] = { stream in
      (0..<1500).map { _ in scale * stream.studentT(degreesOfFreedom: 5) }
    }
    let anderson = power(seeds: 400, "heavy tails") { stream in
      HypothesisTest.andersonDarling(of: sample(&stream), cumulative: Normal.standardCumulative)
        .pValue
    }
    let kolmogorov = power(seeds: 400, "heavy tails") { stream in
      HypothesisTest.kolmogorovSmirnov(of: sample(&stream), cumulative: Normal.standardCumulative)
        .pValue
    }
    #expect(anderson > 0.8)
    #expect(anderson > kolmogorov)
  }

  @Test func `A value that the law forbids rejects it`() {
    let test = HypothesisTest.andersonDarling(of: [-1, 0.5]) { min(1, max(0, $0)) }
    #expect(test.statistic == .infinity && test.pValue == 0)
  }
}
