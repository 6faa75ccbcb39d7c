// SPDX-License-Identifier: GPL-3.0-or-later
//
// The controls' market is what it says it is. Planted faults caught here: φ left out of the shock's
// scale; the shock added to the price twice; weekend bars.

import MarketData
import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct PlantedEdgeMarketTests {
  @Test func returnsHaveTheStatedVolatilityAndAutocorrelation() throws {
    let market = PlantedEdgeMarket(bars: 20_000, autocorrelation: 0.5, volatilityPerBar: 0.005)
    let closes = market.series(seed: 1).closes.map { Double.log($0.value) }
    let returns = zip(closes.dropFirst(), closes).map { $0 - $1 }
    let deviation = try #require(SampleMoments(returns).standardDeviation)
    let correlation = try #require(autocorrelation(returns, lag: 1))
    // Four standard errors: σ·√((1 + φ²)/(1 − φ²)/2n) and √((1 − φ²)/n), rounding to cents aside.
    #expect(abs(deviation - 0.005) < 4 * 0.005 * 0.0065)
    #expect(abs(correlation - 0.5) < 4 * 0.0062)
  }

  @Test func barsFallOnWeekdaysAndTheSameSeedGivesTheSameSeries() {
    let market = PlantedEdgeMarket()
    let series = market.series(seed: 7)
    #expect(series.timestamps.allSatisfy { !$0.isWeekend })
    #expect(series == market.series(seed: 7))
    #expect(series != market.series(seed: 8))
    #expect(market.series(seed: 7).prefix(100) == PlantedEdgeMarket(bars: 100).series(seed: 7))
  }
}
