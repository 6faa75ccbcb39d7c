// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ten scenarios on which the Python predecessor tried its forecasters: 320 points, a horizon of
// 20. It named them and stated no formula; what each holds is decided here.

/// The scenarios for forecasters.
enum ScenarioRegimes {
  /// The seeds with which the predecessor ran them.
  static let seeds: [UInt64] = [101, 202, 303, 404, 505]

  static let entries: [RegimeEntry] = [
    single(
      "trend_seasonal", "a trend with a season of 20 bars",
      .seasonal(SeasonalProcess(drift: 0.2, volatility: 0.1, amplitude: 0.03, period: 20))),
    single(
      "random_walk", "a random walk: the naive forecast is the best there is",
      BreakRegimes.brownian(0.5 * 0.04, 0.2)),
    scenario("regime_shift", "drift and volatility change at three fifths") { bars, assets in
      let parts = BreakRegimes.split(bars, [0.6, 0.4])
      return .regime(
        "regime_shift", assets,
        segments: [
          MarketSegment(BreakRegimes.brownian(0.25, 0.12), bars: parts[0]),
          MarketSegment(BreakRegimes.brownian(-0.4, 0.35), bars: parts[1]),
        ])
    },
    single(
      "vol_cluster", "strongly clustered volatility",
      .garch(GARCHProcess(volatility: 0.25, shockWeight: 0.15, persistence: 0.83))),
    single(
      "jump_shock", "rare large jumps",
      .merton(
        MertonProcess(
          drift: 0.05, volatility: 0.15, intensity: 6, jumpMean: 0, jumpDeviation: 0.08))),
    scenario("mean_reversion_break", "a level that stops to attract") { bars, assets in
      BreakRegimes.halves(
        "mean_reversion_break", bars, assets,
        .meanReverting(OrnsteinUhlenbeckProcess(level: 1, speed: 30, volatility: 0.25)),
        BreakRegimes.brownian(0.15, 0.25))
    },
    single(
      "ngn_high_inflation", "a currency that slides and is devalued in steps",
      .kou(
        KouProcess(
          drift: 0.45, volatility: 0.12, intensity: 3, upShare: 0.95, upRate: 12, downRate: 50))),
    single(
      "asymmetric_vol", "volatility that rises after falls alone",
      .garch(GARCHProcess(volatility: 0.25, shockWeight: 0, leverage: 0.18, persistence: 0.88))),
    scenario("fat_tail_crash", "Student shocks of three degrees of freedom and a crash") {
      bars, assets in
      let parts = BreakRegimes.split(bars, [0.75, 0.05, 0.2])
      let tails = GARCHProcess(
        volatility: 0.3, shockWeight: 0.05, persistence: 0.9,
        innovation: .student(degreesOfFreedom: 3))
      return .regime(
        "fat_tail_crash", assets,
        segments: [
          MarketSegment(.garch(tails), bars: parts[0]),
          MarketSegment(
            BreakRegimes.crash(logChange: -0.35, bars: parts[1], 0.7), bars: parts[1]),
          MarketSegment(.garch(tails), bars: parts[2]),
        ])
    },
    scenario("crisis_recovery", "a fall and the way back") { bars, assets in
      let parts = BreakRegimes.split(bars, [0.4, 0.15, 0.45])
      return .regime(
        "crisis_recovery", assets,
        segments: [
          MarketSegment(BreakRegimes.brownian(0.1, 0.14), bars: parts[0]),
          MarketSegment(BreakRegimes.brownian(-1.5, 0.5), bars: parts[1]),
          MarketSegment(BreakRegimes.brownian(0.5, 0.25), bars: parts[2]),
        ])
    },
  ]

  private static func scenario(
    _ name: String, _ summary: String,
    make: @escaping @Sendable (_ bars: Int, _ assets: [String]) -> MarketProgram
  ) -> RegimeEntry {
    RegimeEntry(name, .scenario, summary, usualBars: 320, make: make)
  }

  private static func single(
    _ name: String, _ summary: String, _ process: PriceProcess
  ) -> RegimeEntry {
    scenario(name, summary) { bars, assets in
      .regime(name, assets, segments: [MarketSegment(process, bars: bars)])
    }
  }
}
