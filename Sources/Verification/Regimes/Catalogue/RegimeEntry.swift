// SPDX-License-Identifier: GPL-3.0-or-later

/// A market regime that exists by name, for any number of bars and assets.
public struct RegimeEntry: Sendable {
  /// Where a regime comes from.
  public enum Family: String, Sendable, CaseIterable {
    /// One process and nothing else.
    case process
    /// Something changes at a known time.
    case structuralBreak = "structural-break"
    /// Something befalls the market.
    case stress
    /// A kind of market, with costs and dependent assets.
    case profile
    /// A scenario that forecasters were tried on before.
    case scenario
    /// Something can be predicted, and it is known how well.
    case planted
  }

  /// The name, as in `pmx regimes generate NAME`.
  public let name: String
  /// What it is good for.
  public let family: Family
  /// What it is, in a sentence.
  public let summary: String
  /// The number of bars that shows it best.
  public let usualBars: Int
  /// Whether its returns are to look like those of real daily prices.
  public let claimsRealism: Bool
  /// Makes the program of some bars, at least `RegimeEntry.leastBars`, and assets.
  let make: @Sendable (_ bars: Int, _ assets: [String]) -> MarketProgram

  /// The fewest bars that a regime's parts can share.
  public static let leastBars = 20

  init(
    _ name: String, _ family: Family, _ summary: String, usualBars: Int = 1000,
    claimsRealism: Bool = false,
    make: @escaping @Sendable (_ bars: Int, _ assets: [String]) -> MarketProgram
  ) {
    self.name = name
    self.family = family
    self.summary = summary
    self.usualBars = usualBars
    self.claimsRealism = claimsRealism
    self.make = make
  }

  /// The program of the regime.
  ///
  /// - Precondition: there are `leastBars` bars and an asset.
  public func program(bars: Int? = nil, assets: Int = 1) -> MarketProgram {
    let bars = bars ?? usualBars
    precondition(bars >= Self.leastBars, "a regime needs \(Self.leastBars) bars at least")
    precondition(assets >= 1, "a market needs an asset")
    return make(bars, MarketProgram.assetNames(assets))
  }
}

extension MarketProgram {
  /// A program whose assets share a market where there is more than one.
  static func regime(
    _ name: String, _ assets: [String], segments: [MarketSegment], correlation: Double = 0.3
  ) -> MarketProgram {
    MarketProgram(
      name: name, assets: assets, overnightShare: 0.2,
      dependence: assets.count == 1 ? .independent : .equal(correlation: correlation),
      segments: segments)
  }
}

extension Int {
  /// The whole number of bars nearest to a share of this many, within what leaves one bar a side.
  func part(_ share: Double) -> Int {
    Swift.max(1, Swift.min(self - 1, Int((Double(self) * share).rounded())))
  }
}
