// SPDX-License-Identifier: GPL-3.0-or-later
//
// Kinds of market, with volume, costs and dependent assets. The four that the Python predecessor
// had by name keep their parameters where it stated them: a volatility a bar becomes one a year by
// √252, a probability a bar an intensity a year by 252.

/// The regimes that stand for a kind of market.
enum ProfileRegimes {
  static let entries: [RegimeEntry] = [
    RegimeEntry(
      "equity-daily", .profile,
      "daily returns that look like a stock's: heavy tails, clustered volatility, leverage",
      usualBars: 2500, claimsRealism: true
    ) { bars, assets in
      profile(
        "equity-daily", assets, correlation: 0.3,
        segments: [MarketSegment(.garch(realistic), bars: bars)])
    },
    RegimeEntry(
      "efficient", .profile, "Brownian motion, correlation 0.3, cheap to trade"
    ) { bars, assets in
      profile(
        "efficient", assets, correlation: 0.3,
        segments: [MarketSegment(BreakRegimes.brownian(0.126, 0.2), bars: bars)])
    },
    RegimeEntry(
      "inefficient", .profile, "jumps, rare events and a wide spread"
    ) { bars, assets in
      let process = MertonProcess(
        drift: -0.025, volatility: 0.25, intensity: 12.6, jumpMean: 0, jumpDeviation: 0.05)
      return profile(
        "inefficient", assets, correlation: 0.4,
        segments: [
          MarketSegment(
            .merton(process), bars: bars, stresses: Stress.predecessorEvents)
        ],
        microstructure: MicrostructureModel(spread: 8))
    },
    RegimeEntry(
      "crisis", .profile, "calm and panic take turns; in panic a Student copula, correlation 0.7"
    ) { bars, assets in
      profile(
        "crisis", assets, correlation: 0.4,
        segments: [
          MarketSegment(
            .switching(calmAndPanic(assets.count)), bars: bars,
            stresses: Stress.predecessorEvents)
        ],
        microstructure: MicrostructureModel(spread: 10, spreadElasticity: 1.2))
    },
    RegimeEntry(
      "microstructure_heavy", .profile,
      "wide spreads, a thin book and orders that lean: costs decide"
    ) { bars, assets in
      profile(
        "microstructure_heavy", assets, correlation: 0.3,
        segments: [MarketSegment(.garch(realistic), bars: bars)],
        microstructure: MicrostructureModel(
          spread: 25, spreadElasticity: 1.2, slippage: 12, depth: 2e4, imbalance: 0.4,
          imbalanceShockWeight: 0.3, impact: 2))
    },
  ]

  /// Passes the stylised facts at 2,500 bars for about nine seeds of ten.
  static let realistic = GARCHProcess(
    meanReturn: 0.05, volatility: 0.28, shockWeight: 0.03, leverage: 0.05, persistence: 0.93,
    innovation: .student(degreesOfFreedom: 6.5))

  private static func calmAndPanic(_ assets: Int) -> MarkovSwitchingProcess {
    MarkovSwitchingProcess(
      states: [
        MarketState(
          name: "calm", process: .brownian(GeometricBrownianMotion(drift: 0.1, volatility: 0.159))),
        MarketState(
          name: "panic",
          process: .merton(
            MertonProcess(
              drift: -0.05, volatility: 0.476, intensity: 5.04, jumpMean: -0.02,
              jumpDeviation: 0.05)),
          dependence: assets == 1
            ? nil : .studentCopula(degreesOfFreedom: 5, .equal(correlation: 0.7))),
      ],
      transition: [[0.9, 0.1], [0.2, 0.8]])
  }

  private static func profile(
    _ name: String, _ assets: [String], correlation: Double, segments: [MarketSegment],
    microstructure: MicrostructureModel = MicrostructureModel()
  ) -> MarketProgram {
    var program = MarketProgram.regime(
      name, assets, segments: segments, correlation: correlation)
    program.microstructure = microstructure
    return program
  }
}
