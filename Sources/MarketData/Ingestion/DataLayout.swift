// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a file is, told by its header alone. Names are compared without case, blanks as underscores.

/// The kind of table that a file's header announces.
public enum DataLayout: String, Hashable, Sendable, CaseIterable {
  /// A date, then `open,high,low,close`, with or without `volume` and `adj_close`.
  case bars
  /// A date, then `bid_open … bid_close` and `ask_open … ask_close`, with or without sizes.
  case quoteBars = "quote-bars"
  /// Columns of numbers, with at most one of them beside a date.
  case series
  /// A date and a column of numbers for each of several assets.
  case panel
}

/// How to read a file.
public struct ReadingOptions: Hashable, Sendable {
  /// The form of the dates; nil for ISO 8601.
  public var dateFormat: DateFormat?

  /// Makes options.
  public init(dateFormat: DateFormat? = nil) { self.dateFormat = dateFormat }
}

/// Where the cells of one bar stand in a row.
struct SideColumns {
  var open: Int
  var high: Int
  var low: Int
  var close: Int
  /// The volume, or the size of a quote.
  var volume: Int?

  /// The four prices in their usual order.
  var prices: [Int] { [open, high, low, close] }
}

/// Where the cells of a row of bars stand.
struct BarColumns {
  var date: Int
  /// The bar, or the bid bar.
  var bar: SideColumns
  /// The ask bar of quote bars.
  var ask: SideColumns?
  var adjustedClose: Int?

  var isQuote: Bool { ask != nil }

  /// The bar, or the bid bar and the ask bar.
  var sides: [SideColumns] { [bar] + [ask].compactMap(\.self) }
}

/// The header of a file.
struct Header {
  /// The names as the file has them, without blanks around.
  let names: [String]
  private let keys: [String]

  /// Reads the header, the reader's first row, and tells the reader how many cells a row has.
  init(_ reader: inout RowReader) throws(DataError) {
    guard try reader.next() else {
      throw DataError(
        path: reader.path, rule: "empty-file", message: "the file is empty",
        advice: "give a CSV file with a header row")
    }
    guard reader.shape == .whole, reader.cellCount > 0 else {
      throw reader.error(
        rule: "no-header", message: "the header row is empty or has an open quotation mark",
        advice: "name the columns in the first row")
    }
    names = try Self.readNames(reader)
    keys = names.map(Self.key)
    reader.columns = names.count
  }

  private static func readNames(_ reader: borrowing RowReader) throws(DataError) -> [String] {
    var names: [String] = []
    var numbers = 0
    for column in 0..<reader.cellCount {
      let cell = reader.cells[column]
      let bytes = Array(reader.bytes[cell.range])
      guard let raw = String(validating: bytes, as: UTF8.self),
        !bytes.contains(where: { $0 < 0x20 && $0 != 0x09 })
      else {
        throw reader.error(
          rule: "not-text", message: "the header is not readable text (UTF-8)",
          advice: "give a CSV file, plain or gzip-compressed, in UTF-8")
      }
      let text =
        column == 0 && raw.unicodeScalars.first == "\u{feff}"
        ? String(raw.unicodeScalars.dropFirst()) : raw
      names.append(trimmedBlanks(text))
      if NumberText.anyDouble(reader.bytes.span, cell).flags.isEmpty { numbers += 1 }
    }
    if numbers == names.count {
      throw reader.error(
        value: names[0], rule: "no-header", message: "the first row holds numbers, not names",
        advice: "name the columns in the first row")
    }
    return names
  }

  /// The first column with that name; exact spelling wins over spelling without case.
  func index(of name: String) -> Int? {
    names.firstIndex(of: name) ?? keys.firstIndex(of: Self.key(name))
  }

  /// The column of the dates, where there is one.
  var dateColumn: Int? {
    keys.firstIndex { ["date", "time", "timestamp", "datetime"].contains($0) }
  }

  /// The layout that the names announce, where `valueColumns` columns hold numbers.
  func layout(valueColumns: Int) -> DataLayout {
    if let columns = barColumns { return columns.isQuote ? .quoteBars : .bars }
    return dateColumn != nil && valueColumns > 1 ? .panel : .series
  }

  /// Where a bar's cells stand, if the file has all of them.
  var barColumns: BarColumns? {
    guard let date = dateColumn else { return nil }
    if let bar = side(prefix: "", volume: "volume") {
      let adjusted = ["adj_close", "adjclose", "adjusted_close"]
      return BarColumns(
        date: date, bar: bar, adjustedClose: keys.firstIndex { adjusted.contains($0) })
    }
    guard let bid = side(prefix: "bid_", volume: "size"),
      let ask = side(prefix: "ask_", volume: "size")
    else { return nil }
    return BarColumns(date: date, bar: bid, ask: ask)
  }

  private func side(prefix: String, volume: String) -> SideColumns? {
    let columns = ["open", "high", "low", "close"].map { keys.firstIndex(of: prefix + $0) }
    guard let open = columns[0], let high = columns[1], let low = columns[2],
      let close = columns[3]
    else { return nil }
    return SideColumns(
      open: open, high: high, low: low, close: close, volume: keys.firstIndex(of: prefix + volume))
  }

  /// Where a bar's cells stand, or an error that names what is missing or occurs twice.
  func requireBars(path: String) throws(DataError) -> BarColumns {
    guard let columns = barColumns else { throw missingColumns(path) }
    let used = [columns.date] + columns.sides.flatMap { $0.prices + [$0.volume].compactMap(\.self) }
    for column in used where keys.count(where: { $0 == keys[column] }) > 1 {
      throw DataError(
        path: path, row: 1, column: names[column], rule: "duplicate-column",
        message: "two columns have this name", advice: "rename or remove one of them")
    }
    return columns
  }

  /// Whether the file has most of the columns of bars, so that it is meant to be one.
  var resemblesBars: Bool {
    let names = ["open", "high", "low", "close"]
    return ["", "bid_", "ask_"].contains { prefix in
      names.count { keys.contains(prefix + $0) } >= 3
    }
  }

  private func missingColumns(_ path: String) -> DataError {
    var missing = dateColumn == nil ? ["date"] : []
    let isQuote = keys.contains { $0.hasPrefix("bid_") || $0.hasPrefix("ask_") }
    for prefix in isQuote ? ["bid_", "ask_"] : [""] {
      for name in ["open", "high", "low", "close"] where !keys.contains(prefix + name) {
        missing.append(prefix + name)
      }
    }
    return DataError(
      path: path, row: 1, rule: "missing-columns",
      message: "bars need the missing columns \(missing.joined(separator: ", "))",
      advice: "the file has the columns \(shownNames)")
  }

  /// The names for a message, at most twenty of them.
  var shownNames: String {
    let shown = names.prefix(20).map(shownValue).joined(separator: ", ")
    return names.count > 20 ? shown + ", …" : shown
  }

  private static func key(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " ? "_" : $0 })
  }
}

/// The text without blanks and tabs around it.
private func trimmedBlanks(_ text: String) -> String {
  var rest = text[...]
  while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
  while rest.last == " " || rest.last == "\t" { rest.removeLast() }
  return String(rest)
}
