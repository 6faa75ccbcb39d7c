// SPDX-License-Identifier: GPL-3.0-or-later
//
// Operators under which the price that is recorded is not the one that moves on behind it.

import NumericKernels

/// A stretch with little trading.
///
/// Volume, spread and depth are multiples of the usual ones. A bar may have no trade at all: then
/// its prices are the close before it and its volume is zero, and the next bar shows where the
/// price has gone.
public struct LiquidityDrought: Hashable, Sendable {
  /// The first bar, counted from the segment's first.
  public var bar: Int
  /// The number of bars.
  public var bars: Int
  /// What the volume is multiplied by.
  public var volume: Double
  /// What the spread is multiplied by.
  public var spread: Double
  /// What the depth is multiplied by.
  public var depth: Double
  /// The probability that a bar has no trade.
  public var staleShare: Double

  /// Makes a drought.
  public init(
    bar: Int, bars: Int, volume: Double = 0.1, spread: Double = 5, depth: Double = 0.2,
    staleShare: Double = 0.1
  ) {
    self.bar = bar
    self.bars = bars
    self.volume = volume
    self.spread = spread
    self.depth = depth
    self.staleShare = staleShare
  }
}

extension LiquidityDrought: StressOperator {
  static let kind = "liquidity-drought"
  /// The kind of the event of a bar without a trade.
  static let staleKind = "stale-print"
  public static let example = LiquidityDrought(bar: 10, bars: 20)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.integer("bars", &bars, in: StressRange.count, usually: 1...20)
    try visitor.number(.defaulted("volume"), &volume, in: StressRange.factor, usually: 0.1...20)
    try visitor.number(.defaulted("spread"), &spread, in: StressRange.factor, usually: 0.1...20)
    try visitor.number(.defaulted("depth"), &depth, in: 0.001...1000, usually: 0.1...2)
    try visitor.number(
      .defaulted("stale_share"), &staleShare, in: StressRange.share, usually: 0...1)
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    let stretch = place.stretch(from: bar, count: bars)
    path.scaleActivity(stretch, volume: volume, spread: spread, depth: depth)
    path.mark(Self.kind, stretch, size: volume)
  }

  func apply(to asset: inout SyntheticAsset, at place: StressPlace) {
    let stream = place.stream("stale")
    for bar in place.stretch(from: bar, count: bars)
    where stream.uniform(at: UInt64(bar)) < staleShare {
      asset.flatten(bar)
      asset.truth.events.append(MarketEvent(kind: Self.staleKind, bars: bar..<bar + 1))
    }
  }
}

/// A stretch in which nothing is traded: every price is the close before it, the volume zero.
public struct TradingHalt: Hashable, Sendable {
  /// The first bar, counted from the segment's first.
  public var bar: Int
  /// The number of bars.
  public var bars: Int

  /// Makes a halt.
  public init(bar: Int, bars: Int = 1) {
    self.bar = bar
    self.bars = bars
  }
}

extension TradingHalt: StressOperator {
  static let kind = "halt"
  public static let example = TradingHalt(bar: 10)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.integer(.defaulted("bars"), &bars, in: StressRange.count, usually: 1...20)
  }

  func apply(to asset: inout SyntheticAsset, at place: StressPlace) {
    let stretch = place.stretch(from: bar, count: bars)
    for bar in stretch { asset.flatten(bar) }
    guard !stretch.isEmpty else { return }
    asset.truth.events.append(MarketEvent(kind: Self.kind, bars: stretch))
  }
}

/// Prices that may not leave a band around the close before.
///
/// The recorded prices of a bar are those of the path, cut to (1 ± limit) times the last recorded
/// close. What is cut off is carried over: the next bar starts from the cut close and reaches for
/// the path again, and once the path is inside the band, the recorded close is the path's.
public struct PriceLimits: Hashable, Sendable {
  /// The first bar, counted from the segment's first.
  public var bar: Int
  /// The number of bars.
  public var bars: Int
  /// The half width of the band as a share of the close before.
  public var limit: Double
  /// What the volume of a bar whose prices are cut is multiplied by.
  public var volume: Double

  /// Makes limits.
  public init(bar: Int, bars: Int, limit: Double = 0.1, volume: Double = 0.2) {
    self.bar = bar
    self.bars = bars
    self.limit = limit
    self.volume = volume
  }
}

extension PriceLimits: StressOperator {
  static let kind = "price-limits"
  /// The kinds of the events of bars that are cut above and below; the size is the share by which
  /// the path's extreme lies beyond the band.
  static let upKind = "limit-up"
  static let downKind = "limit-down"
  public static let example = PriceLimits(bar: 10, bars: 50)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.offset("bar", &bar)
    try visitor.integer("bars", &bars, in: StressRange.count, usually: 1...20)
    try visitor.number(.defaulted("limit"), &limit, in: 0.001...0.9, usually: 0.01...0.2)
    try visitor.number(.defaulted("volume"), &volume, in: StressRange.factor, usually: 0.1...20)
  }

  func apply(to asset: inout SyntheticAsset, at place: StressPlace) {
    for bar in place.stretch(from: bar, count: bars) {
      let close = asset.previousClose(bar)
      let (floor, ceiling) = band(around: close, tick: place.tick)
      let (low, high) = (asset.lows[bar], asset.highs[bar])
      guard high > ceiling || low < floor else { continue }
      asset.cut(bar, to: floor...ceiling)
      if !asset.volumes.isEmpty {
        asset.volumes[bar] = (asset.volumes[bar] * volume).rounded(.toNearestOrEven)
      }
      func mark(_ kind: String, _ size: Double) {
        asset.truth.events.append(MarketEvent(kind: kind, bars: bar..<bar + 1, size: size))
      }
      if high > ceiling { mark(Self.upKind, high / ceiling - 1) }
      if low < floor { mark(Self.downKind, low / floor - 1) }
    }
  }
}

extension PriceLimits {
  /// The lowest and the highest price that is allowed after a close; where a tick is wider than
  /// the band, the close itself alone.
  private func band(
    around close: Double, tick: PriceTick?
  ) -> (floor: Double, ceiling: Double) {
    let (floor, ceiling) = (close * (1 - limit), close * (1 + limit))
    guard let tick else { return (floor, ceiling) }
    return (min(close, tick.above(floor)), max(close, tick.below(ceiling)))
  }
}

extension SyntheticAsset {
  /// Cuts the prices of a bar to a band; cutting keeps their order.
  fileprivate mutating func cut(_ bar: Int, to band: ClosedRange<Double>) {
    func cut(_ price: Double) -> Double { min(max(price, band.lowerBound), band.upperBound) }
    opens[bar] = cut(opens[bar])
    highs[bar] = cut(highs[bar])
    lows[bar] = cut(lows[bar])
    closes[bar] = cut(closes[bar])
  }
}
