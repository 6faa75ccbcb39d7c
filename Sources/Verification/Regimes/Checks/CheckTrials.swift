// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trials that need a market of their own: many paths of one year, whose closed forms have published
// or recomputed prices; all kinds of dependence; many steps a bar; the mild GARCH process whose
// eighth moment exists.

/// The subjects beside the regimes.
enum CheckTrials {
  static let subjects: [CheckSubject] = options + dependences + [steps, mildGARCH, intraday]

  /// The number of paths that options are priced on.
  private static let paths = 4000

  // MARK: Options

  private static var options: [CheckSubject] {
    [
      years(
        "options-black-scholes", .brownian(GeometricBrownianMotion(drift: 0.05, volatility: 0.2)),
        GeometricBrownianLaw(volatilityPerYear: 0.2), growth: 0.05, strikes: [80, 100, 120]),
      years(
        "options-merton",
        .merton(
          MertonProcess(
            drift: 0.08, volatility: 0.2, intensity: 5, jumpMean: -0.05, jumpDeviation: 0.1)),
        MertonLaw(volatilityPerYear: 0.2, jumpsPerYear: 5, jumpMean: -0.05, jumpDeviation: 0.1),
        growth: 0.08, strikes: [80, 100, 120]),
      years(
        "options-kou",
        .kou(
          KouProcess(
            drift: 0.05, volatility: 0.16, intensity: 1, upShare: 0.4, upRate: 10, downRate: 5)),
        KouLaw(
          volatilityPerYear: 0.16, jumpsPerYear: 1, upProbability: 0.4, upRate: 10, downRate: 5),
        growth: 0.05, strikes: [80, 98, 120]),
      heston(
        "options-heston-lewis", initial: 0.04, speed: 4, mean: 0.25, spread: 1,
        correlation: -0.5, drift: -0.01, rate: 0.01),
      heston(
        "options-heston-broadie-kaya", initial: 0.010201, speed: 6.21, mean: 0.019,
        spread: 0.61, correlation: -0.7, drift: 0.0319, rate: 0.0319),
      heston(
        "options-heston-andersen", initial: 0.04, speed: 0.5, mean: 0.04, spread: 1,
        correlation: -0.9, drift: 0, rate: 0),
    ]
  }

  /// Bars of a year each: processes with independent returns need no smaller step.
  private static func years(
    _ name: String, _ process: PriceProcess, _ law: some LogReturnLaw & Sendable, growth: Double,
    strikes: [Double]
  ) -> CheckSubject {
    let yearly = BarCalendar(
      firstDay: 10_959, barsPerSession: 1, sessionsPerYear: 1, skipsWeekends: false)
    var program = OptionClaims.program(name, process, paths: 1000, bars: 20)
    program.calendar = yearly
    return CheckSubject(
      name: name, program: program,
      claims: OptionClaims.claims(law, drift: growth, rate: growth, strikes: strikes))
  }

  private static func heston(
    _ name: String, initial: Double, speed: Double, mean: Double, spread: Double,
    correlation: Double, drift: Double, rate: Double
  ) -> CheckSubject {
    let process = HestonProcess(
      drift: drift, initialVariance: initial, speed: speed, meanVariance: mean,
      volatilityOfVariance: spread, correlation: correlation)
    let law = HestonLaw(
      varianceLaw: SquareRootVarianceLaw(
        reversionPerYear: speed, longRunVariance: mean, volatilityOfVariance: spread),
      initialVariance: initial, correlation: correlation)
    return CheckSubject(
      name: name, program: OptionClaims.program(name, .heston(process), paths: paths),
      claims: OptionClaims.claims(
        law, drift: drift, rate: rate, strikes: [80, 90, 100, 110, 120]))
  }

  // MARK: Dependence

  private static var dependences: [CheckSubject] {
    let kinds: [(String, Dependence)] = [
      ("independent", .independent), ("equal", .equal(correlation: 0.4)),
      ("factor", .factor(loadings: [0.4, 0.9, 0.7])),
      (
        "rolling", .rolling(.equal(correlation: 0.8), .equal(correlation: -0.3), period: 500)
      ),
      ("student-copula", .studentCopula(degreesOfFreedom: 4, .equal(correlation: 0.5))),
      ("student-copula-10", .studentCopula(degreesOfFreedom: 10, .factor(loadings: [0.7]))),
    ]
    return kinds.map { name, dependence in
      CheckSubject(
        MarketProgram(
          name: "dependence-\(name)", assets: MarketProgram.assetNames(3),
          dependence: dependence, volume: nil,
          segments: [
            MarketSegment(
              .brownian(GeometricBrownianMotion(drift: 0.05, volatility: 0.2)), bars: 50_000)
          ]))
    }
  }

  // MARK: Bars

  private static var steps: CheckSubject {
    CheckSubject(
      MarketProgram(
        name: "eight-steps-a-bar", overnightShare: 0.25, stepsPerBar: 8,
        segments: [
          MarketSegment(
            .brownian(GeometricBrownianMotion(drift: 0.02, volatility: 0.2)), bars: 20_000)
        ]))
  }

  private static var intraday: CheckSubject {
    CheckSubject(
      MarketProgram(
        name: "thirteen-bars-a-session",
        calendar: BarCalendar(
          firstDay: 10_959, barsPerSession: 13, sessionsPerYear: 252, skipsWeekends: true),
        overnightShare: 0.5, microstructure: MicrostructureModel(),
        segments: [
          MarketSegment(
            .brownian(GeometricBrownianMotion(drift: 0.02, volatility: 0.2)), bars: 20_000)
        ]))
  }

  private static var mildGARCH: CheckSubject {
    let process = GARCHProcess(volatility: 0.2, shockWeight: 0.05, persistence: 0.85)
    let bars = 200_000
    let program = MarketProgram(
      name: "garch-eighth-moment", volume: nil,
      segments: [MarketSegment(.garch(process), bars: bars)])
    let place = ClaimPlace(program: program, bars: 0..<bars)
    let law = GARCHLaw(
      constant: 0.04 / 252 * 0.1, shockWeight: 0.05, persistence: 0.85)
    return CheckSubject(
      name: program.name, program: program, claims: GARCHClaims.moments(law, place))
  }
}
