// SPDX-License-Identifier: GPL-3.0-or-later
//
// One process each, with parameters near those of a stock index.

/// The regimes of one process.
enum PureRegimes {
  static let entries: [RegimeEntry] = [
    pure(
      "gbm", "geometric Brownian motion: nothing to predict but the drift",
      .brownian(GeometricBrownianMotion(drift: 0.08, volatility: 0.2))),
    pure(
      "ou", "a log price drawn back to its level, half-life 35 days",
      .meanReverting(OrnsteinUhlenbeckProcess(level: 1, speed: 5, volatility: 0.2))),
    pure(
      "merton", "Brownian motion with normal jumps, five a year",
      .merton(
        MertonProcess(
          drift: 0.08, volatility: 0.15, intensity: 5, jumpMean: -0.02, jumpDeviation: 0.04))),
    pure(
      "kou", "Brownian motion with double exponential jumps, six a year",
      .kou(
        KouProcess(
          drift: 0.08, volatility: 0.15, intensity: 6, upShare: 0.4, upRate: 40, downRate: 25))),
    pure(
      "heston", "a variance of its own that rises when the price falls",
      .heston(
        HestonProcess(
          drift: 0.08, initialVariance: 0.04, speed: 4, meanVariance: 0.04,
          volatilityOfVariance: 0.5, correlation: -0.7))),
    pure(
      "garch", "a variance that follows from the last shock",
      .garch(GARCHProcess(volatility: 0.2, shockWeight: 0.08, persistence: 0.9))),
    pure(
      "gjr", "a variance that rises more after a fall",
      .garch(
        GARCHProcess(volatility: 0.2, shockWeight: 0.03, leverage: 0.1, persistence: 0.9))),
    pure(
      "egarch", "a log variance that reacts to the sign of the last shock",
      .egarch(
        EGARCHProcess(volatility: 0.2, sizeWeight: 0.15, signWeight: -0.08, persistence: 0.97))),
    pure(
      "markov-switching", "bull, bear, sideways and crisis, as a chain that all assets share",
      .switching(fourStates)),
    pure(
      "fractional", "returns that persist: fractional Brownian motion of index 0.7",
      .fractional(FractionalBrownianMotion(volatility: 0.2, hurst: 0.7))),
    pure(
      "antipersistent", "returns that turn back: fractional Brownian motion of index 0.3",
      .fractional(FractionalBrownianMotion(volatility: 0.2, hurst: 0.3))),
    pure(
      "rough-volatility", "log volatility driven by fractional noise of index 0.1",
      .roughVolatility(
        RoughVolatilityProcess(
          drift: 0.08, volatility: 0.18, hurst: 0.1, speed: 2, volatilityOfVolatility: 0.6))),
    pure(
      "trend", "a drift three times as strong as the noise of a year",
      .brownian(GeometricBrownianMotion(drift: 0.3, volatility: 0.1))),
    pure(
      "flat", "a price that hardly moves",
      .brownian(GeometricBrownianMotion(drift: 0, volatility: 0.005))),
    pure(
      "martingale", "no drift and no memory: the control in which no signal can be right",
      .brownian(GeometricBrownianMotion(drift: 0, volatility: 0.2))),
  ]

  /// Templates of four states; the crisis jumps, and in it assets move together.
  static let fourStates = MarkovSwitchingProcess(
    states: [
      MarketState(
        name: "bull", process: .brownian(GeometricBrownianMotion(drift: 0.12, volatility: 0.12))),
      MarketState(
        name: "bear", process: .brownian(GeometricBrownianMotion(drift: -0.2, volatility: 0.3))),
      MarketState(
        name: "sideways", process: .brownian(GeometricBrownianMotion(drift: 0, volatility: 0.08))),
      MarketState(
        name: "crisis",
        process: .merton(
          MertonProcess(
            drift: -0.8, volatility: 0.6, intensity: 25, jumpMean: -0.03, jumpDeviation: 0.04))),
    ],
    transition: [
      [0.99, 0.004, 0.005, 0.001], [0.02, 0.97, 0.005, 0.005], [0.012, 0.007, 0.98, 0.001],
      [0.02, 0.07, 0.01, 0.9],
    ])

  private static func pure(
    _ name: String, _ summary: String, _ process: PriceProcess
  ) -> RegimeEntry {
    RegimeEntry(name, .process, summary) { bars, assets in
      .regime(name, assets, segments: [MarketSegment(process, bars: bars)])
    }
  }
}
