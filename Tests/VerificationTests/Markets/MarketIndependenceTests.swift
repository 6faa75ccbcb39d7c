// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing
import Verification

/// What a change of a program leaves as it was.
@Suite struct MarketIndependenceTests {
  private static let dependences: [Dependence] = [
    .independent, .equal(correlation: 0.5), .factor(loadings: [0.7, 0.4]),
    .rolling(.independent, .equal(correlation: 0.6), period: 20),
    .studentCopula(degreesOfFreedom: 4, .equal(correlation: 0.5)),
  ]

  /// Catches: one generator that all assets share; a factor of the whole matrix that is not
  /// triangular; a stream named after the number of assets.
  @Test func `An asset more changes no number of the others`() {
    let report = checkProperty("assets", settings: .init(cases: 80)) { draw in
      var program = MarketFixtures.program(try draw.process(), bars: 40, assets: 2)
      program.dependence = MarketFixtures.dependence(
        try draw(.element(of: Self.dependences)), for: program.segments[0].process)
      let seed = try draw.seed()
      let few = try program.market(seed: seed)
      program.assets = MarketProgram.assetNames(try draw(.integer(in: 3...5)))
      let many = try program.market(seed: seed)
      try require(few.assets[...] == many.assets.prefix(2))
      try require(few.truth == many.truth)
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// A bubble is left out: its path leads to the end of its segment, wherever that is.
  /// Catches: shocks drawn from the end; noise whose length is that of the segment.
  @Test func `Bars more at the end change none of the bars before them`() {
    let report = checkProperty("bars", settings: .init(cases: 80)) { draw in
      let first = MarketSegment(try draw.process(), bars: 20)
      let last = try draw.process()
      if case .bubble = last { return }
      func market(_ bars: Int) throws -> SyntheticMarket {
        try MarketFixtures.program([first, MarketSegment(last, bars: bars)], assets: 2)
          .market(seed: 11)
      }
      let (short, long) = (try market(30), try market(30 + (try draw(.integer(in: 1...40)))))
      try require(short.timestamps[...] == long.timestamps.prefix(50))
      try require(short.truth.states[...] == long.truth.states.prefix(50))
      for (one, other) in zip(short.assets, long.assets) {
        for (before, after) in zip(one.columns, other.columns) {
          try require(before.values[...] == after.values.prefix(50), before.name)
        }
        try require(one.truth.jumps == other.truth.jumps.filter { $0.bar < 50 })
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Catches: volume drawn before prices from one generator; a spread that moves the close.
  @Test func `Volume and order book come and go without a change of anything else`() {
    let report = checkProperty("activity", settings: .init(cases: 80)) { draw in
      var program = MarketFixtures.program(try draw.process(), bars: 40, assets: 2)
      let full = try program.market(seed: 5)
      program.volume = nil
      let quiet = try program.market(seed: 5)
      program.microstructure = nil
      let bare = try program.market(seed: 5)
      for ((all, some), none) in zip(zip(full.assets, quiet.assets), bare.assets) {
        try require(some.volumes.isEmpty && none.microstructure == nil)
        try require(!all.volumes.isEmpty && all.microstructure != nil)
        for other in [some, none] {
          try require(all.truth == other.truth)
          for (before, after) in zip(all.columns.prefix(4), other.columns.prefix(4)) {
            try require(before.values == after.values, before.name)
          }
        }
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Catches: a close that is drawn on the grid of steps; a tick that moves the price itself.
  @Test func `Steps and tick change no close and no truth`() {
    let report = checkProperty("steps", settings: .init(cases: 60)) { draw in
      var program = MarketFixtures.program(try draw.process(), bars: 30)
      let usual = try program.market(seed: 6).assets[0]
      for steps in [4, 64] {
        program.stepsPerBar = steps
        let cut = try program.market(seed: 6).assets[0]
        for (one, other) in zip(usual.closes, cut.closes) {
          try require((one - other).magnitude <= 1e-12 * one)
        }
        try require(cut.truth == usual.truth && cut.volumes == usual.volumes)
        try require(cut.highs != usual.highs)
      }
      program.stepsPerBar = 1
      program.tick = 0.5
      let quoted = try program.market(seed: 6).assets[0]
      try require(quoted.truth == usual.truth && quoted.volumes == usual.volumes)
      for (one, other) in zip(usual.closes, quoted.closes) {
        try require((one - other).magnitude <= 0.25 + 1e-9)
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Catches: a stream without the seed, the dataset or the asset in its key.
  @Test func `Two seeds, two names and two assets share no close`() throws {
    for (name, process) in MarketFixtures.processes {
      var program = MarketFixtures.program(process, bars: 40, assets: 2)
      program.dependence = .independent
      let market = try program.market(seed: 1)
      let seeded = try program.market(seed: 2)
      program.name = "another"
      let renamed = try program.market(seed: 1)
      let closes = market.assets[0].closes
      for other in [market.assets[1], seeded.assets[0], renamed.assets[0]] {
        #expect(zip(closes, other.closes).allSatisfy { $0 != $1 }, "\(name)")
        #expect(zip(market.assets[0].volumes, other.volumes).contains { $0 != $1 }, "\(name)")
      }
    }
  }

  /// Catches: results in the order in which threads end; a state shared by assets.
  @Test func `The number of threads changes nothing`() {
    let report = checkProperty("threads", settings: .init(cases: 60)) { draw in
      var program = MarketFixtures.program(try draw.process(), bars: 40, assets: 5)
      program.dependence = MarketFixtures.dependence(
        try draw(.element(of: Self.dependences)), for: program.segments[0].process)
      let seed = try draw.seed()
      let market = try program.market(seed: seed)
      for threads in [1, 2, 4] {
        try require(try program.market(seed: seed, threads: threads) == market, "\(threads)")
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }
}
