// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a dependence holds, and what it leaves as it was: other assets and other bars.

import Testing
import Verification

private typealias Support = DependenceSupport

@Test(arguments: 0..<9)
func anAssetMoreChangesNoOtherAsset(kind: Int) throws {
  var markets: [SyntheticMarket] = []
  for assets in 3...5 {
    let process = MarkovSwitchingProcess(
      states: [
        MarketState(name: "calm", process: Support.brownian),
        MarketState(
          name: "crisis", process: Support.brownian,
          dependence: .equal(correlation: 0.9)),
      ], transition: [[0.9, 0.1], [0.3, 0.7]])
    var program = Support.program(
      [
        MarketSegment(Support.brownian, bars: 70), MarketSegment(.switching(process), bars: 60),
        MarketSegment(Support.brownian, bars: 20, dependence: .factor(loadings: [0.3, 0.9])),
      ], try Support.everyKind(assets: assets)[kind], assets: assets)
    program.volume = VolumeModel()
    program.microstructure = MicrostructureModel()
    program.stepsPerBar = 2
    program.overnightShare = 0.2
    let market = try program.market(seed: 5)
    #expect(try program.market(seed: 5, threads: 3) == market)
    if let before = markets.last {
      #expect(Array(market.assets.dropLast()) == before.assets)
      #expect(market.assets[assets - 1].closes != before.assets[assets - 2].closes)
    }
    markets.append(market)
  }
}

@Test func everyKindOfDependenceIsTriedForPrefixes() throws {
  #expect(try Support.everyKind(assets: 5).count == 9)
}

@Test(arguments: 0..<9)
func aRunOfBarsMixesItsOwnBarsOnly(kind: Int) throws {
  let dependence = try Support.everyKind(assets: 3)[kind]
  let plain = try Support.shocks(Support.program(.independent, assets: 3, bars: 150))
  let whole = try Support.shocks(Support.program(dependence, assets: 3, bars: 150))
  let part = try Support.shocks(
    Support.program(
      [
        MarketSegment(Support.brownian, bars: 50),
        MarketSegment(
          Support.brownian, bars: 40, dependence: dependence == .independent ? nil : dependence),
        MarketSegment(Support.brownian, bars: 60),
      ], assets: 3))
  for asset in 0..<3 {
    for bar in 0..<150 {
      let expected = (50..<90).contains(bar) ? whole[asset][bar] : plain[asset][bar]
      #expect(
        (part[asset][bar] - expected).magnitude < 1e-10, "asset \(asset), bar \(bar)")
    }
  }
  // The two differ, so that the test above can tell them apart; the third asset always has a part.
  if dependence != .independent {
    #expect((50..<90).contains { (whole[2][$0] - plain[2][$0]).magnitude > 0.01 })
  }
}

@Test func oneDependenceInTwoSegmentsIsThatOfOneSegment() throws {
  let rolling = try Support.everyKind(assets: 3)[4]
  let whole = try Support.shocks(Support.program(rolling, assets: 3, bars: 100))
  let cut = try Support.shocks(
    Support.program(
      [MarketSegment(Support.brownian, bars: 37), MarketSegment(Support.brownian, bars: 63)],
      rolling, assets: 3))
  #expect(zip(whole, cut).allSatisfy { zip($0, $1).allSatisfy { ($0 - $1).magnitude < 1e-10 } })
}

// MARK: States

private func switching(
  calm: Dependence?, crisis: Dependence?, segment: Dependence?, program: Dependence
) -> MarketProgram {
  let process = MarkovSwitchingProcess(
    states: [
      MarketState(name: "calm", process: Support.brownian, dependence: calm),
      MarketState(
        name: "crisis",
        process: .brownian(GeometricBrownianMotion(drift: -0.8, volatility: 0.6)),
        dependence: crisis),
    ], transition: [[0.95, 0.05], [0.1, 0.9]])
  return Support.program(
    [MarketSegment(.switching(process), bars: 200_000, dependence: segment)], program, assets: 3)
}

private func expectStates(_ program: MarketProgram, calm: Double, crisis: Double) throws {
  let states = try program.market(seed: 1).truth.states
  let shocks = try Support.shocks(program)
  for (state, correlation) in [calm, crisis].enumerated() {
    let chosen = states.indices.filter { states[$0] == state }
    // The chain's shares are 2/3 and 1/3.
    #expect(chosen.count > 50_000)
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      Support.expectNormal(
        chosen.map { shocks[first][$0] }, chosen.map { shocks[second][$0] },
        correlation: correlation, "state \(state), assets \(first), \(second)")
    }
  }
}

@Test func barsOfAStateHaveItsOwnDependence() throws {
  try expectStates(
    switching(
      calm: .equal(correlation: 0.1), crisis: .equal(correlation: 0.8), segment: nil,
      program: .independent), calm: 0.1, crisis: 0.8)
}

@Test func aStateWithoutDependenceHasTheSegmentsAndThatWithoutOneTheProgramsDependence() throws {
  try expectStates(
    switching(
      calm: nil, crisis: .equal(correlation: 0.8), segment: .equal(correlation: -0.2),
      program: .independent), calm: -0.2, crisis: 0.8)
  try expectStates(
    switching(
      calm: .factor(loadings: [0.5]), crisis: nil, segment: nil,
      program: .equal(correlation: 0.6)), calm: 0.25, crisis: 0.6)
}

@Test func aStatesRollingDependenceKeepsThePhaseOfTheMarketsBars() throws {
  let rolling = Dependence.rolling(.equal(correlation: 0.9), .independent, period: 30)
  let whole = try Support.shocks(Support.program(rolling, assets: 3, bars: 200_000))
  let program = switching(calm: nil, crisis: rolling, segment: nil, program: .independent)
  let states = try program.market(seed: 1).truth.states
  let shocks = try Support.shocks(program)
  let plain = try Support.shocks(Support.program(.independent, assets: 3, bars: 200_000))
  var wrong = 0
  for bar in states.indices {
    for asset in 0..<3 {
      let expected = states[bar] == 1 ? whole[asset][bar] : plain[asset][bar]
      if (shocks[asset][bar] - expected).magnitude > 1e-9 { wrong += 1 }
    }
  }
  #expect(wrong == 0)
}
