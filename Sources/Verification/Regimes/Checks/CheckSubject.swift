// SPDX-License-Identifier: GPL-3.0-or-later

/// A market that is checked, and everything that it claims.
public struct CheckSubject: Sendable {
  /// The subject's name: a regime's, or that of a trial of its own.
  public let name: String
  /// What makes the market.
  public let program: MarketProgram
  /// What it claims.
  public let claims: [Claim]

  init(name: String, program: MarketProgram, claims: [Claim]) {
    self.name = name
    self.program = program
    self.claims = claims
  }

  /// A program with everything that it claims, segment by segment.
  ///
  /// What stresses and faults do is exact and is tested without statistics: they are taken off.
  public init(_ program: MarketProgram) {
    var plain = program
    plain.faults = []
    for index in plain.segments.indices { plain.segments[index].stresses = [] }
    var claims: [Claim] = []
    var first = 0
    for (index, segment) in plain.segments.enumerated() {
      let bars = first..<first + segment.bars
      first += segment.bars
      let prefix = plain.segments.count > 1 ? "segment \(index + 1): " : ""
      let dependence = segment.dependence ?? plain.dependence
      let own =
        ProcessClaims.claims(plain, bars, segment.process)
        + ResidualClaims.claims(plain, bars, segment.process)
        + DependenceClaims.claims(plain, bars, dependence, segment.process)
        + BarClaims.claims(plain, bars)
      claims += own.map { claim in
        Claim(prefix + claim.name, hasUniformPValue: claim.hasUniformPValue, test: claim.test)
      }
    }
    self.init(name: program.name, program: plain, claims: claims)
  }

  /// Every subject: all regimes by name and the trials that need a market of their own.
  ///
  /// - Parameter bars: the bars of a regime's market.
  public static func all(bars: Int) -> [CheckSubject] {
    RegimeCatalogue.entries.map { CheckSubject(regime: $0, bars: bars) } + CheckTrials.subjects
  }

  /// The subject of a regime, with two assets.
  public init(regime entry: RegimeEntry, bars: Int) {
    self.init(entry.program(bars: entry.checkedBars(bars), assets: 2))
  }

  /// The trial of a name; nil where there is none.
  public static func trial(named name: String) -> CheckSubject? {
    CheckTrials.subjects.first { $0.name == name }
  }
}

extension RegimeEntry {
  /// Fractional noise has a memory as long as the market: its whitening takes the square of that.
  func checkedBars(_ bars: Int) -> Int {
    let segments = program(bars: Self.leastBars).segments
    let hasLongMemory = segments.contains { segment in
      switch segment.process {
      case .fractional, .roughVolatility: true
      default: false
      }
    }
    return hasLongMemory ? min(bars, 4096) : bars
  }
}
