// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scores of predictive distributions. "Catches" names the faults that were planted and seen to be
// caught.

import Evaluation
import Forecasting
import NumericKernels
import Testing

private let skewed = ErrorShape.standardised(.skewStudent, shape: [5, -0.4])

/// Distributions of several shapes with actuals drawn from a seed.
private func pairs(
  _ count: Int, shape: ErrorShape = .normal, offset: Double = 0, scale: Double = 1
) throws -> DistributionPairs {
  var stream = RandomStream(seed: 11, purpose: "distribution scores")
  let means = (0..<count).map { _ in stream.normal() }
  let errors = (0..<count).map { _ in 0.5 + stream.uniform() }
  return try DistributionPairs(
    actuals: means.map { scale * ($0 + 1.3 * stream.normal()) + offset },
    distributions: zip(means, errors).map {
      PredictiveDistribution(
        mean: scale * $0 + offset, standardError: abs(scale) * $1, shape: shape)
    })
}

private func value(_ statistic: Statistic) -> Double { statistic.finiteValue ?? .nan }

struct DistributionScoreTests {
  /// Catches: the weights of the two sides swapped; the probability for its complement.
  @Test func `The mean pinball loss is least at the quantile`() {
    var stream = RandomStream(seed: 4, purpose: "pinball")
    let draws = (0..<4001).map { _ in stream.normal() }.sorted()
    for probability in [0.05, 0.3, 0.5, 0.9] {
      func loss(_ quantile: Double) -> Double {
        draws.reduce(0) { $0 + pinballLoss($1, quantile: quantile, probability: probability) }
      }
      // The sample quantile is the order statistic of rank ⌈τn⌉.
      let best = draws[Int((probability * 4001).rounded(.up)) - 1]
      for step in [1e-3, 0.1, 1] {
        #expect(loss(best) < loss(best - step) && loss(best) < loss(best + step))
      }
    }
  }

  /// Catches: the score without its factor 2; 1/√π left out; Φ for 2Φ − 1.
  @Test func `Ranked probability scores are those of quadrature and numpy`() {
    for row in ReferenceNumbers.rankedProbabilityScores {
      let distribution = PredictiveDistribution(mean: row[1], standardError: row[2])
      let closed = normalRankedProbabilityScore(row[0], mean: row[1], standardError: row[2])
      #expect(relativeError(closed, row[3]) <= 1e-14)
      let sum = quantileRankedProbabilityScore(row[0], of: distribution)
      #expect(relativeError(sum, row[4]) <= 1e-13)
    }
    let golden = [(0, 0.2336949773), (1, 0.6024413576), (2.5, 1.9398186908)]
    for (actual, truth) in golden {
      let score = normalRankedProbabilityScore(actual, mean: 0, standardError: 1)
      #expect(abs(score - truth) < 5e-11)
    }
    #expect(normalRankedProbabilityScore(3, mean: 1, standardError: 0) == 2)
    let flat = PredictiveDistribution(mean: 1, standardError: 0)
    #expect(abs(quantileRankedProbabilityScore(3, of: flat) - 2) < 1e-15)
  }

  /// The score is the integral of the pinball loss over the probabilities.
  /// Catches: quantiles 0.1 … 0.9 weighted as if they were 19.
  @Test func `Ever finer quantiles give the closed form`() {
    for (actual, deviation) in [(0.3, 1.0), (-2, 0.7), (4, 2)] {
      let distribution = PredictiveDistribution(mean: 0.2, standardError: deviation)
      let steps = 200_000
      let sum = (0..<steps).reduce(0.0) { sum, step in
        let probability = (Double(step) + 0.5) / Double(steps)
        return sum
          + pinballLoss(
            actual, quantile: distribution.quantile(probability), probability: probability)
      }
      let closed = normalRankedProbabilityScore(actual, mean: 0.2, standardError: deviation)
      #expect(abs(2 * sum / Double(steps) - closed) < 1e-5 * deviation)
    }
  }

  /// Catches: a width that is half the interval; a score in squared units.
  @Test(arguments: [ErrorShape.normal, skewed])
  func `Scores move and scale with the data`(shape: ErrorShape) throws {
    let plain = try pairs(300, shape: shape)
    for (scale, offset) in [(1.0, 50.0), (1e3, 0), (0.25, -2)] {
      let moved = try pairs(300, shape: shape, offset: offset, scale: scale)
      let before = IntervalCoverage(plain, level: 0.9)
      let after = IntervalCoverage(moved, level: 0.9)
      #expect(after.covered == before.covered)
      let values = [
        (value(moved.rankedProbabilityScore), scale * value(plain.rankedProbabilityScore)),
        (value(after.meanWidth), scale * value(before.meanWidth)),
        (
          value(moved.pinballLoss(probability: 0.3)),
          scale * value(plain.pinballLoss(probability: 0.3))
        ),
      ]
      for (moved, truth) in values { #expect(relativeError(moved, truth) < 1e-12) }
    }
  }

  /// A right law covers with its level; draws of the law itself, 4.5 standard errors of a count.
  /// Catches: the shape ignored by quantiles; the interval's ends at the same tail.
  @Test(arguments: [0.5, 0.9, 0.98])
  func `Intervals of the right law cover with their level, on either side`(level: Double) throws {
    var stream = RandomStream(seed: 8, purpose: "coverage")
    let count = 20_000
    let law = PredictiveDistribution(mean: 3, standardError: 2, shape: skewed)
    let actuals = (0..<count).map { _ in law.quantile(stream.uniform()) }
    let right = try DistributionPairs(
      actuals: actuals, distributions: [PredictiveDistribution](repeating: law, count: count))
    let bound = 4.5 * (Double(count) * level * (1 - level)).squareRoot()
    let coverage = IntervalCoverage(right, level: level)
    #expect(abs(Double(coverage.covered) - level * Double(count)) < bound)
    let interval = law.predictionInterval(level: level)
    let below = actuals.count { $0 < interval.lower }
    let above = actuals.count { $0 > interval.upper }
    #expect(abs(Double(below - above)) < 2 * bound)
    // And no law scores better than the truth.
    let best = value(right.rankedProbabilityScore)
    for shape in [ErrorShape.normal, .standardised(.student, shape: [5])] {
      let other = try DistributionPairs(
        actuals: actuals,
        distributions: actuals.map { _ in
          PredictiveDistribution(mean: 3, standardError: 2, shape: shape)
        })
      #expect(value(other.rankedProbabilityScore) > best)
    }
  }

  /// Catches: thirds by position instead of order; a third that takes its neighbour's ends.
  @Test func `Terciles are thirds of the order of volatility, and add up`() throws {
    for count in [3, 4, 5, 100, 301] {
      let all = try pairs(count)
      let volatilities = (0..<count).map { Double(($0 * 7919) % 1009) }
      let thirds = all.coverageByTercile(of: volatilities, level: 0.8)
      let whole = IntervalCoverage(all, level: 0.8)
      #expect(thirds.map(\.count).reduce(0, +) == count)
      #expect(thirds.map(\.covered).reduce(0, +) == whole.covered)
      #expect(thirds.allSatisfy { abs($0.count - count / 3) <= 1 })
    }
    // Constant intervals over returns of known sizes: all held, all but one held, none held.
    let wide = PredictiveDistribution(mean: 0, standardError: 1)
    let known = try DistributionPairs(
      actuals: [9, 0, 9, 0, 0, 9],
      distributions: [PredictiveDistribution](repeating: wide, count: 6))
    let thirds = known.coverageByTercile(of: [5, 1, 4, 2, 2, 6], level: 0.9)
    #expect(thirds.map(\.covered) == [2, 1, 0] && thirds.map(\.count) == [2, 2, 2])
  }

  /// E ln h + σ²/h is least at h = σ². Catches: h/s for s/h; the logarithm of the deviation.
  @Test func `The quasi-likelihood loss is least at the variance`() throws {
    let squares = [0.5, 2, 3.5]
    func loss(_ variance: Double) throws -> Double {
      let law = PredictiveDistribution(mean: 0, standardError: variance.squareRoot())
      let all = try DistributionPairs(
        actuals: [0, 0, 0], distributions: [law, law, law])
      return value(all.quasiLikelihoodLoss(squares: squares))
    }
    #expect(abs(try loss(1) - 2) < 1e-15)
    #expect(try loss(2) < loss(1.99) && loss(2) < loss(2.01))
    let flat = PredictiveDistribution(mean: 0, standardError: 0)
    let none = try DistributionPairs(actuals: [1], distributions: [flat])
    #expect(none.quasiLikelihoodLoss(squares: [1]) == .undefined("a forecast variance is zero"))
  }

  @Test func `Of nothing there is no score`() throws {
    let none = try DistributionPairs(actuals: [], distributions: [])
    let coverage = IntervalCoverage(none, level: 0.9)
    let statistics = [
      none.rankedProbabilityScore, none.pinballLoss(probability: 0.5),
      none.quasiLikelihoodLoss(squares: []), coverage.fraction, coverage.meanWidth,
    ]
    #expect(statistics.allSatisfy { $0.extendedValue == nil })
    #expect(none.coverageByTercile(of: [], level: 0.9).allSatisfy { $0.count == 0 })
    #expect(throws: ForecastPairsError.misaligned(actuals: 1, forecasts: 0)) {
      try DistributionPairs(actuals: [1], distributions: [])
    }
    #expect(throws: ForecastPairsError.notFinite(position: 0)) {
      try DistributionPairs(
        actuals: [.nan], distributions: [PredictiveDistribution(mean: 0, standardError: 1)])
    }
  }
}
