// SPDX-License-Identifier: GPL-3.0-or-later

/// The prices of one interval: open, high, low, close and the volume traded.
///
/// A bar that exists is well formed (law D1): `0 < low ≤ open, close ≤ high` and the volume, where
/// known, is finite and not negative. The stamp is the instant that the data source gives the bar.
public struct Bar: Hashable, Sendable {
  /// The instant that the data source gives the bar, in UTC.
  public var timestamp: Timestamp
  /// The first price of the interval.
  public var open: Price
  /// The highest price of the interval.
  public var high: Price
  /// The lowest price of the interval.
  public var low: Price
  /// The last price of the interval, known only when the interval has ended.
  public var close: Price
  /// Units traded; nil where the source has none.
  public var volume: Double?

  /// Makes a bar, or throws the first rule that the values break.
  public init(
    timestamp: Timestamp, open: Price, high: Price, low: Price, close: Price, volume: Double? = nil
  ) throws(BarDefect) {
    guard low.units > 0 else { throw .nonPositive(low) }
    guard low <= min(open, close) else { throw .lowAboveBody(low: low, body: min(open, close)) }
    guard max(open, close) <= high else { throw .highBelowBody(high: high, body: max(open, close)) }
    if let volume, !(volume.isFinite && volume >= 0) { throw .volume(volume) }
    self.timestamp = timestamp
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    self.volume = volume
  }
}

/// The rule of a well-formed bar that some values break.
public enum BarDefect: Error, Hashable, Sendable, CustomStringConvertible {
  /// A price is zero or negative.
  case nonPositive(Price)
  /// The low lies above the open or the close.
  case lowAboveBody(low: Price, body: Price)
  /// The high lies below the open or the close.
  case highBelowBody(high: Price, body: Price)
  /// The volume is negative or not a number.
  case volume(Double)

  public var description: String {
    switch self {
    case .nonPositive(let price): "price \(price) must be positive"
    case .lowAboveBody(let low, let body): "low \(low) must not exceed open and close (\(body))"
    case .highBelowBody(let high, let body): "high \(high) must not be below open, close (\(body))"
    case .volume(let volume): "volume \(volume) must be finite and not negative"
    }
  }
}
