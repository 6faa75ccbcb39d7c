// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// A column of numbers, cut to the rows that were asked for.
struct SeriesInput {
  /// The numbers; nil for a blank cell.
  let values: [Double?]
  private let file: String
  private let column: String
  private let firstRow: Int

  init(_ command: FitCommand) throws {
    let columns = try Self.load(command)
    let (cut, first) = try Self.cut(columns.columns[0], to: command.rows)
    values = cut
    file = command.data
    column = columns.names[0]
    firstRow = columns.firstRow + first
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

  private static func load(_ command: FitCommand) throws -> LoadedColumns {
    let options = try command.dataOptions.reading()
    do {
      var columns = try SeriesFile.read(
        path: command.data, columns: command.column, options: options)
      if command.column.isEmpty, columns.names.count > 1 {
        guard columns.layout == .bars else {
          throw CommandFailure(
            .usage,
            "\(command.data): choose a column with --column; there are "
              + columns.names.joined(separator: ", "))
        }
        columns = try SeriesFile.read(path: command.data, columns: ["close"], options: options)
      }
      guard !columns.columns.isEmpty else {
        throw CommandFailure(.badData, "\(command.data): there is no numeric column")
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
