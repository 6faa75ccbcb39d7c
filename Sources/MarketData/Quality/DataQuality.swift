// SPDX-License-Identifier: GPL-3.0-or-later
//
// The quality report of a file: every rule over every row, in one streaming pass.
//
// What is wrong in the rows becomes a finding; only what makes the file no table at all is thrown.
// Of a row the report keeps its stamp, close and volume for the rules that need a median or a
// quartile, and nothing else.

/// The quality report of a data file.
public enum DataQuality {
  /// Judges a CSV file, plain or gzip-compressed, of any layout.
  ///
  /// - Throws: `DataError` where the file cannot be read, is empty or truncated, has no rows, no
  ///   columns of numbers or only some of the columns of bars, or has a line beyond 1 MiB.
  /// - Complexity: O(file + rows × log rows), and memory for a few numbers a row.
  public static func check(
    path: String, options: ReadingOptions = .init(), rules: DataQualityRules = .init()
  ) throws(DataError) -> DataQualityReport {
    try check(RowReader(path: path), options: options, rules: rules)
  }

  /// Judges what a row reader gives, whose chunk size changes no result.
  package static func check(
    _ reader: consuming RowReader, options: ReadingOptions, rules: DataQualityRules
  ) throws(DataError) -> DataQualityReport {
    let header = try Header(&reader)
    if header.barColumns != nil || header.resemblesBars {
      return try checkBars(BarRowReader(reader, header, options), rules)
    }
    return try checkSeries(SeriesRowReader(reader, header, options, wanted: nil), rules)
  }

  private static func checkBars(
    _ rows: consuming BarRowReader, _ rules: DataQualityRules
  ) throws(DataError) -> DataQualityReport {
    var quality = BarQuality(header: rows.header, columns: rows.columns, rules: rules)
    while try rows.next() { quality.judge(rows) }
    guard quality.rows > 0 else { throw BarFile.noRows(rows.reader.path) }
    quality.finish(stamps: rows.order.stamps)
    return DataQualityReport(
      path: rows.reader.path, layout: rows.header.layout(valueColumns: 0), rows: quality.rows,
      first: rows.order.stamps.first, last: rows.order.stamps.last,
      findings: quality.log.sortedFindings, counts: quality.log.ruleCounts)
  }

  private static func checkSeries(
    _ rows: consuming SeriesRowReader, _ rules: DataQualityRules
  ) throws(DataError) -> DataQualityReport {
    var quality = SeriesQuality(columns: rows.columns.count, rules: rules)
    while try rows.next() { quality.judge(rows) }
    let numeric = try rows.numericColumns()
    quality.findMixedColumns(rows)
    quality.finish(
      stamps: rows.order.stamps, date: rows.header.dateColumn.map { rows.header.names[$0] },
      columns: numeric.map { ($0, rows.header.names[rows.columns[$0]]) })
    return DataQualityReport(
      path: rows.reader.path, layout: rows.header.layout(valueColumns: numeric.count),
      rows: rows.rows, first: rows.order.stamps.first, last: rows.order.stamps.last,
      findings: quality.log.sortedFindings, counts: quality.log.ruleCounts)
  }
}
