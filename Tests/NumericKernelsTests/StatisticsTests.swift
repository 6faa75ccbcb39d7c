// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct StatisticsTests {
  /// Catches: divisor n for n − 1; the wrong sign of skewness; lag + 1 for lag.
  @Test func `Moments and autocorrelations agree with exact fractions`() {
    var worst = 0.0
    for (count, row) in zip([10, 100, 1000], ReferenceNumbers.moments) {
      let sample = referenceSample(count)
      let moments = SampleMoments(sample)
      let optional = [
        moments.mean, moments.standardDeviation, moments.populationStandardDeviation,
        moments.skewness, moments.kurtosis, autocorrelation(sample, lag: 1),
        autocorrelation(sample, lag: 2), autocorrelation(sample, lag: 7),
      ]
      // Skewness and autocorrelation may be near zero: their scale is 1.
      for (value, truth) in zip(optional, row) {
        worst = max(worst, abs((value ?? .infinity) - truth) / max(1, abs(truth)))
      }
    }
    #expect(worst <= 1e-15)
  }

  /// Catches: one pass of squares; a mean by division alone, one place off in 8 % of these.
  @Test func `A sample of equal values has no spread, skewness or autocorrelation`() {
    var stream = RandomStream(seed: 19, purpose: "constants")
    var spread = 0
    for _ in 0..<2000 {
      let value = stream.normal() * 1e4
      let sample = [Double](repeating: value, count: 2 + stream.index(below: 300))
      let moments = SampleMoments(sample)
      let flat =
        moments.mean == value && moments.sumOfSquares == 0 && moments.skewness == nil
        && autocorrelation(sample, lag: 1) == nil
      if !flat { spread += 1 }
    }
    #expect(spread == 0)
  }

  /// Shifting by 2³⁰ and scaling by −2 are exact on these values.
  /// Catches: deviations from the rounded mean alone.
  @Test func `Spread and shape do not see a shift and follow a scale`() {
    let sample = referenceSample(500)
    let plain = SampleMoments(sample)
    let moved = SampleMoments(sample.map { 0x1p30 - 2 * $0 })
    let ratios = [
      moved.mean / (0x1p30 - 2 * plain.mean), moved.sumOfSquares / (4 * plain.sumOfSquares),
      -(moved.skewness ?? 0) / (plain.skewness ?? 1),
      (moved.kurtosis ?? 0) / (plain.kurtosis ?? 1),
      (autocorrelation(sample.map { 0x1p30 - 2 * $0 }, lag: 3) ?? 0)
        / (autocorrelation(sample, lag: 3) ?? 1),
    ]
    let worst = ratios.map { abs($0 - 1) }.max()
    #expect((worst ?? 1) <= 1e-13)
  }

  @Test func `What too few values do not define is nil`() {
    let (none, one) = (SampleMoments([]), SampleMoments([3]))
    let absent = [
      none.variance, none.standardDeviation, none.populationStandardDeviation, none.kurtosis,
      one.variance, one.standardDeviation, one.skewness, autocorrelation([], lag: 1),
      autocorrelation([1, 2], lag: 2),
    ]
    #expect(absent.allSatisfy { $0 == nil } && one.mean == 3)
  }

  /// Catches: the position pn for p(n − 1).
  @Test func `A quantile is the seventh definition's`() {
    let ascending = referenceSample(37).sorted()
    let rows = ReferenceNumbers.quantiles
    let values = rows.map { quantile(ascending: ascending, probability: $0[0]) }
    let worst = zip(values, rows).map { abs($0 - $1[1]) }.max()
    #expect((worst ?? 1) <= 1e-13)
  }

  /// Catches: infinity minus infinity in the interpolation.
  @Test func `A quantile beside infinite values is never a NaN`() {
    let values = [
      quantile(ascending: [1, .infinity, .infinity], probability: 0.9),
      quantile(ascending: [1, .infinity], probability: 0.1),
      quantile(ascending: [-.infinity, 1], probability: 0.9),
      quantile(ascending: [1, 2, .infinity], probability: 0.5),
      quantile(ascending: [7], probability: 1),
    ]
    #expect(values == [.infinity, .infinity, -.infinity, 2, 7])
  }
}
