// SPDX-License-Identifier: GPL-3.0-or-later

extension HypothesisTest {
  /// Tests counts against the probabilities of their cells by Pearson's chi-square.
  ///
  /// Neighbouring cells are pooled, in order, until each holds at least `minimumExpectation`; what
  /// remains at the end joins the last pool. The degrees of freedom are the pools less one less the
  /// parameters fitted to the same counts. A count in a cell of probability zero rejects outright.
  ///
  /// Error: the law is a limit; at a least expectation of 5 the p-value is off by about 0.01.
  ///
  /// - Precondition: as many probabilities as counts, none negative, the probabilities sum to 1 up
  ///   to 10⁻⁹, at least one count is positive, and pooling leaves a degree of freedom.
  /// - Complexity: O(cells).
  public static func chiSquare(
    counts: [Int], probabilities: [Double], fittedParameters: Int = 0,
    minimumExpectation: Double = 5
  ) -> HypothesisTest {
    requireDistribution(probabilities, cells: counts.count)
    precondition(counts.allSatisfy { $0 >= 0 }, "no count may be negative")
    precondition(fittedParameters >= 0, "the number of parameters must not be negative")
    let total = counts.reduce(0, +)
    precondition(total > 0, "at least one count must be positive")
    if isImpossible(counts, probabilities) {
      return HypothesisTest(statistic: .infinity, pValue: 0)
    }
    let pools = PooledCells(
      counts: counts, expectations: probabilities.map { $0 * Double(total) },
      minimum: minimumExpectation)
    let degrees = pools.count - 1 - fittedParameters
    precondition(degrees > 0, "pooling must leave a degree of freedom")
    return chiSquare(statistic: pools.statistic, degreesOfFreedom: degrees)
  }

  /// Tests counts of transitions between states against a known transition matrix.
  ///
  /// `counts[i][j]` is the number of steps from state i to state j of one Markov chain, and
  /// `probabilities[i][j]` their probability. Each row is a chi-square of its own, pooled as in
  /// `chiSquare(counts:probabilities:fittedParameters:minimumExpectation:)`; the rows are
  /// independent in the limit. A row that pooling leaves with one cell says nothing and is left
  /// out.
  ///
  /// Source: Billingsley, "Statistical methods in Markov chains", Annals of Mathematical Statistics
  /// 32 (1961).
  ///
  /// - Precondition: both matrices are square and of one size, every row of the probabilities sums
  ///   to 1 up to 10⁻⁹, no entry is negative, and at least one row keeps two cells.
  /// - Complexity: O(states²).
  public static func transitions(
    counts: [[Int]], probabilities: [[Double]], minimumExpectation: Double = 5
  ) -> HypothesisTest {
    precondition(
      counts.count == probabilities.count, "there must be one row of probabilities a state")
    var (statistic, degrees) = (0.0, 0)
    for (row, law) in zip(counts, probabilities) {
      precondition(row.count == counts.count, "the counts must form a square matrix")
      precondition(row.allSatisfy { $0 >= 0 }, "no count may be negative")
      requireDistribution(law, cells: counts.count)
      if isImpossible(row, law) { return HypothesisTest(statistic: .infinity, pValue: 0) }
      let total = Double(row.reduce(0, +))
      let pools = PooledCells(
        counts: row, expectations: law.map { $0 * total }, minimum: minimumExpectation)
      guard pools.count > 1 else { continue }
      statistic += pools.statistic
      degrees += pools.count - 1
    }
    precondition(degrees > 0, "at least one row must keep two cells after pooling")
    return chiSquare(statistic: statistic, degreesOfFreedom: degrees)
  }

  /// A statistic against the chi-square law of whole degrees of freedom.
  static func chiSquare(statistic: Double, degreesOfFreedom: Int) -> HypothesisTest {
    let degrees = Double(degreesOfFreedom)
    return HypothesisTest(
      statistic: statistic,
      pValue: ChiSquareDistribution.survival(statistic, degreesOfFreedom: degrees),
      degreesOfFreedom: degrees)
  }

  private static func isImpossible(_ counts: [Int], _ probabilities: [Double]) -> Bool {
    zip(counts, probabilities).contains { $0 > 0 && $1 == 0 }
  }

  private static func requireDistribution(_ probabilities: [Double], cells: Int) {
    precondition(probabilities.count == cells, "there must be one probability a cell")
    precondition(probabilities.allSatisfy { $0 >= 0 }, "no probability may be negative")
    precondition(
      abs(compensatedSum(probabilities) - 1) <= 1e-9, "the probabilities must sum to 1")
  }
}
