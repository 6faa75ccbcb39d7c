// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules for bars that are no errors. Quote bars are judged half by half: a flat bid bar and a
// flat ask bar are two findings, told apart by their columns.

/// Judges the rows of bars or quote bars.
struct BarQuality {
  private let header: Header
  private let columns: BarColumns
  private let rules: DataQualityRules
  private(set) var log = FindingLog()
  private(set) var rows = 0
  private var stamps = StampQuality()
  private var missing = MissingQuality()
  private var sample = BarSample()
  /// The last positive close of each half, for jumps.
  private var lastCloses: [Double?] = [nil, nil]
  private var zeroVolumes = 0
  private var knownVolumes = 0

  init(header: Header, columns: BarColumns, rules: DataQualityRules) {
    self.header = header
    self.columns = columns
    self.rules = rules
  }

  /// Judges the current row.
  mutating func judge(_ reader: borrowing BarRowReader) {
    let row = reader.current
    let line = reader.row
    rows += 1
    if !row.broken.isEmpty {
      for (rule, finding) in reader.errorFindings() { log.add(rule, row: line, finding) }
    }
    missing.judge(isMissing: row.broken.contains(.blankCell), row: line)
    if let stamp = row.stamp {
      stamps.judge(stamp, row: line, column: header.names[columns.date], log: &log)
    }
    judgeSide(row.first, columns.bar, 0, line)
    if let ask = row.second, let askColumns = columns.ask {
      judgeSide(ask, askColumns, 1, line)
      judgeCrossing(row.first.close, ask.close, askColumns.close, line)
    }
    sample.add(row)
  }

  // MARK: - One bar

  /// Judges the bar, or the half of a quote bar that `half` counts.
  private mutating func judgeSide(
    _ side: BarSide, _ names: SideColumns, _ half: Int, _ line: Int
  ) {
    let flags = side.open.flags.union(side.high.flags).union(side.low.flags).union(side.close.flags)
    if flags.isReadable {
      if side.isFlat {
        add(.flatBar, line, names.close, side.close.value, "open, high, low and close are equal")
      }
      // A price beyond the range is an error already.
      if !flags.contains(.range) { judgeBounds(side, names, line) }
    }
    if flags.contains(.rounded) {
      add(.precision, line, names.close, nil, "a price has more than eight decimals and is rounded")
    }
    judgeVolume(side.volume, names, line)
    judgeJump(side.close, names.close, half, line)
  }

  private mutating func judgeBounds(_ side: BarSide, _ names: SideColumns, _ line: Int) {
    let lowest = side.low.value
    let highest = side.high.value
    // What is not positive is an error already.
    let isLow = side.low.units > 0 && lowest < rules.lowestPrice
    guard isLow || highest > rules.highestPrice else { return }
    let limit =
      isLow
      ? "lies below \(rules.lowestPrice)" : "lies above \(shownNumber(rules.highestPrice))"
    add(.priceBounds, line, isLow ? names.low : names.high, isLow ? lowest : highest, limit)
  }

  private mutating func judgeVolume(_ volume: NumberCell, _ names: SideColumns, _ line: Int) {
    guard volume.flags.isReadable, let column = names.volume else { return }
    knownVolumes += 1
    guard volume.value == 0 else { return }
    zeroVolumes += 1
    if !columns.isQuote { add(.zeroVolume, line, column, 0, "nothing was traded") }
  }

  private mutating func judgeJump(
    _ close: PriceCell, _ column: Int, _ half: Int, _ line: Int
  ) {
    guard close.flags.isReadable, close.value > 0 else { return }
    let value = close.value
    if let last = lastCloses[half], abs(value / last - 1) > rules.jump {
      add(
        .jump, line, column, value,
        "differs by \(percent(value / last - 1)) from the close before, \(last)")
    }
    lastCloses[half] = value
  }

  private mutating func judgeCrossing(
    _ bid: PriceCell, _ ask: PriceCell, _ column: Int, _ line: Int
  ) {
    guard bid.flags.isReadable, ask.flags.isReadable, ask.isBelow(bid) else { return }
    add(
      .crossedQuotes, line, column, ask.value, "the ask lies below the bid of \(bid.value)")
  }

  private mutating func add(
    _ rule: DataRule, _ line: Int, _ column: Int, _ value: Double?,
    _ message: @autoclosure () -> String
  ) {
    log.add(
      rule, row: line,
      DataFinding(
        row: line, column: header.names[column], value: value.map { "\($0)" }, rule: rule,
        message: message()))
  }

  // MARK: - The whole file

  /// Adds what only the whole file tells.
  mutating func finish(stamps all: [Timestamp]) {
    stamps.findGaps(
      stamps: all, column: header.names[columns.date], rules: rules, log: &log)
    missing.finish(column: nil, rules: rules, log: &log)
    finishVolumes()
    sample.judge(rules, isQuote: columns.isQuote, log: &log)
  }

  private mutating func finishVolumes() {
    guard knownVolumes > 0 else { return }
    if columns.isQuote {
      if zeroVolumes == knownVolumes {
        log.addSummary(.zeroSizes, "all bid and ask sizes are zero")
      }
      return
    }
    let share = Double(zeroVolumes) / Double(knownVolumes)
    guard share > rules.zeroVolumeShare else { return }
    let limit =
      share > rules.zeroVolumeShareFailure
      ? "above the failure limit of \(percent(rules.zeroVolumeShareFailure))"
      : "limit \(percent(rules.zeroVolumeShare))"
    log.addSummary(
      .zeroVolumeShare, column: columns.bar.volume.map { header.names[$0] },
      "\(zeroVolumes) of \(knownVolumes) bars (\(percent(share))) have no volume (\(limit))")
  }
}
