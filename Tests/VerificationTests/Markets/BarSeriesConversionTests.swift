// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import PropertyTesting
import Testing
import Verification

@Suite struct BarSeriesConversionTests {
  private static func defect(
    _ program: MarketProgram, stamps: ([Timestamp]) -> [Timestamp] = { $0 }
  ) throws -> SyntheticSeriesDefect? {
    let market = try program.market(seed: 1)
    do throws(SyntheticSeriesDefect) {
      _ = try market.assets[0].barSeries(timestamps: stamps(market.timestamps))
      return nil
    } catch { return error }
  }

  /// Catches: columns interchanged; prices cut off and not rounded; a stamp moved; no volume.
  @Test func `A series has the asset's stamps, volumes and prices to a hundred-millionth`() {
    let report = checkProperty("series", settings: .init(cases: 80)) { draw in
      var program = MarketFixtures.program(try draw.process())
      if try draw(.boolean()) { program.tick = 0.01 }
      let market = try program.market(seed: try draw.seed())
      let asset = market.assets[0]
      let series = try asset.barSeries(timestamps: market.timestamps)
      try require(series.timestamps == market.timestamps && series.volumes == asset.volumes)
      let columns = [
        (series.opens, asset.opens), (series.highs, asset.highs), (series.lows, asset.lows),
        (series.closes, asset.closes),
      ]
      for (prices, values) in columns {
        for (price, value) in zip(prices, values) {
          try require((price.value - value).magnitude <= 0.5e-8 + 1e-15 * value)
          try require(program.tick == nil || price.units % 1_000_000 == 0)
        }
      }
      // Making bars of it checks the order of their prices.
      let bars = (0..<series.count).map { series[$0] }
      try require(try BarSeries(name: series.name, bars: bars) == series)
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  @Test func `A market without volume makes a series without`() throws {
    var program = MarketFixtures.program(.brownian(MarketFixtures.calm))
    program.volume = nil
    let market = try program.market(seed: 1)
    #expect(try market.assets[0].barSeries(timestamps: market.timestamps).volumes == nil)
  }

  /// Catches: a price of 0; a conversion that traps or wraps.
  @Test func `A price that the engine cannot hold is an error`() throws {
    var program = MarketFixtures.program(.brownian(MarketFixtures.calm))
    program.initialPrice = 1e12
    if case .priceOutOfRange(bar: 0, let value) = try Self.defect(program) {
      #expect(value > 9e11)
    } else {
      Issue.record("a price of 10¹² does not fit")
    }
    program.initialPrice = 1
    program.segments[0].process = .brownian(
      GeometricBrownianMotion(drift: -90, volatility: 0.2))
    if case .priceOutOfRange(let bar, let value) = try Self.defect(program) {
      #expect(bar > 20 && value < 0.51e-8)
    } else {
      Issue.record("a price below half a hundred-millionth rounds to 0")
    }
  }

  /// Catches: stamps cut to the shorter length; an order that nothing looks at.
  @Test func `Stamps of another number or order are an error`() throws {
    let program = MarketFixtures.program(.brownian(MarketFixtures.calm))
    #expect(try Self.defect(program) == nil)
    #expect(
      try Self.defect(program) { $0.dropLast() } == .stampCount(stamps: 59, bars: 60))
    #expect(try Self.defect(program) { $0.reversed() } == .notIncreasing(bar: 1))
  }
}
