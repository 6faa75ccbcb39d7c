// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Testing
import Verification

@Suite struct CatalogueTests {
  @Test func namesAreDifferentAndFileNames() {
    let names = RegimeCatalogue.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(name.wholeMatch(of: /[a-z0-9_-]+/) != nil, "\(name)") }
  }

  @Test func whatThePredecessorHadByNameExists() {
    let scenarios = [
      "trend_seasonal", "random_walk", "regime_shift", "vol_cluster", "jump_shock",
      "mean_reversion_break", "ngn_high_inflation", "asymmetric_vol", "fat_tail_crash",
      "crisis_recovery",
    ]
    for name in scenarios {
      let entry = RegimeCatalogue.entry(named: name)
      #expect(entry?.family == .scenario, "\(name)")
      #expect(entry?.usualBars == 320, "\(name)")
    }
    for name in ["efficient", "inefficient", "crisis", "microstructure_heavy"] {
      #expect(RegimeCatalogue.entry(named: name)?.family == .profile, "\(name)")
    }
  }

  @Test(arguments: RegimeCatalogue.entries.map(\.name))
  func everyRegimeIsMadeInAnySize(name: String) throws {
    let entry = try #require(RegimeCatalogue.entry(named: name))
    for (bars, assets) in [(RegimeEntry.leastBars, 1), (21, 2), (257, 5)] {
      let program = entry.program(bars: bars, assets: assets)
      #expect(program.name == name)
      #expect(program.bars == bars)
      #expect(program.assets.count == assets)
      let market = try program.market(seed: 9)
      #expect(market.assets.allSatisfy { $0.count == bars })
    }
    #expect(entry.program().bars == entry.usualBars)
  }

  @Test func aBreakIsWhereTheTruthSays() throws {
    let entry = try #require(RegimeCatalogue.entry(named: "volatility-break"))
    let market = try entry.program(bars: 1000).market(seed: 2)
    #expect(market.truth.breaks == [500])
    let volatility = market.assets[0].truth.conditionalVolatility
    #expect(abs(volatility[500] / volatility[499] - 3) < 1e-12)
  }
}
