// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

private let nile = TimeSeriesReference.nile

struct UnitRootTests {
  /// The numbers of statsmodels 0.15 and arch 8 for the Nile. Catches: divisor n for n − k in a
  /// standard error; a lag too many; the difference of the level's own lag.
  @Test func `Dickey–Fuller statistics and p-values agree with another implementation`() throws {
    let truth: [(DeterministicTerms, Int, Double, Double)] = [
      (.constant, 0, -5.664609694969192, 9.212788656117925e-07),
      (.constant, 4, -2.7819581223225223, 0.06089749528453366),
      (.constantAndTrend, 0, -6.607991420815025, 1.0665007916483027e-07),
      (.constantAndTrend, 4, -3.3657139144437074, 0.05614014414754661),
    ]
    for (terms, lags, statistic, pValue) in truth {
      let test = try UnitRootTest.augmentedDickeyFuller(nile, terms: terms, lags: .fixed(lags))
      #expect(relativeError(test.statistic, statistic) <= 1e-10)
      #expect(relativeError(test.pValue, pValue) <= 1e-9)
      #expect(test.observationCount == 99 - lags)
    }
  }

  /// Catches: each lag's regression on its own rows; a statistic on the rows of the largest.
  @Test func `Akaike's criterion chooses one lag for the Nile`() throws {
    let test = try UnitRootTest.augmentedDickeyFuller(nile)
    #expect(test.lags == 1)
    #expect(relativeError(test.statistic, -4.048705096914342) <= 1e-10)
    #expect(relativeError(test.pValue, 0.0011758879503871243) <= 1e-9)
  }

  /// MacKinnon (2010) at 99 rows. Catches: a coefficient of another row; powers of n for 1/n.
  @Test func `Critical values agree with another implementation`() {
    let constant = DickeyFullerDistribution.criticalValues(terms: .constant, count: 99)
    let trend = DickeyFullerDistribution.criticalValues(terms: .constantAndTrend, count: 99)
    let mine = [
      constant.onePercent, constant.fivePercent, constant.tenPercent, trend.onePercent,
      trend.fivePercent, trend.tenPercent,
    ]
    let truth = [
      -3.498198082189098, -2.891208211860468, -2.5825959973472097, -4.053254236405479,
      -3.455806184392646, -3.1535907061122397,
    ]
    #expect(worstRelativeError(mine, truth) <= 1e-13)
  }

  /// Two sources of one law, from different years. Catches: a digit of a response surface.
  @Test(arguments: DeterministicTerms.allCases)
  func `P-values at the critical values are their levels`(terms: DeterministicTerms) {
    let values = DickeyFullerDistribution.criticalValues(terms: terms)
    for (value, level) in [
      (values.onePercent, 0.01), (values.fivePercent, 0.05), (values.tenPercent, 0.10),
    ] {
      let pValue = DickeyFullerDistribution.cumulative(value, terms: terms)
      #expect(abs(pValue - level) <= 0.02 * level)
    }
  }

  /// Catches: a boundary between the surfaces in the wrong place.
  @Test(arguments: DeterministicTerms.allCases)
  func `The distribution function rises without a jump`(terms: DeterministicTerms) {
    var (previous, worst) = (0.0, 0.0)
    for step in 0...2400 {
      let value = DickeyFullerDistribution.cumulative(-20 + Double(step) / 100, terms: terms)
      #expect(value >= previous - 1e-3)
      worst = max(worst, value - previous)
      previous = value
    }
    #expect(worst <= 0.01)
    #expect(previous > 0.99)
  }

  @Test func `Phillips and Perron's statistic agrees with another implementation`() throws {
    let test = try UnitRootTest.phillipsPerron(nile, bandwidth: .fixed(8))
    #expect(relativeError(test.statistic, -6.090239548167803) <= 1e-10)
    #expect(relativeError(test.pValue, 1.040698532374871e-07) <= 1e-9)
  }

  /// Catches: a level that is not centred losing digits; a trend that is not one.
  @Test func `A shift, a scale and an allowed trend leave the statistics alone`() throws {
    let moved = nile.map { 1e6 - 3 * $0 }
    let tilted = nile.enumerated().map { $1 + 25 * Double($0) }
    for choice in [UnitRootTest.LagChoice.fixed(3), .akaike()] {
      let plain = try UnitRootTest.augmentedDickeyFuller(nile, lags: choice)
      let other = try UnitRootTest.augmentedDickeyFuller(moved, lags: choice)
      #expect(relativeError(other.statistic, plain.statistic) <= 1e-8)
      let line = try UnitRootTest.augmentedDickeyFuller(
        nile, terms: .constantAndTrend, lags: choice)
      let tilt = try UnitRootTest.augmentedDickeyFuller(
        tilted, terms: .constantAndTrend, lags: choice)
      #expect(relativeError(tilt.statistic, line.statistic) <= 1e-8)
    }
  }

  /// Catches: the p-values of other terms.
  @Test(arguments: DeterministicTerms.allCases)
  func `P-values are uniform for random walks`(terms: DeterministicTerms) {
    let result = uniformity(seeds: 600, "random walks") { stream in
      var level = 0.0
      let walk = stream.normals(400).map { step in
        level += step
        return level
      }
      let test = try? UnitRootTest.augmentedDickeyFuller(walk, terms: terms, lags: .fixed(0))
      return test?.pValue ?? -1
    }
    #expect(result > uniformityLevel)
  }

  @Test func `An autoregression of 0.8 is told from a random walk`() {
    let found = power(seeds: 200, "stationary") { stream in
      let test = try? UnitRootTest.augmentedDickeyFuller(
        stream.autoregression(0.8, 250), lags: .fixed(1))
      return test?.pValue ?? 1
    }
    #expect(found > 0.95)
  }

  @Test func `A constant series and one too short are typed errors`() {
    #expect(throws: LeastSquaresError.self) {
      try UnitRootTest.augmentedDickeyFuller([Double](repeating: 2, count: 50), lags: .fixed(1))
    }
    #expect(throws: LeastSquaresError.tooFewRows(rows: 3, columns: 8)) {
      try UnitRootTest.augmentedDickeyFuller(Array(nile[..<10]), lags: .fixed(6))
    }
  }
}

struct StationarityTests {
  /// The numbers of statsmodels 0.15 for the Nile. Catches: weights 1 − k/L; divisor n − k.
  @Test func `KPSS statistics and table agree with another implementation`() throws {
    let truth: [(DeterministicTerms, Int, Double, Double)] = [
      (.constant, 0, 2.5264564549208757, 0.01),
      (.constant, 8, 0.6815135277752928, 0.015226042929518832),
      (.constantAndTrend, 0, 0.4941851734177734, 0.01),
      (.constantAndTrend, 8, 0.1900355433018239, 0.019736671261816035),
    ]
    for (terms, lags, statistic, pValue) in truth {
      let test = try #require(
        StationarityTest.kpss(nile, about: terms, bandwidth: .fixed(lags)))
      #expect(relativeError(test.statistic, statistic) <= 1e-10)
      #expect(relativeError(test.pValue, pValue) <= 1e-10)
    }
  }

  /// Catches: a root or a factor of a rule.
  @Test func `The rules give the lags of their formulas`() throws {
    let noise = referenceSample(1000)
    #expect(BandwidthRule.squareRoot.lags(for: Array(noise[..<100])) == 2)
    #expect(BandwidthRule.squareRoot.lags(for: noise) == 7)
    #expect(BandwidthRule.short.lags(for: noise) == 7)
    #expect(BandwidthRule.long.lags(for: noise) == 21)
    #expect(BandwidthRule.fixed(5).lags(for: [1, 2, 3]) == 2)
    var stream = RandomStream(seed: 5, purpose: "automatic lags")
    #expect(BandwidthRule.automatic.lags(for: stream.normals(2000)) <= 3)
    #expect(BandwidthRule.automatic.lags(for: stream.autoregression(0.9, 2000)) >= 15)
  }

  @Test func `White noise is rejected at its level and a random walk always`() {
    func rejections(_ make: (inout RandomStream) -> [Double]) -> Double {
      let values = pValues(seeds: 800, "kpss") { stream in
        StationarityTest.kpss(make(&stream), bandwidth: .fixed(0))?.pValue ?? 0
      }
      return Double(values.filter { $0 < 0.05 }.count) / Double(values.count)
    }
    // Five standard errors of a share of 5 % of 800 are 0.039.
    #expect(abs(rejections { $0.normals(300) } - 0.05) <= 0.039)
    let walks = rejections { stream in
      var level = 0.0
      return stream.normals(300).map { step in
        level += step
        return level
      }
    }
    #expect(walks > 0.99)
  }

  @Test func `A constant and an exact line have no test`() {
    #expect(StationarityTest.kpss([3, 3, 3, 3]) == nil)
    let line = (0..<50).map { 0.1 * Double($0) }
    #expect(StationarityTest.kpss(line, about: .constantAndTrend) == nil)
  }
}
