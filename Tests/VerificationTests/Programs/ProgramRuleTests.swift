// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing
import Verification

@Test func everyDrawnProgramIsValid() {
  for values in [MarketProgram.DrawnValues.usual, .all] {
    let report = checkProperty(
      "drawn programs", MarketProgram.generator(values: values),
      settings: .init(cases: 1000, seed: 5)
    ) { program in
      try require(defect(program) == nil, "\(defect(program) ?? "")")
    }
    #expect(report.isSuccess, "\(report)")
  }
}

@Test func aDefectNamesItsPlace() {
  var bad = MarketProgram(
    name: "x",
    segments: [
      .example, .example,
      MarketSegment(.brownian(GeometricBrownianMotion(drift: 0, volatility: 20.5)), bars: 5),
    ])
  #expect(
    defect(bad)
      == "segments[2].process.volatility: 20.5 must be a number from 0.0 to 20.0")
  bad.segments[2] = .example
  #expect(defect(bad) == nil)
}

/// A rule's last good value and its first bad one.
struct Border: Sendable, CustomTestStringConvertible {
  let place: String
  let inside: MarketProgram
  let outside: MarketProgram
  var testDescription: String { place }
}

@Test(arguments: processBorders() + switchingBorders() + programBorders() + dependenceBorders())
func aRuleHoldsUpToItsBorder(border: Border) {
  #expect(defect(border.inside) == nil)
  let problem = defect(border.outside)
  #expect(problem?.hasPrefix(border.place + ": ") == true, "\(problem ?? "no defect")")
}

private func border(
  _ place: String, _ inside: PriceProcess, _ outside: PriceProcess
) -> Border {
  Border(
    place: "segments[0].process." + place, inside: program(inside), outside: program(outside))
}

private func edited<Value>(_ value: Value, _ edit: (inout Value) -> Void) -> Value {
  var value = value
  edit(&value)
  return value
}

private func processBorders() -> [Border] {
  let usual = GARCHProcess(volatility: 0.2, shockWeight: 0.25, leverage: 0.25, persistence: 0.6)
  let still = GARCHProcess(volatility: 0.2, shockWeight: 0, persistence: 0)
  let kou = KouProcess.example
  let (heston, merton) = (HestonProcess.example, MertonProcess.example)
  func garch(_ persistence: Double) -> PriceProcess {
    .garch(edited(usual) { $0.persistence = persistence })
  }
  return [
    border(
      "volatility", .brownian(.init(drift: 0, volatility: 20)),
      .brownian(.init(drift: 0, volatility: 20.0.nextUp))),
    border(
      "volatility", .brownian(.init(drift: 0, volatility: 0)),
      .brownian(.init(drift: 0, volatility: -1e-300))),
    border("persistence", garch(0.624_998), garch(0.625)),
    border(
      "persistence", .garch(edited(still) { $0.innovation = .student(degreesOfFreedom: 4) }),
      .garch(still)),
    border(
      "leverage", .garch(edited(usual) { $0.leverage = -0.25 }),
      .garch(edited(usual) { $0.leverage = (-0.25).nextDown })),
    border(
      "innovation.degrees_of_freedom",
      .garch(edited(usual) { $0.innovation = .student(degreesOfFreedom: 2.05) }),
      .garch(edited(usual) { $0.innovation = .student(degreesOfFreedom: 2.05.nextDown) })),
    border(
      "correlation", .heston(edited(heston) { $0.correlation = -0.999_999 }),
      .heston(edited(heston) { $0.correlation = -1 })),
    border(
      "speed", .heston(edited(heston) { $0.speed = 0.01 }),
      .heston(edited(heston) { $0.speed = 0 })),
    border(
      "steps_per_bar", .heston(edited(heston) { $0.stepsPerBar = 4096 }),
      .heston(edited(heston) { $0.stepsPerBar = 4097 })),
    border(
      "up_rate", .kou(edited(kou) { $0.upRate = 1.01 }), .kou(edited(kou) { $0.upRate = 1 })),
    border(
      "intensity", .merton(edited(merton) { $0.intensity = 10_000 }),
      .merton(edited(merton) { $0.intensity = 10_000.0.nextUp })),
    border(
      "speed", .roughVolatility(edited(.example) { $0.speed = 252 }),
      .roughVolatility(edited(.example) { $0.speed = 252.5 })),
    border(
      "autocorrelation", .autoregressive(edited(.example) { $0.autocorrelation = 0.999_999 }),
      .autoregressive(edited(.example) { $0.autocorrelation = 1 })),
    border(
      "hurst", .fractional(edited(.example) { $0.hurst = 0.99 }),
      .fractional(edited(.example) { $0.hurst = 1 })),
    border(
      "growth", .bubble(edited(.example) { $0.growth = -1e-6 }),
      .bubble(edited(.example) { $0.growth = 0 })),
    border(
      "frequency",
      .bubble(edited(.example) { ($0.oscillation, $0.frequency) = (0, 0) }),
      .bubble(edited(.example) { $0.oscillation = 0 })),
    border(
      "oscillation", .bubble(edited(.example) { $0.oscillation = 1e-6 }),
      .bubble(edited(.example) { $0.oscillation = 1e-7 })),
    border(
      "amplitude", .seasonal(edited(.example) { $0.amplitude = 1e-6 }),
      .seasonal(edited(.example) { $0.amplitude = 0 })),
  ]
}

private func switchingBorders() -> [Border] {
  [
    border(
      "transition", switching([[0.75, 0.25], [0.5, 0.5 + 9e-10]]),
      switching([[0.75, 0.25], [0.5, 0.5 + 2e-9]])),
    border("transition", switching([[1, 0], [0, 1]]), switching([[1, 0]])),
    border("transition", switching([[1, 0], [0, 1]]), switching([[1.5, -0.5], [0, 1]])),
    border(
      "initial_state", .switching(edited(.example) { $0.initialState = 1 }),
      .switching(edited(.example) { $0.initialState = 2 })),
    border(
      "states", .switching(.example),
      .switching(edited(.example) { $0.states[1].name = "calm" })),
    border(
      "states[1].process.kind",
      .switching(edited(.example) { $0.states[1].process = .roughVolatility(.example) }),
      .switching(edited(.example) { $0.states[1].process = .fractional(.example) })),
    border(
      "states[0].process.kind", .switching(.example),
      .switching(edited(.example) { $0.states[0].process = .switching(.example) })),
  ]
}

private func switching(_ transition: [[Double]]) -> PriceProcess {
  .switching(edited(.example) { $0.transition = transition })
}

private func programBorders() -> [Border] {
  func border(
    _ place: String, _ inside: (inout MarketProgram) -> Void,
    _ outside: (inout MarketProgram) -> Void
  ) -> Border {
    Border(
      place: place, inside: edited(.example, inside), outside: edited(.example, outside))
  }
  let garch = PriceProcess.garch(.example)
  return [
    border("name", { $0.name = "a.B-3_" }, { $0.name = "-a" }),
    border("assets", { $0.assets = ["A", "B"] }, { $0.assets = ["A", "B", "A"] }),
    border(
      "assets", { $0.assets = MarketProgram.assetNames(10_000) },
      { $0.assets = MarketProgram.assetNames(10_001) }),
    border("initial_price", { $0.initialPrice = 1e-6 }, { $0.initialPrice = 0 }),
    border("overnight_share", { $0.overnightShare = 0.999_999 }, { $0.overnightShare = 1 }),
    border("steps_per_bar", { $0.stepsPerBar = 1 }, { $0.stepsPerBar = 0 }),
    border("tick", { $0.tick = 10 }, { $0.tick = 10.0.nextUp }),
    border("segments", { $0.segments[0].bars = 2 }, { $0.segments[0].bars = 1 }),
    border("segments", { _ in }, { $0.segments = [] }),
    border(
      "segments[0].bars",
      {
        $0.calendar.barsPerSession = 13
        $0.segments[0].bars = 10_000_000
      }, { $0.segments[0].bars = 10_000_001 }),
    border(
      "segments[0].bars", { $0.segments = [MarketSegment(garch, bars: 3)] },
      { $0.segments = [MarketSegment(garch, bars: 2)] }),
    border("calendar.first_day", { $0.calendar.firstDay = 1 }, { $0.calendar.firstDay = 2 }),
    border(
      "calendar.bars_per_session", { $0.calendar.barsPerSession = 23_400 },
      { $0.calendar.barsPerSession = 23_401 }),
    border(
      "volume.u_shape",
      {
        $0.calendar.barsPerSession = 3
        $0.volume?.uShape = 1
      },
      {
        $0.calendar.barsPerSession = 2
        $0.volume?.uShape = 1
      }),
    border("volume.persistence", { $0.volume?.persistence = 0 }, { $0.volume?.persistence = 1 }),
    border(
      "microstructure.spread_bps", { $0.microstructure = MicrostructureModel(spread: 0.001) },
      { $0.microstructure = MicrostructureModel(spread: 0) }),
    border(
      "microstructure.depth", { $0.microstructure = MicrostructureModel() },
      { $0.microstructure = MicrostructureModel(depth: .infinity) }),
  ]
}

private func dependenceBorders() -> [Border] {
  func border(
    _ place: String, _ inside: Dependence, _ outside: Dependence, assets: Int = 3
  ) -> Border {
    Border(
      place: place, inside: program(.example, assets: assets, dependence: inside),
      outside: program(.example, assets: assets, dependence: outside))
  }
  let equal = Dependence.equal(correlation: 0.5)
  let copula = Dependence.studentCopula(degreesOfFreedom: 4, equal)
  func own(_ inner: Dependence, _ outer: Dependence) -> MarketProgram {
    edited(program(.example, assets: 2, dependence: outer)) { $0.segments[0].dependence = inner }
  }
  return [
    border("dependence.kind", .independent, equal, assets: 1),
    border(
      "dependence.correlation", .equal(correlation: -0.499_999), .equal(correlation: -0.5)),
    border("dependence.correlation", .equal(correlation: 0.999_999), .equal(correlation: 1)),
    border(
      "dependence.loadings[1]", .factor(loadings: [0.1, 0.2]), .factor(loadings: [0.1, 1])),
    border(
      "dependence.loadings", .factor(loadings: [0.2, 0.1]),
      .factor(loadings: [0.1, 0.2, 0.3, 0.4])),
    border(
      "dependence.loadings", .factor(loadings: [0.1, 0.2]), .factor(loadings: [0.1, 0.2, 0.2])),
    border("dependence.rows", matrix(3), matrix(4)),
    border("dependence.rows", matrix(3), matrix(3, last: 0.25)),
    border("dependence.kind", .factor(loadings: [0.5]), matrix(2), assets: 2),
    border("dependence.correlation", .equal(correlation: -1e-6), .equal(correlation: 0)),
    border("dependence.loadings", .factor(loadings: [0, 0.1]), .factor(loadings: [0])),
    border(
      "dependence.second", .rolling(equal, matrix(3), period: 2),
      .rolling(equal, equal, period: 9)),
    border(
      "dependence.first.kind", .rolling(equal, .independent, period: 2),
      .rolling(copula, equal, period: 9)),
    border(
      "dependence.dependence.kind",
      .studentCopula(degreesOfFreedom: 4, .rolling(equal, .independent, period: 9)),
      .studentCopula(degreesOfFreedom: 4, copula)),
    border(
      "dependence.degrees_of_freedom", .studentCopula(degreesOfFreedom: 1000, equal),
      .studentCopula(degreesOfFreedom: 2, equal)),
    Border(
      place: "segments[0].dependence", inside: own(equal, .independent),
      outside: own(equal, equal)),
    Border(
      place: "dependence", inside: own(equal, .independent), outside: own(equal, copula)),
  ]
}

/// A matrix whose last correlation is apart from the others.
private func matrix(_ size: Int, last: Double = 0.5) -> Dependence {
  let rows = (0..<size).map { row in
    (0..<size).map { column in
      row == column ? 1 : min(row, column) == size - 2 ? last : 0.25
    }
  }
  guard let matrix = try? Correlation(rows) else { preconditionFailure("a correlation matrix") }
  return .matrix(matrix)
}

@Test func aValidProgramOfAnyValuesIsMadeWithoutATrap() {
  var refused = 0
  let report = checkProperty(
    "extreme programs",
    MarketProgram.generator(assets: 1...2, segments: 1...2, bars: 8, values: .all),
    settings: .init(cases: 300, seed: 4)
  ) { program in
    let made = Result { () throws(MarketProgramDefect) in try program.market(seed: 1) }
    switch made {
    case .success(let market):
      for asset in market.assets {
        try require(asset.lows.allSatisfy { $0 > 0 } && asset.highs.allSatisfy(\.isFinite))
      }
    case .failure(let defect):
      refused += 1
      try require(defect.problem.contains("leaves the range of numbers"), defect.description)
    }
  }
  #expect(report.isSuccess, "\(report)")
  #expect(refused < 200)
}

@Test func aPriceBeyondNumbersIsRefused() {
  let steep = program(.brownian(GeometricBrownianMotion(drift: 100, volatility: 0)), bars: 2000)
  #expect(
    throws: MarketProgramDefect(
      place: "segments[0].process",
      problem: "the price of A001 leaves the range of numbers at bar 1777")
  ) { try steep.market(seed: 1) }
}
