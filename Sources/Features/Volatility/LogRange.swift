// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import RealModule

/// Where a bar's high, low and close lie beside its open, in logarithms.
///
/// For a well-formed bar `low ≤ 0, close ≤ high`. Prices in any unit give the same numbers, to the
/// bit where all of them are multiplied by one whole number.
public struct LogRange: Hashable, Sendable {
  /// log(high / open), not negative.
  public let high: Double
  /// log(low / open), not positive.
  public let low: Double
  /// log(close / open).
  public let close: Double

  /// Measures a bar.
  public init(_ bar: Bar) {
    self.init(open: bar.open, high: bar.high, low: bar.low, close: bar.close)
  }

  init(open: Price, high: Price, low: Price, close: Price) {
    let base = Double(open.units)
    self.high = Double.log(Double(high.units) / base)
    self.low = Double.log(Double(low.units) / base)
    self.close = Double.log(Double(close.units) / base)
  }
}
