// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// The prices and activity of one asset, column by column, and the truth about them.
///
/// Every bar satisfies low ≤ open, close ≤ high. Prices are in currency units.
public struct SyntheticAsset: Hashable, Sendable {
  /// The asset's name.
  public let name: String
  /// The first prices of the bars.
  public internal(set) var opens: [Double]
  /// The highest prices.
  public internal(set) var highs: [Double]
  /// The lowest prices.
  public internal(set) var lows: [Double]
  /// The last prices.
  public internal(set) var closes: [Double]
  /// The units traded; empty where the program has no volume.
  public internal(set) var volumes: [Double]
  /// The state of the order book; nil where the program has none.
  public internal(set) var microstructure: MicrostructureColumns?
  /// The planted signal, known at each bar's close; empty where the program has none.
  public internal(set) var signals: [Double] = []
  /// The truth behind the bars.
  public internal(set) var truth: AssetTruth

  /// The number of bars.
  public var count: Int { closes.count }
}

/// The state of the order book and the costs of trading, one entry a bar.
public struct MicrostructureColumns: Hashable, Sendable {
  /// The ask less the bid, in basis points of the close.
  public internal(set) var spreads: [Double]
  /// The distance between the expected and the filled price of a market order, in basis points.
  public internal(set) var slippages: [Double]
  /// The units that rest within the spread's width of the best prices.
  public internal(set) var depths: [Double]
  /// Bid size less ask size over their sum, in (−1, 1).
  public internal(set) var imbalances: [Double]
  /// Half the spread and the slippage, in basis points of the traded value.
  public internal(set) var transactionCosts: [Double]
  /// The price impact of an order of one percent of the bar's volume, in basis points.
  public internal(set) var impacts: [Double]
}

/// A market that was made, with the truth about it.
public struct SyntheticMarket: Hashable, Sendable {
  /// What made it.
  public let program: MarketProgram
  /// The seed that made it.
  public let seed: UInt64
  /// The stamps of the bars.
  public let timestamps: [Timestamp]
  /// The assets, in the program's order.
  public internal(set) var assets: [SyntheticAsset]
  /// The truth about all of them.
  public internal(set) var truth: MarketTruth

  /// The number of bars of each asset.
  public var count: Int { timestamps.count }
}
