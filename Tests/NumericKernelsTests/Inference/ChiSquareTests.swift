// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct ChiSquareTests {
  @Test func `The law agrees with 40-digit arithmetic and takes its ends`() {
    let rows = InferenceReference.chiSquare
    let values = rows.map { ChiSquareDistribution.survival($0[0], degreesOfFreedom: $0[1]) }
    #expect(worstRelativeError(values, rows.map { $0[2] }) <= 1e-11)
    #expect(ChiSquareDistribution.survival(-1, degreesOfFreedom: 3) == 1)
    #expect(ChiSquareDistribution.survival(.infinity, degreesOfFreedom: 3) == 0)
    #expect(ChiSquareDistribution.survival(1e308, degreesOfFreedom: 3) == 0)
  }

  /// Expectations 4, 4, 10, 20, 2 of 40 pool to 8, 10, 22; (9−8)²/8 + 0 + (21−22)²/22.
  @Test func `Cells of small expectation join their neighbours`() {
    let test = HypothesisTest.chiSquare(
      counts: [3, 6, 10, 16, 5], probabilities: [0.1, 0.1, 0.25, 0.5, 0.05])
    #expect(abs(test.statistic - (1 / 8.0 + 1 / 22.0)) <= 1e-14)
    #expect(test.degreesOfFreedom == 2)
    let fitted = HypothesisTest.chiSquare(
      counts: [3, 6, 10, 16, 5], probabilities: [0.1, 0.1, 0.25, 0.5, 0.05], fittedParameters: 1)
    #expect(fitted.degreesOfFreedom == 1 && fitted.statistic == test.statistic)
    let impossible = HypothesisTest.chiSquare(
      counts: [50, 50, 1], probabilities: [0.5, 0.5, 0])
    #expect(impossible.pValue == 0)
  }

  private static let law = [0.3, 0.2, 0.15, 0.15, 0.1, 0.07, 0.02, 0.01]

  /// Counts of draws from a law by inversion.
  private static func counts(
    _ draws: Int, law: [Double], _ stream: inout RandomStream
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: law.count)
    for _ in 0..<draws { counts[draw(law, &stream)] += 1 }
    return counts
  }

  private static func draw(_ law: [Double], _ stream: inout RandomStream) -> Int {
    var rest = stream.uniform()
    for (cell, probability) in law.enumerated() {
      rest -= probability
      if rest < 0 { return cell }
    }
    return law.count - 1
  }

  /// Catches: a degree of freedom too many.
  @Test func `P-values of counts are uniform where the law is right`() {
    let result = uniformity(seeds: 2000, "counts, right law") { stream in
      let counts = Self.counts(400, law: Self.law, &stream)
      return HypothesisTest.chiSquare(counts: counts, probabilities: Self.law).pValue
    }
    #expect(result > uniformityLevel)
  }

  @Test func `A twentieth moved between two cells is found in 2000 counts`() {
    let other = [0.25, 0.25, 0.15, 0.15, 0.1, 0.07, 0.02, 0.01]
    let found = power(seeds: 400, "counts, wrong law") { stream in
      let counts = Self.counts(2000, law: other, &stream)
      return HypothesisTest.chiSquare(counts: counts, probabilities: Self.law).pValue
    }
    #expect(found > 0.9)
  }

  private static let matrix = [[0.9, 0.1, 0], [0.05, 0.9, 0.05], [0.2, 0.1, 0.7]]

  /// Counts of the transitions of a Markov chain that starts in state 0.
  private static func transitions(
    _ steps: Int, _ matrix: [[Double]], _ stream: inout RandomStream
  ) -> [[Int]] {
    var counts = [[Int]](repeating: [0, 0, 0], count: 3)
    var state = 0
    for _ in 0..<steps {
      let next = draw(matrix[state], &stream)
      counts[state][next] += 1
      state = next
    }
    return counts
  }

  /// Catches: a degree of freedom for the cell of probability zero.
  @Test func `P-values of transitions are uniform where the matrix is right`() {
    let result = uniformity(seeds: 2000, "transitions, right matrix") { stream in
      let counts = Self.transitions(1500, Self.matrix, &stream)
      return HypothesisTest.transitions(counts: counts, probabilities: Self.matrix).pValue
    }
    #expect(result > uniformityLevel)
  }

  @Test func `A stay of 0.85 for 0.9 is found in 4000 transitions`() {
    let other = [[0.85, 0.15, 0], [0.05, 0.9, 0.05], [0.2, 0.1, 0.7]]
    let found = power(seeds: 400, "transitions, wrong matrix") { stream in
      let counts = Self.transitions(4000, other, &stream)
      return HypothesisTest.transitions(counts: counts, probabilities: Self.matrix).pValue
    }
    #expect(found > 0.8)
  }

  @Test func `A forbidden transition rejects, an unvisited state says nothing`() {
    let forbidden = HypothesisTest.transitions(
      counts: [[90, 10, 1], [5, 90, 5], [2, 1, 7]], probabilities: Self.matrix)
    #expect(forbidden.pValue == 0)
    let unvisited = HypothesisTest.transitions(
      counts: [[90, 10, 0], [5, 90, 5], [0, 0, 0]], probabilities: Self.matrix)
    #expect(unvisited.degreesOfFreedom == 3 && unvisited.statistic == 0)
  }
}
