// SPDX-License-Identifier: GPL-3.0-or-later

/// Well-formed bars of one instrument in strictly increasing time (laws D1 and D2).
///
/// Stored column by column, so that a stage reads only what it needs. A series cannot be changed;
/// `prefix` and the builder make new ones.
public struct BarSeries: Hashable, Sendable {
  /// The instrument's name, for messages and reports.
  public let name: String
  /// The stamps, strictly increasing.
  public let timestamps: [Timestamp]
  /// The opens, one a bar.
  public let opens: [Price]
  /// The highs, one a bar.
  public let highs: [Price]
  /// The lows, one a bar.
  public let lows: [Price]
  /// The closes, one a bar.
  public let closes: [Price]
  /// The volumes, one a bar; nil where the source has none.
  public let volumes: [Double]?

  /// The number of bars.
  public var count: Int { timestamps.count }

  /// The bar at a position.
  ///
  /// - Precondition: `index` is in `0..<count`.
  public subscript(index: Int) -> Bar {
    // A series holds well-formed bars only, so this cannot fail.
    do {
      return try Bar(
        timestamp: timestamps[index], open: opens[index], high: highs[index], low: lows[index],
        close: closes[index], volume: volumes?[index])
    } catch {
      preconditionFailure("a series holds well-formed bars only: \(error)")
    }
  }

  /// Makes a series of bars, or throws the first rule that they break.
  ///
  /// A series has volumes if its first bar has one; then every bar must.
  public init(name: String, bars: [Bar]) throws(BarSeriesDefect) {
    let hasVolume = bars.first?.volume != nil
    for (index, bar) in bars.enumerated() {
      if index > 0, bar.timestamp <= bars[index - 1].timestamp {
        throw .notIncreasing(
          index: index, previous: bars[index - 1].timestamp, next: bar.timestamp)
      }
      if (bar.volume != nil) != hasVolume { throw .volumeMissing(index: index) }
    }
    self.init(
      name: name, timestamps: bars.map(\.timestamp), opens: bars.map(\.open),
      highs: bars.map(\.high), lows: bars.map(\.low), closes: bars.map(\.close),
      volumes: hasVolume ? bars.map { $0.volume ?? 0 } : nil)
  }

  /// Makes a series of columns that its caller has checked bar by bar.
  package init(
    name: String, timestamps: [Timestamp], opens: [Price], highs: [Price], lows: [Price],
    closes: [Price], volumes: [Double]?
  ) {
    let count = timestamps.count
    precondition(
      opens.count == count && highs.count == count && lows.count == count
        && closes.count == count && (volumes?.count ?? count) == count,
      "all columns must have one entry a bar")
    self.name = name
    self.timestamps = timestamps
    self.opens = opens
    self.highs = highs
    self.lows = lows
    self.closes = closes
    self.volumes = volumes
  }

  /// The first `count` bars as a series of their own.
  ///
  /// - Precondition: `count` is in `0...self.count`.
  public func prefix(_ count: Int) -> BarSeries {
    BarSeries(
      name: name, timestamps: Array(timestamps[..<count]), opens: Array(opens[..<count]),
      highs: Array(highs[..<count]), lows: Array(lows[..<count]), closes: Array(closes[..<count]),
      volumes: volumes.map { Array($0[..<count]) })
  }
}

/// The rule of a series that some bars break.
public enum BarSeriesDefect: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stamp does not lie after the one before it.
  case notIncreasing(index: Int, previous: Timestamp, next: Timestamp)
  /// Some bars have a volume and this one has none, or the other way round.
  case volumeMissing(index: Int)

  public var description: String {
    switch self {
    case .notIncreasing(let index, let previous, let next):
      "bar \(index) at \(next) must lie after its predecessor at \(previous)"
    case .volumeMissing(let index):
      "bar \(index) must have a volume exactly if the first bar has one"
    }
  }
}
