// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strict reader of columns of numbers, from a file of any layout.

/// Columns of numbers read from a file.
public struct LoadedColumns: Sendable {
  /// The stamps, strictly increasing, one a row; nil where the file has no column of dates.
  public let timestamps: [Timestamp]?
  /// The names of the columns as the header has them.
  public let names: [String]
  /// The columns, one entry a row; nil for a blank cell.
  public let columns: [[Double?]]
  /// The layout that the file has.
  public let layout: DataLayout
  /// The line of the file that the first entries come from.
  public let firstRow: Int
}

/// Files of numbers.
public enum SeriesFile {
  /// Reads columns of numbers from a CSV file, plain or gzip-compressed.
  ///
  /// A column of dates is one called date, time, timestamp or datetime; its stamps must increase.
  ///
  /// - Parameter columns: the columns to read; none for all that hold numbers. A column whose first
  ///   filled cell is no number holds text and is left out then.
  /// - Throws: `DataError` with row, column, value and rule of the first error.
  /// - Complexity: O(file), and memory for the columns read.
  public static func read(
    path: String, columns: [String], options: ReadingOptions = .init()
  ) throws(DataError) -> LoadedColumns {
    try read(RowReader(path: path), columns: columns, options: options)
  }

  /// Reads columns from a row reader, whose chunk size changes no result.
  package static func read(
    _ reader: consuming RowReader, columns: [String], options: ReadingOptions = .init()
  ) throws(DataError) -> LoadedColumns {
    let header = try Header(&reader)
    var wanted: [Int] = []
    for name in columns {
      guard let index = header.index(of: name) else { throw unknown(name, header, reader.path) }
      if header.names.count(where: { $0 == header.names[index] }) > 1 {
        throw ambiguous(header.names[index], reader.path)
      }
      wanted.append(index)
    }
    var rows = SeriesRowReader(reader, header, options, wanted: columns.isEmpty ? nil : wanted)
    var values = [[Double?]](repeating: [], count: rows.columns.count)
    while try rows.next() {
      if let error = rows.firstError() { throw error }
      for (index, cell) in rows.cells.enumerated() where rows.kinds[index] != .text {
        values[index].append(cell.flags.isReadable ? cell.value : nil)
      }
    }
    let kept = try rows.numericColumns()
    return LoadedColumns(
      timestamps: header.dateColumn == nil ? nil : rows.order.stamps,
      names: kept.map { header.names[rows.columns[$0]] }, columns: kept.map { values[$0] },
      layout: header.layout(valueColumns: kept.count), firstRow: 2)
  }

  private static func ambiguous(_ name: String, _ path: String) -> DataError {
    DataError(
      path: path, row: 1, column: name, rule: "duplicate-column",
      message: "two columns have this name", advice: "rename or remove one of them")
  }

  private static func unknown(_ name: String, _ header: Header, _ path: String) -> DataError {
    DataError(
      path: path, row: 1, column: name, rule: "unknown-column", message: "there is no such column",
      advice: "the file has the columns \(header.shownNames)")
  }
}
