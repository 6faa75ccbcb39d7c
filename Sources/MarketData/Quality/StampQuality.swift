// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules for stamps that are no errors: gaps and weekends. The same for every layout.

/// Judges the stamps of a file.
struct StampQuality {
  /// The lines that the stamps come from.
  private var rows: [Int] = []

  /// Takes the stamp of a row.
  mutating func judge(_ stamp: Timestamp, row: Int, column: String, log: inout FindingLog) {
    rows.append(row)
    guard stamp.isWeekend else { return }
    log.add(
      .weekendStamp, row: row,
      DataFinding(
        row: row, column: column, value: stamp.description, rule: .weekendStamp,
        message: stamp.weekday == 5 ? "lies on a Saturday" : "lies on a Sunday"))
  }

  /// Reports the steps that are too long.
  ///
  /// - Parameter stamps: all stamps, in the order of the file.
  func findGaps(
    stamps: [Timestamp], column: String, rules: DataQualityRules, log: inout FindingLog
  ) {
    let day = Double(Timestamp.microsecondsPerDay)
    let steps = zip(stamps.dropFirst(), stamps).map { next, last in
      Double(next.microseconds) / day - Double(last.microseconds) / day
    }
    let forward = steps.filter { $0 > 0 }.sorted()
    guard !forward.isEmpty else { return }
    let median = forward[forward.count / 2]
    let limit = median > rules.gapDays ? 2 * median : rules.gapDays
    for (index, step) in steps.enumerated() where step > limit {
      let row = rows[index + 1]
      let size =
        step > rules.longGapDays && median <= rules.gapDays
        ? ", also more than \(shownNumber(rules.longGapDays))" : ""
      log.add(
        .gap, row: row,
        DataFinding(
          row: row, column: column, value: stamps[index + 1].description, rule: .gap,
          message: "lies \(shownNumber(step)) days after the row above (limit "
            + "\(shownNumber(limit))\(size))"))
    }
  }
}

/// A number with at most two decimals, for messages.
func shownNumber(_ value: Double) -> String {
  let rounded = (value * 100).rounded() / 100
  return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
}
