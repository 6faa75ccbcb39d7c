// SPDX-License-Identifier: GPL-3.0-or-later

import Features
import MarketData
import NumericKernels
import Testing

/// A bar of whole units; the prices need not be well formed in time, only in height.
private func bar(_ open: Int64, _ high: Int64, _ low: Int64, _ close: Int64) throws -> Bar {
  try Bar(
    timestamp: Timestamp(microseconds: 0), open: Price(units: open), high: Price(units: high),
    low: Price(units: low), close: Price(units: close))
}

/// A Brownian bar of log variance `variance` with a drift, after a gap from the close before.
private func brownianBar(
  after close: Double, gap: Double, drift: Double, variance: Double, _ stream: inout RandomStream
) throws -> Bar {
  let open = close * PortableMath.exp(gap)
  let change = drift + variance.squareRoot() * stream.normal()
  let (maximum, minimum) = BrownianExtremes.draw(
    change: change, variance: variance, uniforms: (stream.uniform(), stream.uniform()))
  // High and low rounded outward, so that rounding never puts them inside the body.
  func units(_ logarithm: Double, _ rule: FloatingPointRoundingRule) -> Int64 {
    Int64((open * PortableMath.exp(logarithm)).rounded(rule))
  }
  return try bar(
    Int64(open.rounded()), units(maximum, .up) + 1, units(minimum, .down) - 1,
    units(change, .toNearestOrEven))
}

private let level = 1e13

struct RangeVarianceTests {
  /// Figures from the formulas at u = log 1.25, d = log 0.8, c = log 1.1, by hand with 20 digits.
  /// Catches: u and d swapped; 2 log 2 for 4 log 2; the sign of the close's term.
  @Test func `A bar with round ratios has the numbers of the formulas`() throws {
    let range = LogRange(try bar(1000, 1250, 800, 1100))
    let (u, c) = (0.22314355131420976, 0.09531017980432487)
    let logOfTwo = 0.6931471805599453
    #expect(abs(range.high - u) <= 1e-16)
    #expect(abs(range.low + u) <= 1e-16)
    #expect(abs(range.close - c) <= 1e-16)
    let truth: [RangeEstimator: Double] = [
      .parkinson: u * u / logOfTwo,
      .garmanKlass: 2 * u * u - (2 * logOfTwo - 1) * c * c,
      .rogersSatchell: u * (u - c) + u * (u + c),
    ]
    for estimator in RangeEstimator.allCases {
      #expect(abs(estimator.variancePerBar(range) - (truth[estimator] ?? -1)) <= 1e-15)
    }
  }

  /// Law V13. Catches: swapped u and d; a close's term that is too large.
  @Test func `Estimates are positive, and zero exactly where the law says`() throws {
    var stream = RandomStream(seed: 13, purpose: "bars")
    for _ in 0..<5000 {
      // Heights up to four times each other, bodies often at an extreme.
      let prices = (0..<4).map { _ in Int64(stream.index(below: 300)) + 100 }
      let (high, low) = (prices.max() ?? 1, prices.min() ?? 1)
      let range = LogRange(try bar(prices[0], high, low, prices[1]))
      let width = range.high - range.low
      let parkinson = RangeEstimator.parkinson.variancePerBar(range)
      #expect((parkinson == 0) == (high == low))
      #expect(parkinson >= 0)
      let bound = (1.5 - 2 * 0.6931471805599453) * width * width
      #expect(RangeEstimator.garmanKlass.variancePerBar(range) >= bound * (1 - 1e-12))
      #expect(RangeEstimator.rogersSatchell.variancePerBar(range) >= 0)
    }
    let full = LogRange(try bar(100, 200, 100, 200))
    #expect(RangeEstimator.rogersSatchell.variancePerBar(full) == 0)
  }

  /// Law V13, to the bit. Catches: differences of prices for their ratios.
  @Test(arguments: [3, 100, 1_000_003] as [Int64])
  func `Prices in another unit give the same variances`(factor: Int64) throws {
    let (plain, scaled) = (
      LogRange(try bar(1013, 1250, 801, 1117)),
      LogRange(try bar(1013 * factor, 1250 * factor, 801 * factor, 1117 * factor))
    )
    for estimator in RangeEstimator.allCases {
      #expect(estimator.variancePerBar(plain) == estimator.variancePerBar(scaled))
    }
  }

  private static func estimates(
    _ estimator: RangeEstimator, drift: Double, seed: UInt64, count: Int = 20_000
  ) throws -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "range estimates")
    return try (0..<count).map { _ in
      let bar = try brownianBar(
        after: level, gap: 0, drift: drift, variance: 4e-4, &stream)
      return estimator.variancePerBar(LogRange(bar)) / 4e-4
    }
  }

  /// Catches: a factor of any estimator.
  @Test(arguments: RangeEstimator.allCases)
  func `The mean over Brownian bars is their variance`(estimator: RangeEstimator) throws {
    let values = try Self.estimates(estimator, drift: 0, seed: 1)
    #expect(EstimateTest.mean(ofIndependent: values, expectation: 1).pValue > 1e-4)
    // Spread beside the squared return's, 2: Parkinson 4.91, Garman and Klass 7.4, Rogers and
    // Satchell 6.0 times better.
    let gain = 2 / (SampleMoments(values).variance ?? 1)
    let truth: [RangeEstimator: Double] = [
      .parkinson: 4.91, .garmanKlass: 7.44, .rogersSatchell: 6.03,
    ]
    #expect(abs(gain / (truth[estimator] ?? 1) - 1) < 0.06)
  }

  /// Law V13. Catches: any estimator but one without drift under this name.
  @Test func `A drift leaves the mean of Rogers and Satchell's and no other's`() throws {
    let drifted = try RangeEstimator.allCases.map { estimator in
      EstimateTest.mean(
        ofIndependent: try Self.estimates(estimator, drift: 0.02, seed: 2), expectation: 1
      ).pValue
    }
    #expect(drifted[0] < 1e-6)
    #expect(drifted[1] < 1e-6)
    #expect(drifted[2] > 1e-4)
  }

  @Test func `A series has one estimate a bar`() throws {
    let bars = [try bar(100, 120, 90, 110), try bar(110, 110, 110, 110)]
    let series = BarSeries(
      name: "two", timestamps: [1, 2].map { Timestamp(microseconds: $0) }, opens: bars.map(\.open),
      highs: bars.map(\.high), lows: bars.map(\.low), closes: bars.map(\.close), volumes: nil)
    for estimator in RangeEstimator.allCases {
      let expected = bars.map { estimator.variancePerBar(LogRange($0)) }
      #expect(estimator.variancesPerBar(series) == expected)
    }
  }
}

struct YangZhangVarianceTests {
  private static func path(
    _ count: Int, drift: Double, gapDrift: Double, seed: UInt64
  ) throws -> [Bar] {
    var stream = RandomStream(seed: seed, purpose: "yang-zhang")
    var close = level
    return try (0..<count).map { _ in
      let gap = gapDrift + 0.01 * stream.normal()
      let bar = try brownianBar(after: close, gap: gap, drift: drift, variance: 3e-4, &stream)
      // The path returns to its level, so that no price leaves the range of units.
      close = Double(bar.close.units)
      if close > 4 * level || close < level / 4 { close = level }
      return bar
    }
  }

  /// Disjoint windows, so that the estimates are independent. The variance is that of night and
  /// day, 10⁻⁴ + 3 · 10⁻⁴, whatever both drifts. Catches: the night left out; a sample variance
  /// about zero; a weight whose parts do not add up.
  @Test(arguments: [(0.0, 0.0), (0.01, -0.02)])
  func `The mean is the variance of night and day`(drifts: (Double, Double)) throws {
    let lookback = 10
    var estimates: [Double] = []
    for seed in 0..<600 {
      var estimator = YangZhangVariance(lookback: lookback)
      let bars = try Self.path(
        lookback + 1, drift: drifts.0, gapDrift: drifts.1, seed: UInt64(seed))
      for bar in bars { estimator.update(bar) }
      if let value = estimator.variancePerBar { estimates.append(value / 4e-4) }
    }
    #expect(estimates.count == 600)
    #expect(EstimateTest.mean(ofIndependent: estimates, expectation: 1).pValue > 1e-4)
  }

  /// The formula again over the window. Catches: a window one bar long or short; k with n for
  /// n + 1.
  @Test(arguments: [2, 3, 20])
  func `The streaming estimate is the formula over the last bars`(lookback: Int) throws {
    let bars = try Self.path(50, drift: 0.001, gapDrift: 0.002, seed: 99)
    var estimator = YangZhangVariance(lookback: lookback)
    for (index, bar) in bars.enumerated() {
      estimator.update(bar)
      guard index >= lookback else {
        #expect(estimator.variancePerBar == nil)
        continue
      }
      let window = (index - lookback + 1)...index
      let gaps = window.map { place in
        PortableMath.log(Double(bars[place].open.units) / Double(bars[place - 1].close.units))
      }
      let ranges = window.map { LogRange(bars[$0]) }
      let n = Double(lookback)
      let share = 0.34 / (1.34 + (n + 1) / (n - 1))
      let night = SampleMoments(gaps).variance ?? -1
      let day = SampleMoments(ranges.map(\.close)).variance ?? -1
      let within =
        ranges.map { RangeEstimator.rogersSatchell.variancePerBar($0) }.reduce(0, +) / n
      let expected = night + share * day + (1 - share) * within
      #expect(abs((estimator.variancePerBar ?? -1) - expected) <= 1e-12 * expected)
    }
  }

  @Test func `A lookback of one bar stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = YangZhangVariance(lookback: 1) }
  }
}
