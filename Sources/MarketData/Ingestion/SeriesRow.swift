// SPDX-License-Identifier: GPL-3.0-or-later
//
// One row of a file of numbers, and the rules that it must keep.
//
// As with bars, the strict reader and the quality report share these rules. A blank cell is a
// missing value here and no error; in a column of dates it is one.

/// What a column holds, as far as the rows have told.
enum ColumnKind {
  /// Only blank cells so far.
  case unknown
  case numbers
  case text
}

/// A reader of the rows of a file of numbers.
struct SeriesRowReader: ~Copyable {
  private(set) var reader: RowReader
  let header: Header
  private let date: Int?
  private let dates: DateReader
  private let dateFormat: DateFormat?
  /// The columns that may hold numbers, as positions in the header.
  let columns: [Int]
  /// What those columns hold.
  private(set) var kinds: [ColumnKind]
  /// The first row of each column of text that holds a number all the same.
  private(set) var firstNumbers: [Int?]
  /// The cells of those columns in the current row.
  private(set) var cells: [NumberCell]
  /// The stamps of all rows so far.
  private(set) var order = StampOrder()
  private(set) var stamp: Timestamp?
  /// The error rules that the row breaks.
  private(set) var broken: RuleSet = []
  private(set) var rows = 0

  /// Starts behind the header.
  ///
  /// - Parameter wanted: the columns that must hold numbers; nil for all that do.
  init(
    _ reader: consuming RowReader, _ header: Header, _ options: ReadingOptions, wanted: [Int]?
  ) {
    let date = header.dateColumn
    self.reader = reader
    self.header = header
    self.date = date
    dates = DateReader(format: options.dateFormat)
    dateFormat = options.dateFormat
    columns = wanted ?? header.names.indices.filter { $0 != date }
    kinds = columns.map { _ in wanted == nil ? .unknown : .numbers }
    firstNumbers = columns.map { _ in nil }
    cells = columns.map { _ in NumberCell(flags: .blank) }
  }

  /// The line of the file that the row is.
  var row: Int { reader.row }

  /// Reads and judges the next row; false at the end of the file.
  mutating func next() throws(DataError) -> Bool {
    guard try reader.next() else { return false }
    rows += 1
    broken = []
    stamp = nil
    guard reader.shape == .whole else {
      for index in cells.indices { cells[index] = NumberCell(flags: .absent) }
      broken = RuleSet(reader.shape == .brokenQuotes ? .brokenQuotes : .fieldCount)
      return true
    }
    for index in columns.indices { readCell(index) }
    if let date { readDate(date) }
    return true
  }

  private mutating func readCell(_ index: Int) {
    let position = reader.cells[columns[index]]
    let cell = NumberText.double(reader.bytes.span, position)
    cells[index] = cell
    if kinds[index] == .unknown, !cell.flags.contains(.blank) {
      let isNumber = NumberText.isNumberLike(reader.bytes.span, position)
      kinds[index] = isNumber ? .numbers : .text
    }
    if kinds[index] == .text, cell.flags.isReadable, firstNumbers[index] == nil {
      firstNumbers[index] = row
    }
    broken.add(.notANumber, if: kinds[index] == .numbers && cell.flags.contains(.notNumber))
  }

  private mutating func readDate(_ date: Int) {
    stamp = dates.parse(reader.bytes.span, reader.cells[date])
    if let stamp {
      broken.formUnion(order.add(stamp))
    } else {
      let isBlank = NumberText.trimmed(reader.bytes.span, reader.cells[date]).isEmpty
      broken.insert(RuleSet(isBlank ? .blankCell : .unparsableDate))
    }
  }

  /// The columns that hold numbers, or an error where there are no rows or no such column.
  func numericColumns() throws(DataError) -> [Int] {
    guard rows > 0 else { throw BarFile.noRows(reader.path) }
    let numeric = kinds.indices.filter { kinds[$0] != .text }
    if numeric.isEmpty {
      throw DataError(
        path: reader.path, rule: "no-numeric-column", message: "no column holds numbers",
        advice: "the file has the columns \(header.shownNames)")
    }
    return numeric
  }

  /// The errors of the current row in the fixed order of rules; empty for a good row.
  func errorFindings() -> [DataFinding] {
    var findings: [DataFinding] = []
    for rule in broken.rules { findings.append(finding(rule)) }
    return findings
  }

  private func finding(_ rule: DataRule) -> DataFinding {
    switch rule {
    case .fieldCount, .brokenQuotes:
      return rowShapeFinding(rule, reader.shape, columns: header.names.count, row: row)
    case .notANumber:
      return finding(rule, firstBadColumn, "must be a number")
    case .blankCell: return finding(rule, date ?? 0, "must not be blank")
    case .unparsableDate:
      let text = reader.text(date ?? 0)
      return DataFinding(
        row: row, column: header.names[date ?? 0], value: text, rule: rule,
        message: "must be a date", advice: DateAdvice.advice(for: text, format: dateFormat))
    case .duplicateStamp: return finding(rule, date ?? 0, "must not occur twice")
    default: return finding(rule, date ?? 0, "must not lie before the row above")
    }
  }

  private func finding(_ rule: DataRule, _ column: Int, _ message: String) -> DataFinding {
    DataFinding(
      row: row, column: header.names[column], value: reader.text(column), rule: rule,
      message: message)
  }

  /// The first column of the row, in the order of the file, whose cell should be a number.
  private var firstBadColumn: Int {
    var first = Int.max
    for index in cells.indices
    where kinds[index] == .numbers && cells[index].flags.contains(.notNumber) {
      first = min(first, columns[index])
    }
    return first
  }

  /// The first error of the current row; nil for a good row.
  func firstError() -> DataError? {
    if broken.isEmpty { return nil }
    guard let first = errorFindings().first else {
      preconditionFailure("a broken rule must have a finding")
    }
    return DataError(path: reader.path, finding: first)
  }
}
