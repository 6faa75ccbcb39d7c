// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct MultipleTestingTests {
  /// Catches: Holm without the running maximum; with m − rank − 1.
  @Test func `Adjusted and combined p-values agree with other implementations`() {
    let rows = InferenceReference.combination
    let bonferroni = MultipleTesting.bonferroni(rows[0])
    let holm = MultipleTesting.holm(rows[0])
    let fisher = HypothesisTest.fisher(combining: rows[0])
    #expect(worstRelativeError(bonferroni, rows[1]) <= 1e-14)
    #expect(worstRelativeError(holm, rows[2]) <= 1e-14)
    #expect(worstRelativeError([fisher.statistic, fisher.pValue], rows[3]) <= 1e-12)
    #expect(fisher.degreesOfFreedom == 14)
    #expect(HypothesisTest.fisher(combining: [0.5, 0]).pValue == 0)
  }

  /// A monotone test set: the order of the tests is not seen, only their p-values.
  @Test func `Holm never exceeds Bonferroni and follows a permutation`() {
    var stream = RandomStream(seed: 7, purpose: "Holm")
    for _ in 0..<200 {
      let pValues = stream.uniforms(1 + stream.index(below: 20))
      let holm = MultipleTesting.holm(pValues)
      let bonferroni = MultipleTesting.bonferroni(pValues)
      #expect(zip(holm, bonferroni).allSatisfy { $0 <= $1 })
      #expect(zip(holm, pValues).allSatisfy { $0 >= $1 })
      #expect(MultipleTesting.holm(pValues.reversed()) == holm.reversed())
    }
  }

  /// The smallest of m independent p-values is below a/m with probability 1 − (1 − a/m)^m, and a
  /// fifth false hypothesis leaves 1 − (1 − a/4)⁴ for the four true ones.
  @Test func `Any false rejection has the stated probability`() {
    let rejections = (0..<4000).filter { seed in
      var stream = RandomStream(seed: UInt64(seed), purpose: "family")
      return MultipleTesting.bonferroni(stream.uniforms(5)).contains { $0 <= 0.05 }
    }.count
    let all = CountTest.binomial(
      successes: rejections, trials: 4000, probability: 1 - 0.99 * 0.99 * 0.99 * 0.99 * 0.99)
    #expect(all.pValue > 1e-4)
    let false4 = (0..<4000).filter { seed in
      var stream = RandomStream(seed: UInt64(seed), purpose: "family with a false one")
      return MultipleTesting.holm(stream.uniforms(4) + [1e-9]).dropLast().contains { $0 <= 0.05 }
    }.count
    let share = 0.9875 * 0.9875 * 0.9875 * 0.9875
    let holm = CountTest.binomial(successes: false4, trials: 4000, probability: 1 - share)
    #expect(holm.pValue > 1e-4)
  }

  @Test func `Fisher's combination is uniform and finds many small effects`() {
    let result = uniformity(seeds: 2000, "combined") { stream in
      HypothesisTest.fisher(combining: stream.uniforms(6)).pValue
    }
    let found = power(seeds: 400, "combined, small effects") { stream in
      let pValues = (0..<30).map { _ in
        EstimateTest(estimate: stream.normal() + 1.4, expectation: 0, standardError: 1).pValue
      }
      return HypothesisTest.fisher(combining: pValues).pValue
    }
    #expect(result > uniformityLevel)
    #expect(found > 0.9)
  }
}
