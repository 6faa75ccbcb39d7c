// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import MarketData
import PropertyTesting
import Verification

/// One process of each kind, with parameters that show what it does within a few bars.
enum MarketFixtures {
  static let calm = GeometricBrownianMotion(drift: 0.08, volatility: 0.2)
  static let merton = MertonProcess(
    drift: 0.05, volatility: 0.15, intensity: 80, jumpMean: -0.01, jumpDeviation: 0.03)
  static let heston = HestonProcess(
    drift: 0.05, initialVariance: 0.05, speed: 4, meanVariance: 0.04, volatilityOfVariance: 0.9,
    correlation: -0.7)
  static let student = GARCHProcess(
    meanReturn: 0.05, volatility: 0.25, shockWeight: 0.05, leverage: 0.08, persistence: 0.85,
    innovation: .student(degreesOfFreedom: 5))

  static let processes: [(name: String, process: PriceProcess)] = [
    ("brownian", .brownian(calm)),
    (
      "mean-reverting",
      .meanReverting(OrnsteinUhlenbeckProcess(level: 1.1, speed: 8, volatility: 0.2))
    ),
    ("merton", .merton(merton)),
    (
      "kou",
      .kou(
        KouProcess(
          drift: 0.05, volatility: 0.15, intensity: 80, upShare: 0.4, upRate: 40, downRate: 25))
    ),
    ("heston", .heston(heston)),
    ("garch", .garch(student)),
    (
      "egarch",
      .egarch(
        EGARCHProcess(volatility: 0.2, sizeWeight: 0.15, signWeight: -0.08, persistence: 0.95))
    ),
    ("switching", .switching(chain)),
    ("fractional", .fractional(FractionalBrownianMotion(volatility: 0.2, hurst: 0.7))),
    (
      "rough-volatility",
      .roughVolatility(
        RoughVolatilityProcess(
          drift: 0.05, volatility: 0.2, hurst: 0.1, speed: 2, volatilityOfVolatility: 0.6))
    ),
    (
      "autoregressive",
      .autoregressive(
        AutoregressiveProcess(meanReturn: 0.1, volatility: 0.2, autocorrelation: 0.3))
    ),
    (
      "seasonal",
      .seasonal(SeasonalProcess(drift: 0.1, volatility: 0.1, amplitude: 0.03, period: 20))
    ),
    (
      "bubble",
      .bubble(
        BubbleProcess(
          growth: 0.8, exponent: 0.4, frequency: 8, oscillation: 0.06, volatility: 0.12))
    ),
  ]

  /// Two states that a few bars tell apart, and that alternate often.
  static let chain = MarkovSwitchingProcess(
    states: [
      MarketState(
        name: "calm", process: .brownian(GeometricBrownianMotion(drift: 0.1, volatility: 0.1))),
      MarketState(name: "panic", process: .merton(merton)),
    ],
    transition: [[0.9, 0.1], [0.2, 0.8]])

  /// A dependence, or a plain one for a process that must not be mixed anew at every bar.
  static func dependence(_ wanted: Dependence, for process: PriceProcess) -> Dependence {
    guard case .fractional = process else { return wanted }
    switch wanted {
    case .rolling, .studentCopula: return .equal(correlation: 0.4)
    case .independent, .equal, .factor, .matrix: return wanted
    }
  }

  static let daily = VolumeModel(uShape: 0)

  /// A market of one process with everything that costs a column.
  static func program(
    _ process: PriceProcess, bars: Int = 60, assets: Int = 1, night: Double = 0.2,
    name: String = "law"
  ) -> MarketProgram {
    program([MarketSegment(process, bars: bars)], assets: assets, night: night, name: name)
  }

  /// A market of some segments with everything that costs a column.
  static func program(
    _ segments: [MarketSegment], assets: Int = 1, night: Double = 0.2, name: String = "law"
  ) -> MarketProgram {
    MarketProgram(
      name: name, assets: MarketProgram.assetNames(assets), overnightShare: night,
      dependence: assets == 1 ? .independent : .equal(correlation: 0.4), volume: daily,
      microstructure: MicrostructureModel(), segments: segments)
  }

  /// A year's part that a bar of a program takes.
  static func years(_ program: MarketProgram) -> Double {
    1 / Double(program.calendar.barsPerYear)
  }
}

extension Draw {
  /// A seed.
  func seed() throws -> UInt64 { UInt64(try self(.integer(in: 0...1_000_000))) }

  /// A process of any kind.
  func process() throws -> PriceProcess {
    let count = MarketFixtures.processes.count
    return MarketFixtures.processes[try self(.integer(in: 0...count - 1))].process
  }
}

extension SyntheticAsset {
  /// Every column with its name: prices, activity and truth.
  var columns: [(name: String, values: [Double])] {
    var columns = [
      ("open", opens), ("high", highs), ("low", lows), ("close", closes), ("volume", volumes),
      ("conditional volatility", truth.conditionalVolatility),
      ("path volatility", truth.pathVolatility), ("expected return", truth.expectedReturn),
    ]
    if let book = microstructure {
      columns += [
        ("spread", book.spreads), ("slippage", book.slippages), ("depth", book.depths),
        ("imbalance", book.imbalances), ("transaction cost", book.transactionCosts),
        ("impact", book.impacts),
      ]
    }
    return columns
  }
}

/// The 64-bit FNV-1a hash over the bits of numbers.
///
/// Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm"; offset basis and prime
/// of 64 bits.
struct FNVHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      value = (value ^ (word >> shift & 0xff)) &* 0x100_0000_01b3
    }
  }

  mutating func add(_ values: [Double]) {
    add(UInt64(values.count))
    for value in values { add(value.bitPattern) }
  }
}

extension SyntheticMarket {
  /// The hash of every number of the market.
  var hash: UInt64 {
    var hash = FNVHash()
    for stamp in timestamps { hash.add(UInt64(bitPattern: stamp.microseconds)) }
    for asset in assets {
      for column in asset.columns { hash.add(column.values) }
      for jump in asset.truth.jumps {
        hash.add(UInt64(jump.bar))
        hash.add([jump.instant, jump.size])
      }
    }
    for place in truth.segments + truth.states + truth.breaks { hash.add(UInt64(place)) }
    return hash.value
  }
}

/// The source text of the generator, to see what it cannot do.
enum GeneratorSources {
  /// Each file of the generator without its comments, in order of path.
  static func files() throws -> [(name: String, code: String)] {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    let manager = FileManager.default
    while !manager.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
      guard folder.path != "/" else { return [] }
      folder.deleteLastPathComponent()
    }
    let sources = folder.appendingPathComponent("Sources/Verification/Regimes")
    let names = try manager.subpathsOfDirectory(atPath: sources.path)
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
      return (name, code(text))
    }
  }

  /// A text without what follows "//" on its lines.
  static func code(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in line.range(of: "//").map { line[..<$0.lowerBound] } ?? line }
      .joined(separator: "\n")
  }

  /// The words of a list that a code holds.
  static func words(_ words: [String], in code: String) -> [String] {
    words.filter { code.contains($0) }
  }
}
