// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import NumericKernels
import PropertyTesting
import Testing
import Verification

/// What every bar of every market satisfies.
@Suite struct BarLawTests {
  /// Catches: a high that leaves out the close; a low above the open; a price of infinity.
  @Test func `Bars are well formed`() {
    let report = checkProperty("bars", settings: .init(cases: 150)) { draw in
      var program = MarketFixtures.program(try draw.process(), assets: 2)
      program.overnightShare = try draw(.double(in: 0...0.9))
      program.stepsPerBar = try draw(.integer(in: 1...5))
      if try draw(.boolean()) { program.tick = 0.25 }
      for asset in try program.market(seed: try draw.seed()).assets {
        for bar in 0..<asset.count {
          let body = [asset.opens[bar], asset.closes[bar]]
          try require(asset.lows[bar] > 0 && asset.highs[bar].isFinite)
          try require(body.allSatisfy { asset.lows[bar] <= $0 && $0 <= asset.highs[bar] })
        }
        for column in asset.columns where !column.values.allSatisfy(\.isFinite) {
          try require(false, "\(column.name) is not finite")
        }
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Catches: an open that is drawn near the close of its own bar; a night that moves nothing.
  @Test func `A bar opens at the last close exactly where no night lies between them`() {
    let report = checkProperty("opens", settings: .init(cases: 100)) { draw in
      var program = MarketFixtures.program(try draw.process())
      program.calendar.barsPerSession = try draw(.integer(in: 1...4))
      program.overnightShare = try draw(.boolean()) ? 0 : 0.3
      let asset = try program.market(seed: try draw.seed()).assets[0]
      for bar in 0..<asset.count {
        let last = bar == 0 ? program.initialPrice : asset.closes[bar - 1]
        let isNight =
          program.overnightShare > 0 && bar % program.calendar.barsPerSession == 0
        try require((asset.opens[bar] != last) == isNight, "bar \(bar)")
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Catches: rounding down the low alone; multiplying by a rounded reciprocal; a price of 0.
  @Test func `Rounding to a tick gives its multiples, the nearest ones, in the same order`() {
    let report = checkProperty("ticks", settings: .init(cases: 100)) { draw in
      var program = MarketFixtures.program(try draw.process())
      let plain = try program.market(seed: 4).assets[0]
      let tick = try draw(.element(of: [0.01, 0.05, 0.25, 1, 7, 10]))
      program.tick = tick
      let rounded = try program.market(seed: 4).assets[0]
      for (exact, quoted) in zip(plain.columns.prefix(4), rounded.columns.prefix(4)) {
        for (price, quote) in zip(exact.values, quoted.values) {
          // A decimal's nearest double may lie beside the rounded product.
          let multiple = (quote / tick).rounded() * tick
          try require(quote >= tick && (quote - multiple).magnitude <= quote.ulp)
          try require((quote - price).magnitude <= 0.500_000_1 * tick)
        }
      }
      for bar in 0..<rounded.count {
        let (low, high) = (rounded.lows[bar], rounded.highs[bar])
        try require(low <= min(rounded.opens[bar], rounded.closes[bar]))
        try require(max(rounded.opens[bar], rounded.closes[bar]) <= high)
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Catches: rounding without the floor of one tick.
  @Test func `A price far below a tick is quoted at one tick`() throws {
    var program = MarketFixtures.program(
      .brownian(GeometricBrownianMotion(drift: -100, volatility: 0.2)))
    program.tick = 10
    let asset = try program.market(seed: 1).assets[0]
    #expect(asset.closes.last == 10)
    #expect(asset.lows.last == 10)
  }

  /// Catches: a session that starts again on the same day; Saturdays; bars beyond the session.
  @Test func `Stamps increase, stay within sessions and skip weekends`() throws {
    let report = checkProperty("calendar", settings: .init(cases: 100)) { draw in
      var program = MarketFixtures.program(.brownian(MarketFixtures.calm), bars: 150)
      program.calendar.barsPerSession = try draw(.integer(in: 1...13))
      program.calendar.skipsWeekends = try draw(.boolean())
      // 1970-01-05 was a Monday; a program that skips weekends starts on a weekday.
      let week = 4 + 7 * (try draw(.integer(in: 0...2_000)))
      let skips = program.calendar.skipsWeekends
      program.calendar.firstDay = week + (try draw(.integer(in: 0...(skips ? 4 : 6))))
      let stamps = try program.market(seed: 1).timestamps
      try require(stamps.count == 150)
      var days: Set<Int64> = []
      for (bar, stamp) in stamps.enumerated() {
        try require(bar == 0 || stamps[bar - 1] < stamp)
        let day = stamp.microseconds / Timestamp.microsecondsPerDay
        days.insert(day)
        // 1970-01-01 was a Thursday.
        try require(!program.calendar.skipsWeekends || (day + 3) % 7 < 5)
        try require(bar > 0 || day == Int64(program.calendar.firstDay))
      }
      let sessions = (150 + program.calendar.barsPerSession - 1) / program.calendar.barsPerSession
      try require(days.count == sessions)
      let (first, last) = (days.min() ?? 0, days.max() ?? 0)
      let most = program.calendar.skipsWeekends ? (sessions - 1) * 7 / 5 + 2 : sessions - 1
      try require(last - first <= Int64(most))
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Catches: a truth column that misses a segment; states of one segment only.
  @Test func `The truth has one entry a bar, and the breaks are the segments' first bars`() throws {
    let segments = MarketFixtures.processes.map { MarketSegment($0.process, bars: 12) }
    let market = try MarketFixtures.program(segments, assets: 2).market(seed: 3)
    let bars = 12 * segments.count
    #expect(market.count == bars)
    #expect(market.truth.segments == (0..<bars).map { $0 / 12 })
    #expect(market.truth.breaks == (1..<segments.count).map { $0 * 12 })
    #expect(market.truth.states.count == bars)
    for asset in market.assets {
      for column in asset.columns { #expect(column.values.count == bars, "\(column.name)") }
    }
  }

  /// Catches: a jump that the closes have and the extremes do not; an instant counted from the
  /// market's start; jumps of two segments out of order.
  @Test func `Jumps lie in their bars, in order, between low and high`() {
    let report = checkProperty("jumps", settings: .init(cases: 60)) { draw in
      let jumping = MarketSegment(.merton(MarketFixtures.merton), bars: 40)
      var program = MarketFixtures.program([jumping, MarketSegment(try draw.process(), bars: 40)])
      program.stepsPerBar = try draw(.integer(in: 1...3))
      let asset = try program.market(seed: try draw.seed()).assets[0]
      var last = (-1, 0.0)
      for jump in asset.truth.jumps {
        try require((0..<80).contains(jump.bar) && 0 < jump.instant && jump.instant < 1)
        try require(last < (jump.bar, jump.instant))
        last = (jump.bar, jump.instant)
        let range = PortableMath.log(asset.highs[jump.bar] / asset.lows[jump.bar])
        try require(range >= jump.size.magnitude - 1e-12)
      }
      cover(percent: 90, !asset.truth.jumps.isEmpty, name: "has jumps")
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// The returns of a segment do not know what came before it; a restart of the price at its start
  /// would show in its first return.
  /// Catches: a segment that starts from the market's first price.
  @Test func `A segment continues the price of the one before it`() throws {
    let second = MarketSegment(
      .brownian(GeometricBrownianMotion(drift: 0.1, volatility: 0.3)), bars: 30)
    func returns(_ process: PriceProcess) throws -> [Double] {
      let program = MarketFixtures.program([MarketSegment(process, bars: 30), second], night: 0)
      let asset = try program.market(seed: 9).assets[0]
      #expect(asset.opens[30] == asset.closes[29])
      return (30..<60).map { PortableMath.log(asset.closes[$0] / asset.closes[$0 - 1]) }
    }
    let usual = try returns(.brownian(MarketFixtures.calm))
    for (name, process) in MarketFixtures.processes {
      let other = try returns(process)
      let worst = zip(usual, other).map { ($0 - $1).magnitude }.max() ?? 1
      #expect(worst < 1e-12, "\(name)")
    }
  }

  /// Catches: shocks, jumps or the return before counted in the segment and not in the market.
  @Test func `Cutting a segment of a process without hidden state in two changes nothing`() throws {
    let names = ["brownian", "merton", "kou", "autoregressive"]
    for (name, process) in MarketFixtures.processes where names.contains(name) {
      let halves = [MarketSegment(process, bars: 30), MarketSegment(process, bars: 30)]
      let cut = try MarketFixtures.program(halves, assets: 2).market(seed: 10)
      #expect(
        try MarketFixtures.program(process, assets: 2).market(seed: 10).assets == cut.assets,
        "\(name)")
    }
  }
}
