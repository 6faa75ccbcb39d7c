// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

/// A caller's error stops the program instead of passing as a p-value.
struct InferencePreconditionTests {
  @Test func `NaN among the values of a mean`() async {
    await #expect(processExitsWith: .failure) {
      _ = EstimateTest.mean(ofIndependent: [1, .nan, 2], expectation: 0)
    }
  }

  @Test func `NaN among the values of a distance`() async {
    await #expect(processExitsWith: .failure) {
      _ = HypothesisTest.kolmogorovSmirnov(of: [1, .nan]) { _ in 0.5 }
    }
  }

  @Test func `A distribution function above one`() async {
    await #expect(processExitsWith: .failure) {
      _ = HypothesisTest.andersonDarling(of: [1, 2]) { $0 }
    }
  }

  @Test func `Probabilities that do not sum to one`() async {
    await #expect(processExitsWith: .failure) {
      _ = HypothesisTest.chiSquare(counts: [50, 50], probabilities: [0.5, 0.4])
    }
  }

  @Test func `Known moments of too low an order`() async {
    await #expect(processExitsWith: .failure) {
      let law = StandardizedMoments(variance: 1, fromThird: [0, 3])
      _ = EstimateTest.moment(
        .kurtosis, ofIndependent: [1, 2, 3, 4, 5, 6, 7, 8], law: law, expectation: 3)
    }
  }
}
