// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bars of an asset as a data source wrote them down: cells that need not be well formed, in an
// order that need not be that of time. Each row remembers the clean row that it comes from.

import MarketData

/// A cell of a recorded row.
public enum RecordedCell: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// The text NaN.
  case notANumber
  /// Nothing.
  case blank

  /// The number; nil where there is none.
  public var value: Double? { if case .number(let value) = self { value } else { nil } }

  /// The cell with its number changed; other cells stay.
  func map(_ change: (Double) -> Double) -> RecordedCell {
    value.map { .number(change($0)) } ?? self
  }

  /// The shortest text that reads as the same number.
  var text: String {
    switch self {
    case .number(let value): "\(value)"
    case .notANumber: "NaN"
    case .blank: ""
    }
  }
}

/// A column of recorded bars.
public enum RecordedColumn: String, Hashable, Sendable, CaseIterable {
  /// The first price.
  case open
  /// The highest price.
  case high
  /// The lowest price.
  case low
  /// The last price.
  case close
  /// The units traded.
  case volume

  /// The columns of prices.
  static let prices: [RecordedColumn] = [.open, .high, .low, .close]
}

/// A row of recorded bars.
public struct RecordedRow: Hashable, Sendable {
  /// The row of the clean table that it comes from.
  public var origin: Int
  /// Whether it is a second copy of its clean row.
  public var isCopy = false
  /// The stamp.
  public var stamp: Timestamp
  /// The cells in the order of `RecordedColumn`; without volume, four.
  public var cells: [RecordedCell]
  /// The characters of the row that reached the file; nil for all, with the line's end.
  public var writtenCharacters: Int?

  /// The cell of a column; nil where the table has no such column.
  public subscript(column: RecordedColumn) -> RecordedCell? {
    get {
      let index = Self.index(column)
      return index < cells.count ? cells[index] : nil
    }
    set {
      let index = Self.index(column)
      guard let newValue, index < cells.count else { return }
      cells[index] = newValue
    }
  }

  private static func index(_ column: RecordedColumn) -> Int {
    switch column {
    case .open: 0
    case .high: 1
    case .low: 2
    case .close: 3
    case .volume: 4
    }
  }

  /// The row with its prices multiplied.
  func scalingPrices(by factor: Double) -> RecordedRow {
    var row = self
    for column in RecordedColumn.prices { row[column] = row[column]?.map { $0 * factor } }
    return row
  }

  /// The row as a line without its end.
  var line: String { ([stamp.description] + cells.map(\.text)).joined(separator: ",") }

  /// The row as it stands in the file, without its end.
  var writtenLine: String { writtenCharacters.map { String(line.prefix($0)) } ?? line }

  /// The row as it stands in the file.
  var text: String { writtenCharacters == nil ? line + "\n" : writtenLine }
}

/// The recorded bars of one asset.
public struct RecordedBars: Hashable, Sendable {
  /// The asset's name.
  public let asset: String
  /// The number of rows that the clean table has.
  public let cleanCount: Int
  /// Whether there is a column of volumes.
  public let hasVolume: Bool
  /// The name of the column of stamps: `date` for daily bars, else `timestamp`.
  public let stampColumn: String
  /// The rows in the order of the file.
  public internal(set) var rows: [RecordedRow]

  /// Writes down the bars of an asset without a fault.
  ///
  /// - Precondition: there is a stamp for each bar.
  public init(_ asset: SyntheticAsset, timestamps: [Timestamp]) {
    precondition(timestamps.count == asset.count, "there must be a stamp for each bar")
    self.asset = asset.name
    cleanCount = asset.count
    hasVolume = !asset.volumes.isEmpty
    let isDaily = timestamps.allSatisfy {
      $0.microseconds == $0.daysSinceEpoch * Timestamp.microsecondsPerDay
    }
    stampColumn = isDaily ? "date" : "timestamp"
    rows = timestamps.indices.map { bar in
      var values = [asset.opens[bar], asset.highs[bar], asset.lows[bar], asset.closes[bar]]
      if !asset.volumes.isEmpty { values.append(asset.volumes[bar]) }
      return RecordedRow(origin: bar, stamp: timestamps[bar], cells: values.map { .number($0) })
    }
  }

  /// The rows as CSV with a header, each number the shortest text that reads as the same.
  ///
  /// - Complexity: O(rows).
  public var csv: String {
    var text = stampColumn + ",open,high,low,close" + (hasVolume ? ",volume\n" : "\n")
    for row in rows { text += row.text }
    return text
  }
}
