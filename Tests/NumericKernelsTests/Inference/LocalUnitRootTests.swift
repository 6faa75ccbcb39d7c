// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tests of Elliott, Rothenberg and Stock and of Zivot and Andrews. "Catches" names the faults
// that were planted.

import NumericKernels
import Testing

private let nile = TimeSeriesReference.nile
private let localTerms = [DeterministicTerms.constant, .constantAndTrend]
private let counts: [Int?] = [20, 39, 45, 70, 99, 170, 400, 3_000, nil]

struct LocalUnitRootTests {
  // MARK: Elliott, Rothenberg and Stock

  /// The number of arch 8 for the Nile; its p-value comes from another table, from a simulation of
  /// long series. Catches: the first value left as a difference; c̄ over n − 1.
  @Test func `The detrended statistic agrees with another implementation`() throws {
    let test = try UnitRootTest.elliottRothenbergStock(nile, lags: .fixed(4))
    #expect(relativeError(test.statistic, -1.5199076418745112) <= 1e-9)
    #expect(test.observationCount == 95 && test.lags == 4)
    let limit = ElliottRothenbergStockDistribution.cumulative(test.statistic, terms: .constant)
    #expect(abs(limit - 0.12499780150818796) < 0.01)
  }

  /// Catches: a constant taken out where a line is allowed.
  @Test(arguments: localTerms)
  func `A shift, a scale and an allowed line leave the statistic alone`(
    terms: DeterministicTerms
  ) throws {
    for choice in [UnitRootTest.LagChoice.fixed(3), .akaike()] {
      let slope = terms == .constant ? 0.0 : 25
      let moved = nile.enumerated().map { 1e6 - 3 * $1 + slope * Double($0) }
      let plain = try UnitRootTest.elliottRothenbergStock(nile, terms: terms, lags: choice)
      let other = try UnitRootTest.elliottRothenbergStock(moved, terms: terms, lags: choice)
      #expect(relativeError(other.statistic, plain.statistic) <= 1e-8)
      #expect(other.lags == plain.lags)
    }
  }

  /// Catches: the table of other terms; that of the limit at every size; a line taken out for a
  /// constant.
  @Test(arguments: localTerms, [50, 120, 400])
  func `Detrended p-values are uniform for random walks`(
    terms: DeterministicTerms, count: Int
  ) {
    let result = uniformity(seeds: 1_500, "random walks") { stream in
      let test = try? UnitRootTest.elliottRothenbergStock(
        stream.walk(count), terms: terms, lags: .fixed(0))
      return test?.pValue ?? -1
    }
    #expect(result > uniformityLevel)
  }

  /// For long series a constant taken out locally leaves the law of a series without one, whose
  /// critical values are published. Catches: q₁ taken for the limit; the table of other terms.
  @Test func `The limit for a constant is Dickey and Fuller's without one`() {
    let own = ElliottRothenbergStockDistribution.criticalValues(terms: .constant)
    let known = DickeyFullerDistribution.criticalValues(terms: .none)
    #expect(abs(own.onePercent - known.onePercent) < 0.01)
    #expect(abs(own.fivePercent - known.fivePercent) < 0.01)
    #expect(abs(own.tenPercent - known.tenPercent) < 0.01)
  }

  /// What the detrending is for. Catches: the table of other terms.
  @Test func `Local detrending tells more roots near one from one`() {
    func found(_ name: String, _ test: ([Double]) throws -> UnitRootTest) -> Double {
      let values = pValues(seeds: 300, "near one") { stream in
        (try? test(stream.walk(100, decay: 0.9)).pValue) ?? 1
      }
      return Double(values.count { $0 < 0.05 }) / 300
    }
    let local = found("local") { try .elliottRothenbergStock($0, lags: .fixed(0)) }
    let plain = found("plain") { try .augmentedDickeyFuller($0, lags: .fixed(0)) }
    #expect(local > plain + 0.1)
  }

  // MARK: Zivot and Andrews

  /// The number of arch 8 for the Nile. Catches: the largest statistic in place of the least.
  @Test func `The statistic of a break agrees with another implementation`() throws {
    let test = try ZivotAndrewsTest(nile, lags: .fixed(4))
    #expect(relativeError(test.statistic, -5.809325116227232) <= 1e-9)
    #expect(test.observationCount == 95 && test.lags == 4)
    let limit = ZivotAndrewsDistribution.cumulative(test.statistic, break: .level)
    #expect(abs(limit - 0.0011501021973876872) < 5e-4)
  }

  @Test(arguments: ZivotAndrewsTest.Break.allCases)
  func `A shift, a scale and a line leave the break alone`(kind: ZivotAndrewsTest.Break) throws {
    let moved = nile.enumerated().map { 1e6 - 3 * $1 + 25 * Double($0) }
    let plain = try ZivotAndrewsTest(nile, break: kind)
    let other = try ZivotAndrewsTest(moved, break: kind)
    #expect(relativeError(other.statistic, plain.statistic) <= 1e-7)
    #expect(other.breakIndex == plain.breakIndex && other.lags == plain.lags)
  }

  /// Catches: the table of another kind of break; DT left out of the regression of both.
  @Test(arguments: ZivotAndrewsTest.Break.allCases, [45, 100])
  func `P-values of breaks are uniform for random walks`(
    kind: ZivotAndrewsTest.Break, count: Int
  ) {
    let result = uniformity(seeds: 800, "random walks") { stream in
      let test = try? ZivotAndrewsTest(stream.walk(count), break: kind, lags: .fixed(0))
      return test?.pValue ?? -1
    }
    #expect(result > uniformityLevel)
  }

  /// Catches: an index that counts rows; a break one row late.
  @Test(arguments: [ZivotAndrewsTest.Break.level, .slope])
  func `A planted break is found where it is`(kind: ZivotAndrewsTest.Break) throws {
    var stream = RandomStream(seed: 2, purpose: "planted break")
    let noise = stream.autoregression(0.3, 160)
    let values = noise.enumerated().map { time, value in
      let after = Double(max(0, time - 89))
      return value + (kind == .level ? (time < 90 ? 0 : 12) : 0.8 * after)
    }
    let test = try ZivotAndrewsTest(values, break: kind, lags: .fixed(0))
    #expect(test.pValue < 1e-3)
    #expect(abs(test.breakIndex - 90) <= (kind == .level ? 0 : 3))
  }

  // MARK: Both

  /// Catches: a row of the table out of order; powers of n for 1/n.
  @Test func `The tables rise, and have their levels at the critical values`() {
    func check(
      _ count: Int?, _ values: (onePercent: Double, fivePercent: Double, tenPercent: Double),
      _ cumulative: (Double) -> Double
    ) {
      let rows = [(values.onePercent, 0.01), (values.fivePercent, 0.05), (values.tenPercent, 0.1)]
      for (value, level) in rows { #expect(abs(cumulative(value) - level) < 1e-12) }
      var (previous, largest) = (0.0, 0.0)
      for step in 0...1_600 {
        let value = cumulative(-12 + Double(step) / 100)
        #expect(value >= previous, "\(String(describing: count))")
        largest = max(largest, value - previous)
        previous = value
      }
      #expect(largest < 0.02 && previous > 0.999)
      #expect(cumulative(-12) < 1e-6)
    }
    for count in counts {
      for terms in localTerms {
        check(
          count, ElliottRothenbergStockDistribution.criticalValues(terms: terms, count: count)
        ) { ElliottRothenbergStockDistribution.cumulative($0, terms: terms, count: count) }
      }
      for kind in ZivotAndrewsTest.Break.allCases {
        check(count, ZivotAndrewsDistribution.criticalValues(break: kind, count: count)) {
          ZivotAndrewsDistribution.cumulative($0, break: kind, count: count)
        }
      }
    }
  }

  /// Catches: series without a finite statistic let through.
  @Test func `Series without an answer are refused`() {
    let line = (0..<80).map { 3 + 0.25 * Double($0) }
    let flat = [Double](repeating: 2, count: 80)
    for values in [flat, [1, 2, 4]] {
      #expect(throws: LeastSquaresError.self) {
        try UnitRootTest.elliottRothenbergStock(values, lags: .fixed(2))
      }
    }
    for values in [flat, line, [1, 2, 4, 3]] {
      #expect(throws: LeastSquaresError.self) { try ZivotAndrewsTest(values, lags: .fixed(0)) }
    }
  }
}

extension RandomStream {
  /// A sum of standard normal steps from zero, a random walk where nothing decays.
  fileprivate mutating func walk(_ count: Int, decay: Double = 1) -> [Double] {
    var level = 0.0
    return normals(count).map { step in
      level = decay * level + step
      return level
    }
  }
}
