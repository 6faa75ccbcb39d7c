// SPDX-License-Identifier: GPL-3.0-or-later

/// A jump of a log price.
public struct JumpMark: Hashable, Sendable {
  /// The bar, counted from 0.
  public var bar: Int
  /// The instant within the bar's session, in (0, 1); 0 is before the open.
  public var instant: Double
  /// The change of the log price.
  public var size: Double

  /// Makes a mark.
  public init(bar: Int, instant: Double, size: Double) {
    self.bar = bar
    self.instant = instant
    self.size = size
  }
}

/// Something that was done to a market on purpose, and where.
public struct MarketEvent: Hashable, Sendable {
  /// What was done, as a word such as "flash-crash".
  public var kind: String
  /// The bars that it touches.
  public var bars: Range<Int>
  /// Its size, in the unit that its kind names; nil where it has none.
  public var size: Double?

  /// Makes an event.
  public init(kind: String, bars: Range<Int>, size: Double? = nil) {
    self.kind = kind
    self.bars = bars
    self.size = size
  }
}

/// What is known of an asset's bars because they were made: one entry a bar.
public struct AssetTruth: Hashable, Sendable {
  /// The standard deviation of the bar's log return as known before the bar.
  public var conditionalVolatility: [Double]
  /// The standard deviation that the path inside the bar had, jumps apart.
  public var pathVolatility: [Double]
  /// The mean of the bar's log return as known before the bar: what an oracle forecasts.
  public var expectedReturn: [Double]
  /// The jumps, in order of bar and instant.
  public var jumps: [JumpMark]
  /// What operators did to this asset.
  public var events: [MarketEvent]
}

/// What is known of a whole market because it was made.
public struct MarketTruth: Hashable, Sendable {
  /// The segment of each bar.
  public var segments: [Int]
  /// The state of each bar, counted in its segment's process; 0 where that has none.
  public var states: [Int]
  /// The first bars of all segments but the first: the times of the structural breaks.
  public var breaks: [Int]
}
