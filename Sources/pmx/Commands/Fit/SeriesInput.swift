// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// A column of numbers, cut to the rows that were asked for.
struct SeriesInput {
  /// The numbers; nil for a blank cell.
  let values: [Double?]
  /// The column's name.
  let column: String
  /// The line of the file that the first number comes from.
  let firstRow: Int
  private let file: String

  init(_ command: FitCommand) throws {
    self = try Self.all(
      path: command.data, columns: command.column, rows: command.rows,
      options: try command.dataOptions.reading())[0]
  }

  private init(file: String, column: String, values: [Double?], firstRow: Int) {
    self.file = file
    self.column = column
    self.values = values
    self.firstRow = firstRow
  }

  /// The columns of a file; with none named, the close of bars or the only one of a series.
  static func all(
    path: String, columns names: [String], rows: String?, options: ReadingOptions
  ) throws -> [SeriesInput] {
    let columns = try load(path, names, options)
    return try zip(columns.names, columns.columns).map { name, values in
      let (cut, first) = try cut(values, to: rows)
      return SeriesInput(
        file: path, column: name, values: cut, firstRow: columns.firstRow + first)
    }
  }

  /// Whether a cell is blank.
  var hasGaps: Bool { values.contains { $0 == nil } }

  /// The numbers of a column without a blank cell.
  func complete() throws -> [Double] {
    try values.enumerated().map { index, value in
      guard let value else {
        throw CommandFailure(
          .badData,
          "\(file): row \(firstRow + index), column \(column), value \"\": must be a number "
            + "(the model takes no gaps)")
      }
      return value
    }
  }

  private static func load(
    _ path: String, _ names: [String], _ options: ReadingOptions
  ) throws -> LoadedColumns {
    do {
      var columns = try SeriesFile.read(path: path, columns: names, options: options)
      if names.isEmpty, columns.names.count > 1 {
        guard columns.layout == .bars else {
          throw CommandFailure(
            .usage,
            "\(path): choose a column with --column; there are "
              + columns.names.joined(separator: ", "))
        }
        columns = try SeriesFile.read(path: path, columns: ["close"], options: options)
      }
      guard !columns.columns.isEmpty else {
        throw CommandFailure(.badData, "\(path): there is no numeric column")
      }
      return columns
    } catch let error as DataError {
      throw CommandFailure(error)
    }
  }

  static func cut(
    _ values: [Double?], to rows: String?
  ) throws -> (values: [Double?], first: Int) {
    guard let rows else { return (values, 0) }
    let parts = rows.split(separator: ":", omittingEmptySubsequences: false)
    let first = parts.first.flatMap { $0.isEmpty ? 1 : Int($0) }
    let last = parts.last.flatMap { $0.isEmpty ? values.count : Int($0) }
    guard parts.count == 2, let first, let last, 1 <= first, first <= last, last <= values.count
    else {
      throw CommandFailure(
        .usage, "--rows \(rows): must be A:B with 1 ≤ A ≤ B ≤ \(values.count), the number of rows")
    }
    return (Array(values[(first - 1)..<last]), first - 1)
  }
}
