// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules for missing values: their share of the rows and their longest run.

/// Counts the missing values of a column, or the rows with a blank cell of a file of bars.
struct MissingQuality {
  private(set) var missing = 0
  private(set) var firstRow: Int?
  private var rows = 0
  private var run = 0
  private var runStart = 0
  private var longest = (length: 0, row: 0)

  /// Takes the next row.
  mutating func judge(isMissing: Bool, row: Int) {
    rows += 1
    guard isMissing else {
      run = 0
      return
    }
    missing += 1
    if firstRow == nil { firstRow = row }
    if run == 0 { runStart = row }
    run += 1
    if run > longest.length { longest = (run, runStart) }
  }

  /// Reports the share and the run where they are too large.
  func finish(column: String?, rules: DataQualityRules, log: inout FindingLog) {
    guard rows > 0 else { return }
    let share = Double(missing) / Double(rows)
    if share > rules.missingShare {
      let limit =
        share > rules.missingShareFailure
        ? "above the failure limit of \(percent(rules.missingShareFailure))"
        : "limit \(percent(rules.missingShare))"
      log.addSummary(
        .missingShare, column: column,
        "\(missing) of \(rows) rows (\(percent(share))) lack a value (\(limit))")
    }
    if longest.length > rules.missingRun {
      log.addSummary(
        .missingRun, row: longest.row, column: column,
        "\(longest.length) rows from here on lack a value (limit \(rules.missingRun))")
    }
  }
}
