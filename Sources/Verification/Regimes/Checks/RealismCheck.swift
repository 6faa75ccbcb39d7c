// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// How often a regime's returns look like those of real daily prices.
public struct RealismCheck: Sendable {
  /// The seeds that are tried.
  public static let seeds = 50
  /// The share of them that must pass.
  public static let requiredShare = 0.6

  /// The regime's name.
  public let regime: String
  /// The seeds whose series has the required number of facts inside the bands.
  public let passing: Int
  /// For each fact its name, and the seeds for which it lies in its band.
  public let facts: [(name: String, usual: Int)]

  /// Whether the regime is realistic.
  public var isRealistic: Bool {
    Double(passing) >= Self.requiredShare * Double(Self.seeds)
  }

  /// Measures a regime of one asset and 2,501 bars for fifty seeds from one on.
  public init(_ entry: RegimeEntry, seed: UInt64) throws(MarketProgramDefect) {
    let program = entry.program(bars: 2501)
    var passing = 0
    var usual: [Int] = []
    var names: [String] = []
    for offset in 0..<Self.seeds {
      let closes = try program.market(seed: seed &+ UInt64(offset)).assets[0].closes
      let facts = StylisedFacts.measure(
        zip(closes.dropFirst(), closes).map { .log($0 / $1) })
      if facts.count(where: \.isUsual) >= StylisedFacts.required { passing += 1 }
      names = facts.map(\.name)
      if usual.isEmpty { usual = [Int](repeating: 0, count: facts.count) }
      for (index, fact) in facts.enumerated() where fact.isUsual { usual[index] += 1 }
    }
    regime = entry.name
    self.passing = passing
    facts = zip(names, usual).map { ($0, $1) }
  }
}
