// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strict reader of bars: a whole file of well-formed bars, or the first thing that is wrong.

/// Bars read from a file.
public struct LoadedBars: Sendable {
  /// The bars. Those of quote bars are mid bars and have no volumes.
  public let series: BarSeries
  /// The layout that the file has.
  public let layout: DataLayout
  /// The number of rows below the header.
  public let rows: Int
  /// The closes adjusted for splits and dividends by the source; nil where the file has none.
  public let adjustedCloses: [Double]?
}

/// Files of bars.
public enum BarFile {
  /// Reads a CSV file, plain or gzip-compressed, of bars or quote bars.
  ///
  /// Quote bars become mid bars: each price is (bid + ask) / 2, computed in whole units of 10⁻⁸ and
  /// rounded half to even to the unit, so exact for quotes of up to seven decimals. The sizes of
  /// quotes are no traded volume and are left out.
  ///
  /// - Parameters:
  ///   - name: the instrument's name, for the series.
  ///   - tap: is shown every byte of the file, compressed as it is, in order, as it is read.
  /// - Throws: `DataError` with row, column, value and rule of the first error.
  /// - Complexity: O(file), and memory for the bars alone.
  public static func read(
    path: String, name: String, options: ReadingOptions = .init(),
    tap: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws(DataError) -> LoadedBars {
    try read(RowReader(path: path, tap: tap), name: name, options: options)
  }

  /// Reads bars from a row reader, whose chunk size changes no result.
  package static func read(
    _ reader: consuming RowReader, name: String, options: ReadingOptions = .init()
  ) throws(DataError) -> LoadedBars {
    let header = try Header(&reader)
    var rows = try BarRowReader(reader, header, options)
    var bars = BarAccumulator(columns: rows.columns)
    while try rows.next() {
      if let error = rows.firstError() { throw error }
      bars.append(rows.current)
    }
    guard bars.count > 0 else { throw noRows(rows.reader.path) }
    return bars.loaded(name: name, stamps: rows.order.stamps)
  }

  /// The error of a file that has a header and nothing else.
  static func noRows(_ path: String) -> DataError {
    DataError(
      path: path, rule: "no-rows", message: "the file has a header and no rows",
      advice: "give a file with data")
  }
}

/// The columns of the bars read so far.
private struct BarAccumulator {
  private let isQuote: Bool
  private let hasVolume: Bool
  private let hasAdjusted: Bool
  private var opens: [Price] = []
  private var highs: [Price] = []
  private var lows: [Price] = []
  private var closes: [Price] = []
  private var volumes: [Double] = []
  private var adjusted: [Double] = []

  init(columns: BarColumns) {
    isQuote = columns.isQuote
    hasVolume = !isQuote && columns.bar.volume != nil
    hasAdjusted = columns.adjustedClose != nil
  }

  var count: Int { closes.count }

  mutating func append(_ row: BarRow) {
    let bar = row.first
    let ask = row.second
    opens.append(Self.mid(bar.open, ask?.open))
    highs.append(Self.mid(bar.high, ask?.high))
    lows.append(Self.mid(bar.low, ask?.low))
    closes.append(Self.mid(bar.close, ask?.close))
    if hasVolume { volumes.append(bar.volume.value) }
    if hasAdjusted { adjusted.append(row.adjustedClose.value) }
  }

  private static func mid(_ bid: PriceCell, _ ask: PriceCell?) -> Price {
    ask.map { midPrice(bid.units, $0.units) } ?? Price(units: bid.units)
  }

  func loaded(name: String, stamps: [Timestamp]) -> LoadedBars {
    LoadedBars(
      series: BarSeries(
        name: name, timestamps: stamps, opens: opens, highs: highs, lows: lows, closes: closes,
        volumes: hasVolume ? volumes : nil),
      layout: isQuote ? .quoteBars : .bars, rows: count,
      adjustedCloses: hasAdjusted ? adjusted : nil)
  }
}

/// The middle of two prices in units, rounded half to even.
///
/// Rounding is monotonic, so the middle of two ordered bars is an ordered bar.
func midPrice(_ bid: Int64, _ ask: Int64) -> Price {
  let sum = Int128(bid) + Int128(ask)
  // The mean of two 64-bit numbers always fits into 64 bits.
  return Price(units: FixedPoint.dividedHalfEven(sum, by: 2) ?? bid)
}
