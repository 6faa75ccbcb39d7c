// SPDX-License-Identifier: GPL-3.0-or-later

/// The regimes in which something changes at a known time.
enum BreakRegimes {
  static let entries: [RegimeEntry] = [
    RegimeEntry("drift-break", .structuralBreak, "a rising market turns into a falling one") {
      halves("drift-break", $0, $1, brownian(0.4, 0.15), brownian(-0.4, 0.15))
    },
    RegimeEntry(
      "volatility-break", .structuralBreak, "the volatility trebles and stays where it is"
    ) { halves("volatility-break", $0, $1, brownian(0.08, 0.12), brownian(0.08, 0.36)) },
    RegimeEntry(
      "volatility-step", .structuralBreak, "the volatility climbs in four steps and falls back"
    ) { bars, assets in
      let parts = split(bars, [0.2, 0.2, 0.2, 0.2, 0.2])
      return .regime(
        "volatility-step", assets,
        segments: zip([0.1, 0.18, 0.3, 0.5, 0.14], parts).map { volatility, bars in
          MarketSegment(brownian(0.05, volatility), bars: bars)
        })
    },
    RegimeEntry(
      "correlation-break", .structuralBreak,
      "assets that hardly knew each other fall together in a Student copula"
    ) { bars, assets in
      let parts = split(bars, [0.5, 0.5])
      let calm: Dependence? = assets.count == 1 ? nil : .equal(correlation: 0.1)
      let crisis: Dependence? =
        assets.count == 1
        ? nil : .studentCopula(degreesOfFreedom: 4, .equal(correlation: 0.7))
      var program = MarketProgram.regime(
        "correlation-break", assets,
        segments: [
          MarketSegment(brownian(0.1, 0.16), bars: parts[0], dependence: calm),
          MarketSegment(brownian(-0.2, 0.32), bars: parts[1], dependence: crisis),
        ])
      // Each segment has its own.
      program.dependence = .independent
      return program
    },
    RegimeEntry(
      "mean-reversion-break", .structuralBreak, "a price that kept to its level starts to wander"
    ) {
      halves(
        "mean-reversion-break", $0, $1,
        .meanReverting(OrnsteinUhlenbeckProcess(level: 1, speed: 20, volatility: 0.2)),
        brownian(0.1, 0.25))
    },
    RegimeEntry(
      "bubble-crash", .structuralBreak, "a log-periodic bubble, its crash and the quiet after it"
    ) { bars, assets in
      let parts = split(bars, [0.7, 0.05, 0.25])
      let bubble = BubbleProcess(
        growth: 1.1, exponent: 0.4, frequency: 8, oscillation: 0.06, volatility: 0.12)
      return .regime(
        "bubble-crash", assets,
        segments: [
          MarketSegment(.bubble(bubble), bars: parts[0]),
          MarketSegment(crash(logChange: -0.6, bars: parts[1], 0.4), bars: parts[1]),
          MarketSegment(brownian(0.02, 0.25), bars: parts[2]),
        ])
    },
    RegimeEntry(
      "bear-run", .structuralBreak, "a long fall with raised volatility between two calm markets"
    ) { bars, assets in
      let parts = split(bars, [0.4, 0.25, 0.35])
      return .regime(
        "bear-run", assets,
        segments: [
          MarketSegment(brownian(0.12, 0.14), bars: parts[0]),
          MarketSegment(brownian(-0.5, 0.32), bars: parts[1]),
          MarketSegment(brownian(0.1, 0.18), bars: parts[2]),
        ])
    },
    RegimeEntry("melt-up", .structuralBreak, "a calm market that takes off") {
      halves("melt-up", $0, $1, brownian(0.08, 0.14), brownian(0.9, 0.2))
    },
    RegimeEntry(
      "chop", .structuralBreak, "trend and range take turns, too short for a slow rule"
    ) { bars, assets in
      let parts = split(bars, [Double](repeating: 0.1, count: 10))
      return .regime(
        "chop", assets,
        segments: parts.enumerated().map { index, bars in
          MarketSegment(brownian(index % 2 == 0 ? 0.6 : -0.55, 0.16), bars: bars)
        })
    },
    RegimeEntry("splice", .structuralBreak, "two assets' histories in one series") {
      halves(
        "splice", $0, $1, brownian(0.05, 0.08),
        .garch(
          GARCHProcess(
            meanReturn: 0.1, volatility: 0.6, shockWeight: 0.1, persistence: 0.85,
            innovation: .student(degreesOfFreedom: 4))))
    },
    RegimeEntry(
      "crisis-recovery", .structuralBreak, "calm, crisis, recovery, calm: each labelled"
    ) { bars, assets in
      let parts = split(bars, [0.35, 0.15, 0.25, 0.25])
      let together: Dependence? = assets.count == 1 ? nil : .equal(correlation: 0.75)
      return .regime(
        "crisis-recovery", assets,
        segments: [
          MarketSegment(brownian(0.1, 0.14), bars: parts[0]),
          MarketSegment(brownian(-1.2, 0.55), bars: parts[1], dependence: together),
          MarketSegment(brownian(0.6, 0.3), bars: parts[2]),
          MarketSegment(brownian(0.08, 0.16), bars: parts[3]),
        ])
    },
  ]

  static func brownian(_ drift: Double, _ volatility: Double) -> PriceProcess {
    .brownian(GeometricBrownianMotion(drift: drift, volatility: volatility))
  }

  /// A fall by a log change, as steep as the number of its bars asks for.
  static func crash(logChange: Double, bars: Int, _ volatility: Double) -> PriceProcess {
    let drift = logChange * 252 / Double(bars) + 0.5 * volatility * volatility
    return brownian(max(drift, -99), volatility)
  }

  /// Parts of some bars in given shares; the last takes what is left.
  static func split(_ bars: Int, _ shares: [Double]) -> [Int] {
    var parts = shares.map { max(1, Int((Double(bars) * $0).rounded())) }
    parts[parts.count - 1] += bars - parts.reduce(0, +)
    return parts
  }

  static func halves(
    _ name: String, _ bars: Int, _ assets: [String], _ first: PriceProcess,
    _ second: PriceProcess
  ) -> MarketProgram {
    let parts = split(bars, [0.5, 0.5])
    return .regime(
      name, assets,
      segments: [
        MarketSegment(first, bars: parts[0]), MarketSegment(second, bars: parts[1]),
      ])
  }
}
