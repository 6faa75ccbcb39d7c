// SPDX-License-Identifier: GPL-3.0-or-later
//
// A market as CSV. One asset alone has the layout that `BarFile` reads; several stand one below the
// other with their name in the first column.

import MarketData

/// The text of a market's file.
public struct MarketCSV: Sendable {
  /// A column with its unit, for people.
  public struct Column: Hashable, Sendable {
    /// The name in the header.
    public let name: String
    /// The unit.
    public let unit: String
  }

  /// The columns, in the file's order.
  public let columns: [Column]
  /// The file's text.
  public let text: String
  /// What faults did to the rows.
  public let faults: [FaultRecord]

  /// Writes a market, with the faults that its program asks for.
  ///
  /// - Complexity: O(assets · bars).
  public init(_ market: SyntheticMarket) {
    let isLong = market.assets.count > 1
    var text = ""
    var faults: [FaultRecord] = []
    for index in market.assets.indices {
      let recorded = market.recordedBars(asset: index)
      let columns = Self.columns(market, stamp: recorded.bars.stampColumn, isLong: isLong)
      if index == 0 { text = columns.map(\.name).joined(separator: ",") + "\n" }
      let asset = market.assets[index]
      for row in recorded.bars.rows {
        var line = row.line + Self.extras(asset, row.origin)
        if isLong { line = asset.name + "," + line }
        // A truncated file ends within a row, wherever its columns stand.
        text += row.writtenCharacters.map { String(line.prefix($0)) } ?? line + "\n"
      }
      faults += recorded.faults
    }
    let stamp = market.calendarHasTimes ? "timestamp" : "date"
    columns = Self.columns(market, stamp: stamp, isLong: isLong)
    self.text = text
    self.faults = faults
  }

  private static func columns(
    _ market: SyntheticMarket, stamp: String, isLong: Bool
  ) -> [Column] {
    var columns = isLong ? [Column(name: "asset", unit: "name")] : []
    columns.append(Column(name: stamp, unit: "ISO 8601, UTC"))
    columns += ["open", "high", "low", "close"].map { Column(name: $0, unit: "currency units") }
    if market.program.volume != nil { columns.append(Column(name: "volume", unit: "units")) }
    if market.program.microstructure != nil {
      columns += [
        Column(name: "spread_bps", unit: "basis points of the close"),
        Column(name: "slippage_bps", unit: "basis points of the close"),
        Column(name: "depth", unit: "units near the best prices"),
        Column(name: "order_imbalance", unit: "share, from −1 to 1"),
        Column(name: "transaction_cost_bps", unit: "basis points of the traded value"),
        Column(
          name: "impact_bps", unit: "basis points for an order of 1 % of the bar's volume"),
      ]
    }
    switch market.program.signal {
    case .leak: columns.append(Column(name: "signal", unit: "log return"))
    case .edge: columns.append(Column(name: "signal", unit: "standard deviations"))
    case nil: break
    }
    return columns
  }

  /// What stands behind the prices and the volume of a bar.
  private static func extras(_ asset: SyntheticAsset, _ bar: Int) -> String {
    var text = ""
    if let book = asset.microstructure {
      for column in [
        book.spreads, book.slippages, book.depths, book.imbalances, book.transactionCosts,
        book.impacts,
      ] { text += ",\(column[bar])" }
    }
    if !asset.signals.isEmpty { text += ",\(asset.signals[bar])" }
    return text
  }
}

extension SyntheticMarket {
  /// Whether bars stand at times within their days.
  var calendarHasTimes: Bool { program.calendar.barsPerSession > 1 }
}
