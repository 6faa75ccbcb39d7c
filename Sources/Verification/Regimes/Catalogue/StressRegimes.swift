// SPDX-License-Identifier: GPL-3.0-or-later

/// The regimes in which something befalls a market.
enum StressRegimes {
  static let entries: [RegimeEntry] = [
    stressed(
      "flash-crash",
      "a fall of a seventh in three bars, most of it regained; another one inside a bar"
    ) {
      [
        .flashCrash(FlashCrash(bar: $0.part(0.4), drop: 0.14, rebound: 0.8)),
        .intradayFlashCrash(IntradayFlashCrash(bar: $0.part(0.75), drop: 0.12)),
      ]
    },
    stressed("overnight-gaps", "opens far from the close before, down more often than up") { _ in
      [
        .randomEvents(
          RandomEvents(
            name: "gaps", probability: 0.02,
            event: .gap(OvernightGap(bar: 0, size: -0.04, reverseShare: 0.4))))
      ]
    },
    stressed("level-shift", "a price that finds another level within a bar and stays there") {
      [.levelShift(LevelShift(bar: $0.part(0.5), size: 0.25))]
    },
    stressed("halving", "a price that opens at half of its close, without a rebound") {
      [.halving(Halving(bar: $0.part(0.5)))]
    },
    stressed("liquidity-drought", "little trading, wide spreads, a thin book and stale prints") {
      [
        .liquidityDrought(
          LiquidityDrought(bar: $0.part(0.4), bars: $0.part(0.3), staleShare: 0.25))
      ]
    },
    stressed(
      "limit-days", "closes that may move eight per cent a day: what is cut off comes later",
      volatility: 0.6
    ) { [.priceLimits(PriceLimits(bar: 0, bars: $0, limit: 0.08))] },
    stressed("halts", "days without a trade, while the price moves on unseen") { _ in
      [
        .randomEvents(
          RandomEvents(
            name: "halts", probability: 0.01, event: .halt(TradingHalt(bar: 0, bars: 3))))
      ]
    },
    stressed(
      "volatility-spikes", "days of two and a half times the variance, and shocks to trade"
    ) { _ in
      [
        .randomEvents(
          RandomEvents(
            name: "spikes", probability: 0.02,
            event: .volatilityScaling(VolatilityScaling(bar: 0, bars: 3, variance: 2.5)))),
        .randomEvents(
          RandomEvents(
            name: "shocks", probability: 0.004, isMarketWide: true,
            event: .liquidityShock(LiquidityShock(bar: 0)))),
      ]
    },
    stressed("high-inflation", "a rising market whose currency is devalued in steps", drift: 0.5) {
      [
        .devaluation(
          Devaluation(bar: $0.part(0.3), steps: 4, interval: $0.part(0.15), drop: 0.12))
      ]
    },
  ]

  private static func stressed(
    _ name: String, _ summary: String, drift: Double = 0.08, volatility: Double = 0.18,
    _ stresses: @escaping @Sendable (_ bars: Int) -> [Stress]
  ) -> RegimeEntry {
    RegimeEntry(name, .stress, summary) { bars, assets in
      var program = MarketProgram.regime(
        name, assets,
        segments: [
          MarketSegment(
            BreakRegimes.brownian(drift, volatility), bars: bars, stresses: stresses(bars))
        ])
      program.microstructure = MicrostructureModel()
      return program
    }
  }
}
