// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct TwoSampleTests {
  private static func samples(_ row: [Double]) -> ([Double], [Double]) {
    let (n, m) = (Int(row[0]), Int(row[1]))
    return (referenceSample(n), referenceSample(n + m).dropFirst(n).map { $0 + row[2] })
  }

  /// Catches: weights i/(i + j) exchanged; `>` for `≥` at the boundary.
  @Test func `Distance and p-value agree with path counts in whole numbers`() {
    let rows = InferenceReference.twoSamples
    let tests = rows.map { row in
      let (first, second) = Self.samples(row)
      return HypothesisTest.kolmogorovSmirnov(comparing: first, with: second)
    }
    #expect(worstError(tests.map(\.statistic), rows.map { $0[3] }, floor: 0) <= 1e-14)
    #expect(worstError(tests.map(\.pValue), rows.map { $0[4] }, floor: 0) <= 1e-12)
  }

  @Test func `The test does not see which sample comes first or a rising transformation`() {
    for row in InferenceReference.twoSamples {
      let (first, second) = Self.samples(row)
      let plain = HypothesisTest.kolmogorovSmirnov(comparing: first, with: second)
      let swapped = HypothesisTest.kolmogorovSmirnov(comparing: second, with: first)
      let cubed = HypothesisTest.kolmogorovSmirnov(
        comparing: first.map { $0 * $0 * $0 }, with: second.map { $0 * $0 * $0 })
      #expect(plain.statistic == swapped.statistic && plain == cubed)
      #expect(relativeError(plain.pValue, swapped.pValue) <= 1e-12)
    }
  }

  @Test func `Equal samples have no distance, tied values are passed together`() {
    let same = HypothesisTest.kolmogorovSmirnov(comparing: [1, 1, 2], with: [1, 1, 2])
    #expect(same.statistic == 0 && same.pValue == 1)
    let tied = HypothesisTest.kolmogorovSmirnov(comparing: [1, 2], with: [2, 2, 3])
    #expect(abs(tied.statistic - 0.5) <= 1e-15)
  }

  /// The first pair of sizes is exact, the second beyond 4 million pairs of values.
  /// Catches: the size n + m for nm/(n + m) in the approximation.
  @Test(arguments: [(97, 214), (3000, 2999)])
  func `P-values are uniform where both samples share a law`(first: Int, second: Int) {
    let result = uniformity(seeds: 500, "two samples, one law") { stream in
      HypothesisTest.kolmogorovSmirnov(
        comparing: stream.uniforms(first), with: stream.uniforms(second)
      ).pValue
    }
    #expect(result > uniformityLevel)
  }

  @Test func `A spread larger by half is found in samples of 500 and 400`() {
    let found = power(seeds: 400, "two samples, spread") { stream in
      HypothesisTest.kolmogorovSmirnov(
        comparing: stream.normals(500), with: stream.normals(400).map { 1.5 * $0 }
      ).pValue
    }
    #expect(found > 0.7)
  }
}
