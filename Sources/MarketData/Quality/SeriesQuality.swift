// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules for files of numbers. Values may be prices, returns, rates or counts, so nothing is
// said about their size: only dates, numbers and what is missing are judged.

/// Judges the rows of a series or a panel.
struct SeriesQuality {
  private let rules: DataQualityRules
  private(set) var log = FindingLog()
  private var stamps = StampQuality()
  private var missing: [MissingQuality]

  init(columns: Int, rules: DataQualityRules) {
    self.rules = rules
    missing = [MissingQuality](repeating: MissingQuality(), count: columns)
  }

  /// Judges the current row.
  mutating func judge(_ rows: borrowing SeriesRowReader) {
    let row = rows.row
    if !rows.broken.isEmpty {
      for (rule, finding) in zip(rows.broken.rules, rows.errorFindings()) {
        log.add(rule, row: row, finding)
      }
    }
    for index in missing.indices {
      missing[index].judge(isMissing: rows.cells[index].flags.contains(.blank), row: row)
    }
    if let stamp = rows.stamp, let date = rows.header.dateColumn {
      stamps.judge(stamp, row: row, column: rows.header.names[date], log: &log)
    }
  }

  /// Says which columns were left out as text although they hold numbers further down.
  mutating func findMixedColumns(_ rows: borrowing SeriesRowReader) {
    for index in rows.columns.indices {
      guard let row = rows.firstNumbers[index] else { continue }
      log.addSummary(
        .mixedColumn, row: row, column: rows.header.names[rows.columns[index]],
        "holds a number here, but text in its first filled cell, and is left out as text")
    }
  }

  /// Adds what only the whole file tells.
  ///
  /// - Parameter columns: the columns that hold numbers, by position and name.
  mutating func finish(
    stamps all: [Timestamp], date: String?, columns: [(index: Int, name: String)]
  ) {
    if let date { stamps.findGaps(stamps: all, column: date, rules: rules, log: &log) }
    for (index, name) in columns {
      let column = missing[index]
      if let first = column.firstRow {
        log.addSummary(
          .missingValue, row: first, column: name,
          "is blank here and in \(column.missing - 1) other rows")
      }
      column.finish(column: name, rules: rules, log: &log)
    }
  }
}
