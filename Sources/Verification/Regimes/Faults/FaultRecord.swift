// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// What a fault did to one row.
public struct FaultRecord: Hashable, Sendable {
  /// The kind of the fault, such as "missing".
  public let kind: String
  /// The asset.
  public let asset: String
  /// The row of the clean table.
  public let row: Int
  /// The stamp that the clean row had when the fault came.
  public let stamp: Timestamp
  /// Where the row stood in the table at that moment.
  public let position: Int
  /// What stood there; nil for a row that was added.
  public let old: RecordedRow?
  /// What stands there now; nil for a row that was taken out.
  public let new: RecordedRow?
}

extension RecordedBars {
  /// Takes back what faults did.
  ///
  /// - Parameter records: all that was recorded since the table was as it shall be again, in order.
  /// - Complexity: O(rows) for each row that was added or taken out.
  public mutating func undo(_ records: [FaultRecord]) {
    for record in records.reversed() {
      switch (record.old, record.new) {
      case (let old?, nil): rows.insert(old, at: record.position)
      case (let old?, _?): rows[record.position] = old
      case (nil, _): rows.remove(at: record.position)
      }
    }
  }
}

/// Writes a table anew, row by row, and records each row that does not stay as it was.
struct FaultJournal {
  let kind: String
  let asset: String
  private(set) var rows: [RecordedRow] = []
  private(set) var records: [FaultRecord] = []

  init(kind: String, asset: String, capacity: Int) {
    self.kind = kind
    self.asset = asset
    rows.reserveCapacity(capacity)
  }

  /// Writes a row, changed or not.
  mutating func write(_ row: RecordedRow, insteadOf old: RecordedRow) {
    if row != old { record(old, row) }
    rows.append(row)
  }

  /// Leaves out a row.
  mutating func drop(_ row: RecordedRow) { record(row, nil) }

  /// Adds a copy of the row that was written last.
  mutating func addCopy(of row: RecordedRow) {
    var copy = row
    copy.isCopy = true
    record(nil, copy)
    rows.append(copy)
  }

  private mutating func record(_ old: RecordedRow?, _ new: RecordedRow?) {
    guard let row = old ?? new else { return }
    records.append(
      FaultRecord(
        kind: kind, asset: asset, row: row.origin, stamp: row.stamp, position: rows.count, old: old,
        new: new))
  }
}
