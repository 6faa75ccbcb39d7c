// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import NumericKernels

/// What names the streams of a fault.
public struct FaultPlace: Hashable, Sendable {
  /// The seed of the market.
  public var seed: UInt64
  /// The dataset's name.
  public var dataset: String
  /// The fault's place in its list, from 0.
  public var index: Int

  /// Makes a place.
  public init(seed: UInt64, dataset: String, index: Int) {
    self.seed = seed
    self.dataset = dataset
    self.index = index
  }

  func stream(asset: String, _ purpose: String = "") -> RandomStream {
    RandomStream(
      seed: seed, dataset: dataset, asset: asset,
      purpose: purpose.isEmpty ? "fault \(index)" : "fault \(index) \(purpose)")
  }
}

extension RecordedBars {
  /// Lets faults happen, one after the other.
  ///
  /// - Returns: what they did, in order.
  /// - Complexity: O(rows · faults).
  public mutating func apply(
    _ faults: [DataFault], seed: UInt64, dataset: String
  ) -> [FaultRecord] {
    var records: [FaultRecord] = []
    for (index, fault) in faults.enumerated() {
      records += apply(fault, at: FaultPlace(seed: seed, dataset: dataset, index: index))
    }
    return records
  }

  /// Lets one fault happen.
  ///
  /// - Returns: what it did, row by row.
  /// - Complexity: O(rows).
  public mutating func apply(_ fault: DataFault, at place: FaultPlace) -> [FaultRecord] {
    var journal = FaultJournal(kind: fault.kind, asset: asset, capacity: rows.count)
    write(fault, place, into: &journal)
    rows = journal.rows
    return journal.records
  }

  private func write(
    _ fault: DataFault, _ place: FaultPlace, into journal: inout FaultJournal
  ) {
    switch fault {
    case .missing(let fault): writeWithout(struck(fault, place), &journal)
    case .duplicate(let fault): writeTwice(struck(fault.rows, place), &journal)
    case .outOfOrder(let fault): writeSwapped(struck(fault.rows, place), &journal)
    case .stale(let fault): writeStale(struck(fault, place), &journal)
    case .notANumber(let fault): writeCells(fault, place, &journal) { _ in .notANumber }
    case .blank(let fault): writeCells(fault, place, &journal) { _ in .blank }
    case .zero(let fault): writeCells(fault, place, &journal) { _ in .number(0) }
    case .negative(let fault): writeCells(fault, place, &journal) { $0.map { -$0 } }
    case .huge(let fault):
      let cells = CellFault(rows: fault.rows, column: fault.column)
      writeCells(cells, place, &journal) { _ in .number(fault.value) }
    case .unitError(let fault):
      let struck = struck(fault.rows, place)
      writeChanged(&journal) {
        struck.contains($0) ? $0.scalingPrices(by: fault.factor) : $0
      }
    case .exchangedRange(let fault): writeExchanged(struck(fault.rows, place), &journal)
    case .zeroVolume(let fault):
      let cells = CellFault(rows: fault.rows, column: .volume)
      writeCells(cells, place, &journal) { _ in .number(0) }
    case .unadjustedSplit(let fault): writeSplit(fault, place, &journal)
    case .doubleDividend(let fault): writeDividend(fault, place, &journal)
    case .stampShift(let fault): writeShifted(fault, place, &journal)
    case .truncation(let fault): writeTruncated(fault, place, &journal)
    }
  }

  // MARK: - The rows that are struck

  private func chosen(_ selection: RowSelection, _ place: FaultPlace) -> [Int] {
    selection.rows(of: cleanCount, stream: place.stream(asset: asset))
  }

  private func struck(_ selection: RowSelection, _ place: FaultPlace) -> StruckRows {
    StruckRows(chosen(selection, place), count: cleanCount)
  }

  private func struck(_ fault: RunFault, _ place: FaultPlace) -> StruckRows {
    StruckRows(
      chosen(fault.rows, place), count: cleanCount, continuation: fault.continuation,
      stream: place.stream(asset: asset, "run"))
  }

  /// For each clean row, how many of the chosen rows are not after it.
  private func chosenSoFar(_ selection: RowSelection, _ place: FaultPlace) -> [Int] {
    let struck = Set(chosen(selection, place))
    var total = 0
    return (0..<cleanCount).map { row in
      if struck.contains(row) { total += 1 }
      return total
    }
  }

  // MARK: - Ways to write the table

  private func writeChanged(
    _ journal: inout FaultJournal, _ change: (RecordedRow) -> RecordedRow
  ) {
    for row in rows { journal.write(change(row), insteadOf: row) }
  }

  private func writeCells(
    _ fault: CellFault, _ place: FaultPlace, _ journal: inout FaultJournal,
    _ change: (RecordedCell) -> RecordedCell
  ) {
    let struck = struck(fault.rows, place)
    writeChanged(&journal) { row in
      guard struck.contains(row) else { return row }
      var changed = row
      changed[fault.column] = row[fault.column].map(change)
      return changed
    }
  }

  private func writeWithout(_ struck: StruckRows, _ journal: inout FaultJournal) {
    for row in rows {
      if struck.contains(row) { journal.drop(row) } else { journal.write(row, insteadOf: row) }
    }
  }

  private func writeTwice(_ struck: StruckRows, _ journal: inout FaultJournal) {
    for row in rows {
      journal.write(row, insteadOf: row)
      if struck.contains(row) { journal.addCopy(of: row) }
    }
  }

  /// A row that has changed places with the one before does not change them again.
  private func writeSwapped(_ struck: StruckRows, _ journal: inout FaultJournal) {
    var index = 0
    while index < rows.count {
      let row = rows[index]
      guard struck.contains(row), index + 1 < rows.count else {
        journal.write(row, insteadOf: row)
        index += 1
        continue
      }
      journal.write(rows[index + 1], insteadOf: row)
      journal.write(row, insteadOf: rows[index + 1])
      index += 2
    }
  }

  private func writeStale(_ struck: StruckRows, _ journal: inout FaultJournal) {
    var last: RecordedRow?
    for row in rows {
      var next = row
      if let last, struck.contains(row) { next.cells = last.cells }
      journal.write(next, insteadOf: row)
      last = next
    }
  }

  private func writeExchanged(_ struck: StruckRows, _ journal: inout FaultJournal) {
    writeChanged(&journal) { row in
      guard struck.contains(row) else { return row }
      var changed = row
      changed[.high] = row[.low]
      changed[.low] = row[.high]
      return changed
    }
  }

  private func writeSplit(
    _ fault: UnadjustedSplit, _ place: FaultPlace, _ journal: inout FaultJournal
  ) {
    let splits = chosenSoFar(fault.rows, place)
    writeChanged(&journal) { row in
      let factor = power(fault.ratio, splits[row.origin])
      guard factor != 1 else { return row }
      var changed = row.scalingPrices(by: 1 / factor)
      changed[.volume] = row[.volume]?.map { $0 * factor }
      return changed
    }
  }

  private func writeDividend(
    _ fault: DoubleDividend, _ place: FaultPlace, _ journal: inout FaultJournal
  ) {
    let dividends = chosenSoFar(fault.rows, place)
    let all = dividends.last ?? 0
    writeChanged(&journal) { row in
      row.scalingPrices(by: power(1 - fault.yield, all - dividends[row.origin]))
    }
  }

  private func writeShifted(
    _ fault: StampShift, _ place: FaultPlace, _ journal: inout FaultJournal
  ) {
    var isShifted = [Bool](repeating: false, count: cleanCount)
    for first in chosen(fault.rows, place) {
      for row in first..<min(first + fault.bars, cleanCount) { isShifted[row] = true }
    }
    writeChanged(&journal) { row in
      guard isShifted[row.origin] else { return row }
      var changed = row
      changed.stamp.microseconds += Int64(fault.minutes) * 60_000_000
      return changed
    }
  }

  private func writeTruncated(
    _ fault: Truncation, _ place: FaultPlace, _ journal: inout FaultJournal
  ) {
    let kept = Int(fault.keptShare * Double(cleanCount))
    var stream = place.stream(asset: asset)
    var isOver = false
    for row in rows {
      if isOver {
        journal.drop(row)
        continue
      }
      var cut = row
      if row.origin >= kept {
        isOver = true
        cut.writtenCharacters = 1 + stream.index(below: max(1, row.line.utf8.count - 1))
      }
      journal.write(cut, insteadOf: row)
    }
  }
}

/// A small whole power by repeated multiplication.
private func power(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1.0) { product, _ in product * base }
}

extension SyntheticMarket {
  /// What a data source with the program's faults recorded of an asset, and what went wrong.
  ///
  /// - Precondition: the market has that many assets.
  /// - Complexity: O(bars · faults).
  public func recordedBars(asset index: Int) -> (bars: RecordedBars, faults: [FaultRecord]) {
    var bars = RecordedBars(assets[index], timestamps: timestamps)
    // A file ends once: behind the rows of the last asset.
    let isLast = index == assets.count - 1
    let own = isLast ? program.faults : program.faults.filter { !$0.isTruncation }
    let faults = bars.apply(own, seed: seed, dataset: program.name)
    return (bars, faults)
  }
}
