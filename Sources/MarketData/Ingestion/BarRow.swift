// SPDX-License-Identifier: GPL-3.0-or-later
//
// One row of a file of bars, and the rules that make it a bar (laws D1 and D2).
//
// The strict reader and the quality report both judge rows by `BarSide.broken` and by
// `StampOrder`, and by nothing else, so that a file without errors in the report can be read and
// a file that can be read has none.

/// The open, high, low, close and volume of a row, or of its bid or ask half.
struct BarSide {
  var open = PriceCell()
  var high = PriceCell()
  var low = PriceCell()
  var close = PriceCell()
  var volume = NumberCell(flags: .absent)

  /// The error rules that the cells break.
  var broken: RuleSet {
    let priceFlags = open.flags.union(high.flags).union(low.flags).union(close.flags)
    let flags = priceFlags.union(volume.flags)
    var rules: RuleSet = []
    // Zero flags and the two harmless ones are what nearly every row has.
    if !flags.isSubset(of: [.rounded, .absent]) {
      rules.add(.blankCell, if: flags.contains(.blank))
      rules.add(.notANumber, if: flags.contains(.notNumber))
      rules.add(.priceRange, if: priceFlags.contains(.range))
    }
    rules.add(
      .nonPositivePrice,
      if: Self.isNonPositive(open) || Self.isNonPositive(high) || Self.isNonPositive(low)
        || Self.isNonPositive(close))
    rules.add(.ohlcOrder, if: priceFlags.isReadable && !isOrdered)
    rules.add(.negativeVolume, if: volume.value < 0)
    return rules
  }

  /// Whether the four prices are equal; all must be readable.
  var isFlat: Bool {
    open.equals(high) && open.equals(low) && open.equals(close)
  }

  /// Whether the cell has a price that is zero or negative.
  static func isNonPositive(_ price: PriceCell) -> Bool {
    guard price.flags.isReadable else { return false }
    return price.flags.contains(.range) ? price.textValue <= 0 : price.units <= 0
  }

  /// Whether low ≤ open, close ≤ high as the text has it; all four prices must be readable.
  ///
  /// Rounding to units keeps the order, so that an ordered text gives an ordered bar.
  private var isOrdered: Bool {
    !open.isBelow(low) && !close.isBelow(low) && !high.isBelow(open) && !high.isBelow(close)
  }
}

/// What a row of a file of bars says, and which error rules it breaks.
struct BarRow {
  /// The row's stamp; nil where its cell is no date.
  var stamp: Timestamp?
  /// The bar, or the bid bar.
  var first = BarSide()
  /// The ask bar, in files that have one.
  var second: BarSide?
  var adjustedClose = NumberCell(flags: .absent)
  /// The error rules that the row breaks, but not which of its halves does.
  var broken: RuleSet = []
}

/// A reader of the rows of a file of bars or quote bars.
struct BarRowReader: ~Copyable {
  private(set) var reader: RowReader
  let header: Header
  let columns: BarColumns
  let dates: DateReader
  let dateFormat: DateFormat?
  /// The stamps of all rows so far.
  private(set) var order = StampOrder()
  /// The row read last.
  private(set) var current = BarRow()

  /// Starts behind the header, which must announce bars.
  init(_ reader: consuming RowReader, _ header: Header, _ options: ReadingOptions) throws(DataError)
  {
    columns = try header.requireBars(path: reader.path)
    self.header = header
    self.reader = reader
    dateFormat = options.dateFormat
    dates = DateReader(format: options.dateFormat)
  }

  /// The line of the file that the row is.
  var row: Int { reader.row }

  /// Reads and judges the next row; false at the end of the file.
  mutating func next() throws(DataError) -> Bool {
    guard try reader.next() else { return false }
    if reader.shape == .whole {
      // In place: a row is some hundred bytes, too many to copy for each of a million.
      Self.parse(reader, columns, dates, into: &current)
    } else {
      current = unreadableRow()
    }
    if let stamp = current.stamp { current.broken.formUnion(order.add(stamp)) }
    return true
  }

  /// Reads the current row and finds what its cells break by themselves.
  private static func parse(
    _ reader: borrowing RowReader, _ columns: BarColumns, _ dates: DateReader,
    into row: inout BarRow
  ) {
    let bytes = reader.bytes.span
    let cells = reader.cells.span
    parse(bytes, cells, columns.bar, into: &row.first)
    row.broken = row.first.broken
    if let columns = columns.ask {
      var ask = BarSide()
      parse(bytes, cells, columns, into: &ask)
      row.broken.formUnion(ask.broken)
      row.second = ask
    }
    if let column = columns.adjustedClose {
      row.adjustedClose = NumberText.double(bytes, cells[column])
      row.broken.add(.blankCell, if: row.adjustedClose.flags.contains(.blank))
      row.broken.add(.notANumber, if: row.adjustedClose.flags.contains(.notNumber))
    }
    row.stamp = dates.parse(bytes, cells[columns.date])
    if row.stamp == nil {
      let isBlank = NumberText.trimmed(bytes, cells[columns.date]).isEmpty
      row.broken.insert(RuleSet(isBlank ? .blankCell : .unparsableDate))
    }
  }

  private static func parse(
    _ bytes: Span<UInt8>, _ cells: Span<Cell>, _ columns: SideColumns, into side: inout BarSide
  ) {
    side.open = NumberText.price(bytes, cells[columns.open])
    side.high = NumberText.price(bytes, cells[columns.high])
    side.low = NumberText.price(bytes, cells[columns.low])
    side.close = NumberText.price(bytes, cells[columns.close])
    if let volume = columns.volume { side.volume = NumberText.double(bytes, cells[volume]) }
  }

  /// A row whose cells cannot be told apart.
  private func unreadableRow() -> BarRow {
    let nothing = PriceCell(flags: .absent)
    return BarRow(
      first: BarSide(open: nothing, high: nothing, low: nothing, close: nothing),
      broken: RuleSet(reader.shape == .brokenQuotes ? .brokenQuotes : .fieldCount))
  }
}
