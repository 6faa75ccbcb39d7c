// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fourteen defects of the Python predecessor's generator, in its own count. Each test fails
// where its defect is put back.

import Foundation
import MarketData
import NumericKernels
import PropertyTesting
import Testing
import Verification

@Suite struct PredecessorDefectTests {
  private static let calm = PriceProcess.brownian(MarketFixtures.calm)

  private static func returns(_ asset: SyntheticAsset) -> [Double] {
    zip(asset.closes.dropFirst(), asset.closes).map { PortableMath.log($0 / $1) }
  }

  private static func correlation(_ one: [Double], _ other: [Double]) -> Double {
    let means = (one.reduce(0, +) / Double(one.count), other.reduce(0, +) / Double(other.count))
    let pairs = zip(one, other).map { ($0 - means.0, $1 - means.1) }
    let product = pairs.reduce(0) { $0 + $1.0 * $1.1 }
    let squares = pairs.reduce(into: (0.0, 0.0)) { sums, pair in
      sums.0 += pair.0 * pair.0
      sums.1 += pair.1 * pair.1
    }
    return product / (squares.0 * squares.1).squareRoot()
  }

  private static func defect(_ program: MarketProgram) -> MarketProgramDefect? {
    do throws(MarketProgramDefect) {
      _ = try program.market(seed: 1)
      return nil
    } catch { return error }
  }

  @Test func `Defect 1: a state's parameters act in that state alone`() throws {
    let narrow = GeometricBrownianMotion(drift: 0.1, volatility: 0.1)
    func market(_ wide: GeometricBrownianMotion) throws -> SyntheticMarket {
      let chain = MarkovSwitchingProcess(
        states: [
          MarketState(name: "narrow", process: .brownian(narrow)),
          MarketState(name: "wide", process: .brownian(wide)),
        ],
        transition: [[0.9, 0.1], [0.1, 0.9]])
      return try MarketFixtures.program(.switching(chain), bars: 400, night: 0).market(seed: 2)
    }
    let usual = try market(GeometricBrownianMotion(drift: -0.5, volatility: 0.4))
    let changed = try market(GeometricBrownianMotion(drift: 2, volatility: 0.9))
    #expect(usual.truth.states == changed.truth.states)
    let (one, other) = (usual.assets[0], changed.assets[0])
    let (before, after) = (Self.returns(one), Self.returns(other))
    for bar in 1..<usual.count {
      let isNarrow = usual.truth.states[bar] == 0
      #expect(((before[bar - 1] - after[bar - 1]).magnitude < 1e-12) == isNarrow, "bar \(bar)")
      let volatility = isNarrow ? 0.1 : 0.4
      let known = one.truth.conditionalVolatility[bar] * 252.0.squareRoot()
      #expect((known - volatility).magnitude < 1e-12)
    }
    #expect((100...300).contains(usual.truth.states.count { $0 == 0 }))
  }

  @Test func `Defect 2: the frequency is part of what a market is`() throws {
    let daily = MarketFixtures.program(Self.calm)
    var calendars = [BarCalendar](repeating: .daily, count: 4)
    calendars[0].barsPerSession = 7
    calendars[1].sessionsPerYear = 365
    calendars[2].skipsWeekends = false
    calendars[3].firstDay += 1
    var hashes = [try daily.market(seed: 1).hash]
    for calendar in calendars {
      var program = daily
      program.calendar = calendar
      #expect(program != daily)
      #expect(program.text != daily.text)
      #expect(program.identity(seed: 1) != daily.identity(seed: 1))
      hashes.append(try program.market(seed: 1).hash)
    }
    #expect(Set(hashes).count == 5)
  }

  @Test func `Defect 3: a ticker more changes no other one`() throws {
    for dependence in [Dependence.independent, .equal(correlation: 0.5)] {
      var program = MarketFixtures.program(Self.calm, assets: 3)
      program.dependence = dependence
      let before = try program.market(seed: 1)
      program.assets.append("another")
      let after = try program.market(seed: 1)
      #expect(before.assets == Array(after.assets.prefix(3)))
      #expect(after.assets[3].closes != before.assets[2].closes)
    }
  }

  /// Of a bar's variance v the night has its share s: the gap has the variance sv, knows nothing of
  /// the session after it and shows in full at the open.
  @Test func `Defect 4: the night's gap lies between the last close and the open`() throws {
    let bars = 20_000
    let program = MarketFixtures.program(Self.calm, bars: bars, night: 0.25)
    let asset = try program.market(seed: 4).assets[0]
    let variance = 0.04 / 252
    let gaps = (1..<bars).map { PortableMath.log(asset.opens[$0] / asset.closes[$0 - 1]) }
    let sessions = (1..<bars).map { PortableMath.log(asset.closes[$0] / asset.opens[$0]) }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let error = 5 * (2 / Double(bars)).squareRoot()
    #expect((mean(gaps.map { $0 * $0 }) / (0.25 * variance) - 1).magnitude < error)
    #expect((mean(sessions.map { $0 * $0 }) / (0.75 * variance) - 1).magnitude < error)
    #expect(Self.correlation(gaps, sessions).magnitude < 5 / Double(bars).squareRoot())
  }

  @Test func `Defect 5: seed and program come as values and from nowhere else`() throws {
    let readers = ["getenv", "ProcessInfo", "environ", "CommandLine", "UserDefaults", "Date()"]
    for file in try GeneratorSources.files() {
      #expect(GeneratorSources.words(readers, in: file.code).isEmpty, "\(file.name)")
    }
    #expect(try GeneratorSources.files().count > 20)
  }

  /// The golden markets, made by a process of its own in whose environment other seeds stand.
  @Test func `Defect 5: the environment changes no byte`() throws {
    let child = Process()
    let output = Pipe()
    child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    child.arguments = ["--testing-library", "swift-testing", "--filter", "GoldenMarketTests"]
    let changes = [
      "SEED": "7", "RANDOM_SEED": "7", "SYNTHETIC_SEED": "7", "SYNTHETIC_PROFILE": "crisis",
      "PMX_SEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8",
    ]
    child.environment = ProcessInfo.processInfo.environment.merging(changes) { $1 }
    child.standardOutput = output
    child.standardError = output
    try child.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    child.waitUntilExit()
    #expect(child.terminationStatus == 0)
    #expect(text.contains("with 1 test"))
  }

  @Test func `Defect 6: a correlation matrix of another size is an error`() throws {
    let two = try Correlation([[1, 0.5], [0.5, 1]])
    let program = MarketFixtures.program(Self.calm, assets: 3)
    func nested(_ matrix: Dependence) -> [Dependence] {
      [
        matrix, .studentCopula(degreesOfFreedom: 5, matrix),
        .rolling(.independent, matrix, period: 20),
      ]
    }
    for dependence in nested(.matrix(two)) {
      var whole = program
      whole.dependence = dependence
      #expect(Self.defect(whole)?.place.hasPrefix("dependence") == true)
      var part = program
      part.segments[0].dependence = dependence
      #expect(Self.defect(part)?.place.hasPrefix("segments[0].dependence") == true)
    }
    var valid = program
    valid.dependence = .matrix(try Correlation([[1, 0.5, 0.2], [0.5, 1, 0.1], [0.2, 0.1, 1]]))
    #expect(Self.defect(valid) == nil)
    #expect(throws: CorrelationDefect.notSquare(row: 0, entries: 2, rows: 1)) {
      try Correlation([[1, 0.5]])
    }
  }

  @Test func `Defect 7: a matrix that is not positive definite is an error`() {
    let impossible = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    let singular = [[1.0, 1.0], [1.0, 1.0]]
    for rows in [impossible, singular] {
      #expect(throws: CorrelationDefect.notPositiveDefinite) { try Correlation(rows) }
    }
    var program = MarketFixtures.program(Self.calm, assets: 4)
    for (correlation, isPossible) in [(-0.3, true), (-0.34, false), (1, false), (0.99, true)] {
      program.dependence = .equal(correlation: correlation)
      #expect((Self.defect(program) == nil) == isPossible, "\(correlation)")
    }
  }

  @Test func `Defect 8: making a market touches no file`() throws {
    let words = [
      "import Foundation", "import Glibc", "FileManager", "removeItem", "unlink", "fopen", "rmdir",
      "write(to",
    ]
    for file in try GeneratorSources.files() {
      #expect(GeneratorSources.words(words, in: file.code).isEmpty, "\(file.name)")
    }
    #expect(
      GeneratorSources.words(words, in: "try FileManager.default.removeItem(at: a)").count == 2)
  }

  @Test func `Defect 9: no error is swallowed, and an invalid program is one`() throws {
    // A value of constants and one that has been checked before; rows that are repaired where they
    // break a rule; a program that has been validated, whose failure traps.
    let known = [
      "Programs/Fields/Dependence+Fields.swift": 2, "Dependence/Correlation+Nearest.swift": 1,
      "Checks/RegimeCheck.swift": 1,
    ]
    for file in try GeneratorSources.files() {
      let code = file.code
      // The name of an optional type may end in these letters, too.
      let attempts = code.components(separatedBy: "try?").dropLast()
        .count { $0.last?.isLetter != true }
      #expect(attempts <= known[file.name] ?? 0, "\(file.name)")
      let dense = code.filter { !$0.isWhitespace }
      #expect(!dense.contains("catch{}") && !code.contains("try!"), "\(file.name)")
    }
    let base = MarketFixtures.program(Self.calm)
    let changes: [(String, (inout MarketProgram) -> Void)] = [
      ("initial_price", { $0.initialPrice = -1 }), ("overnight_share", { $0.overnightShare = 1 }),
      ("steps_per_bar", { $0.stepsPerBar = 0 }), ("tick", { $0.tick = 0 }),
      ("assets", { $0.assets = ["A", "A"] }), ("segments", { $0.segments = [] }),
      (
        "segments[0].process",
        { $0.segments[0].process = .brownian(GeometricBrownianMotion(drift: 0, volatility: .nan)) }
      ),
      (
        "segments[0].process",
        {
          $0.segments[0].process = .garch(
            GARCHProcess(volatility: 0.2, shockWeight: 0.3, persistence: 0.8))
        }
      ),
    ]
    #expect(Self.defect(base) == nil)
    for (place, change) in changes {
      var program = base
      change(&program)
      #expect(Self.defect(program)?.place.hasPrefix(place) == true, "\(place)")
    }
  }

  /// Other bars at the end, of another process and number, change no entry before them: no column
  /// knows the future. A planted signal is made to know it and is no column of prices, activity or
  /// truth.
  @Test func `Defect 10: no column holds what later bars will bring`() {
    let report = checkProperty("causality", settings: .init(cases: 120)) { draw in
      let first = MarketSegment(try draw.process(), bars: 30)
      func market(_ last: PriceProcess, bars: Int) throws -> SyntheticMarket {
        var program = MarketFixtures.program([first, MarketSegment(last, bars: bars)], assets: 2)
        program.tick = 0.01
        return try program.market(seed: 8)
      }
      let one = try market(try draw.process(), bars: 20)
      let other = try market(
        .brownian(GeometricBrownianMotion(drift: 1, volatility: 0.9)), bars: 35)
      for (before, after) in zip(one.assets, other.assets) {
        for (left, right) in zip(before.columns, after.columns) {
          try require(left.values.prefix(30) == right.values.prefix(30), left.name)
        }
        try require(before.truth.jumps.filter { $0.bar < 30 } == after.truth.jumps)
      }
      try require(one.truth.states.prefix(30) == other.truth.states.prefix(30))
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  @Test func `Defect 11: an asset's beta to the market is not that to itself`() throws {
    var program = MarketFixtures.program(Self.calm, bars: 4000, assets: 3)
    program.dependence = .equal(correlation: 0.6)
    let returns = try program.market(seed: 11).assets.map(Self.returns)
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
      let correlation = Self.correlation(returns[one], returns[other])
      // The standard error of a correlation is (1 − ρ²)/√n.
      #expect((correlation - 0.6).magnitude < 5 * 0.64 / 4000.0.squareRoot())
      #expect(correlation < 0.99)
    }
  }

  @Test func `Defect 12: high and low hold open and close`() throws {
    for (name, process) in MarketFixtures.processes {
      let asset = try MarketFixtures.program(process, bars: 300, night: 0.6).market(seed: 12)
        .assets[0]
      for bar in 0..<asset.count {
        #expect(asset.highs[bar] >= max(asset.opens[bar], asset.closes[bar]), "\(name)")
        #expect(asset.lows[bar] <= min(asset.opens[bar], asset.closes[bar]), "\(name)")
      }
    }
  }

  @Test func `Defect 13: no series that was made can be taken for a real one`() throws {
    var program = MarketFixtures.program(Self.calm, assets: 2)
    program.assets = ["SPY", "AAPL"]
    let market = try program.market(seed: 13)
    for asset in market.assets {
      let series = try asset.barSeries(timestamps: market.timestamps)
      #expect(series.name == "synthetic-\(asset.name)")
    }
  }

  @Test func `Defect 14: five tickers are five series`() throws {
    var program = MarketFixtures.program(Self.calm, bars: 2000, assets: 5)
    program.dependence = .independent
    let assets = try program.market(seed: 14).assets
    #expect(Set(assets.map { $0.closes[0] }).count == 5)
    #expect(Set(assets.map(\.closes)).count == 5)
    let returns = assets.map(Self.returns)
    for one in 0..<5 {
      for other in 0..<one {
        let correlation = Self.correlation(returns[one], returns[other])
        #expect(correlation.magnitude < 5 / 2000.0.squareRoot())
      }
    }
  }
}
