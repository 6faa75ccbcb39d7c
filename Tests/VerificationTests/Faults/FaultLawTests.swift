// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws that every data fault must obey. "Catches" names the faults that were planted in them.

import MarketData
import PropertyTesting
import Testing
import Verification

struct FaultLawTests {
  /// Catches: a number with too few digits; a header of other names.
  @Test(arguments: [BarCalendar.daily, FaultFixtures.hourly])
  func `The clean text is read without an error and holds the asset's numbers`(
    calendar: BarCalendar
  ) throws {
    let market = try FaultFixtures.market(calendar: calendar)
    let (bars, records) = market.recordedBars(asset: 0)
    #expect(records.isEmpty)
    let isDaily = calendar == .daily
    #expect(bars.csv.hasPrefix(isDaily ? "date,open,high,low,close,volume\n" : "timestamp,open,"))
    try FaultFixtures.withFile(bars.csv) { path in
      let series = try BarFile.read(path: path, name: "A001").series
      #expect(series.timestamps == market.timestamps)
      #expect(series.volumes == market.assets[0].volumes)
      for (price, close) in zip(series.closes, market.assets[0].closes) {
        // Prices are units of 10⁻⁸, rounded to the nearest.
        #expect(abs(Double(price.units) / 1e8 - close) < 1.000_01 * 0.5e-8 + 1e-13)
      }
      let report = try DataQuality.check(path: path)
      #expect(report.counts.allSatisfy { $0.severity == .info }, "\(report.counts)")
    }
    // The shortest text reads as the very same number.
    let row = bars.rows[7]
    let cells = row.cells.compactMap(\.value).map { Double("\($0)") }
    #expect(cells == row.cells.map(\.value))
  }

  /// Catches: a copy that is recorded as an old row; a position counted in the table of before; a
  /// swap recorded once.
  @Test func `Taking records back gives the clean table`() throws {
    let clean = try FaultFixtures.clean(bars: 60)
    let report = checkProperty("undo", settings: PropertySettings(cases: 400)) { draw in
      let faults = try draw(FaultFixtures.fault.list(count: 0...6))
      var bars = clean
      let records = bars.apply(faults, seed: try draw(.integer(in: 0...100)), dataset: "undo")
      classify(!records.isEmpty && bars != clean, "damaged")
      if records.isEmpty { try require(bars == clean, "a change without a record") }
      bars.undo(records)
      try require(bars == clean, "\(records.count) records")
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Catches: a row left out, or a stamp changed, without a record.
  @Test func `Rows without a record are as they were, in number and content`() throws {
    let clean = try FaultFixtures.clean(bars: 60)
    let report = checkProperty("untouched", settings: PropertySettings(cases: 400)) { draw in
      let fault = try draw(FaultFixtures.fault)
      var bars = clean
      let place = FaultPlace(seed: try draw(.integer(in: 0...100)), dataset: "rows", index: 0)
      let records = bars.apply(fault, at: place)
      let touched = Set(records.map(\.row))
      for row in clean.rows where !touched.contains(row.origin) {
        try require(bars.rows.filter { $0.origin == row.origin } == [row], "row \(row.origin)")
      }
      for record in records {
        try require(record.kind == fault.kind && record.asset == "A001")
        try require(record.stamp == clean.rows[record.row].stamp, "the stamp")
        try require(record.old != record.new, "a record of nothing")
        if record.old != nil { try require(record.old == clean.rows[record.row], "the old row") }
      }
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Catches: rows chosen by their place in the damaged table; one stream for all faults.
  @Test func `Faults of rows apart from each other may come in either order`() throws {
    let clean = try FaultFixtures.clean(bars: 200)
    let report = checkProperty("order") { draw in
      let faults = [try draw(FaultFixtures.localFault), try draw(FaultFixtures.localFault)]
      let seed = try draw(.integer(in: UInt64(0)...100))
      func damaged(_ order: [Int]) -> (bars: RecordedBars, rows: [Set<Int>]) {
        var bars = clean
        let rows = order.map { index in
          let place = FaultPlace(seed: seed, dataset: "order", index: index)
          return Set(bars.apply(faults[index], at: place).map(\.row))
        }
        return (bars, rows)
      }
      let one = damaged([0, 1])
      // Stale and swapped rows look at their neighbours, too.
      let around = Set(one.rows[0].flatMap { [$0 - 1, $0, $0 + 1] })
      try draw.assume(around.isDisjoint(with: one.rows[1]))
      classify(!one.rows[0].isEmpty && !one.rows[1].isEmpty, "two faults")
      cover(percent: 30, !one.rows[0].isEmpty && !one.rows[1].isEmpty, name: "both strike")
      try require(one.bars == damaged([1, 0]).bars)
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Catches: a row left out without a record.
  @Test func `No fault is no change, and the same faults are the same text`() throws {
    let clean = try FaultFixtures.clean()
    var bars = clean
    #expect(bars.apply([], seed: 1, dataset: "none").isEmpty)
    #expect(bars == clean)
    let faults: [DataFault] = [
      .missing(RunFault(rows: .probability(0.02))), .stale(RunFault(rows: .count(3))),
    ]
    let once = try FaultFixtures.market(faults: faults).recordedBars(asset: 0)
    let again = try FaultFixtures.market(faults: faults).recordedBars(asset: 0)
    #expect(once.bars.csv == again.bars.csv && once.faults == again.faults)
    #expect(once.bars.csv != clean.csv && once.faults.count > 3)
  }

  /// Catches: one stream for all faults of a list.
  @Test func `A fault more in the list moves no other one's rows`() throws {
    let clean = try FaultFixtures.clean()
    let missing = DataFault.missing(RunFault(rows: .count(5)))
    let stale = DataFault.stale(RunFault(rows: .count(5)))
    var (one, two) = (clean, clean)
    let alone = one.apply([stale], seed: 1, dataset: "list")
    let both = two.apply([stale, missing], seed: 1, dataset: "list")
    #expect(Array(both.prefix(alone.count)) == alone)
    #expect(both.count == alone.count + 5)
    #expect(Set(both.suffix(5).map(\.row)) != Set(alone.map(\.row)))
  }

  /// Catches: streams without the asset's name.
  @Test func `Each asset has rows of its own`() throws {
    let market = try MarketProgram(
      name: "assets", assets: ["A001", "A002"],
      segments: [
        MarketSegment(.brownian(GeometricBrownianMotion(drift: 0, volatility: 0.2)), bars: 300)
      ], faults: [.missing(RunFault(rows: .count(5)))]
    ).market(seed: 1)
    let rows = (0...1).map { market.recordedBars(asset: $0).faults.map(\.row) }
    #expect(rows[0].count == 5 && rows[1].count == 5 && rows[0] != rows[1])
  }

  // MARK: - What single faults do

  private func damaged(
    _ fault: DataFault, bars count: Int = 300, seed: UInt64 = 1
  ) throws -> (clean: RecordedBars, bars: RecordedBars, records: [FaultRecord]) {
    let clean = try FaultFixtures.clean(bars: count)
    var bars = clean
    let records = bars.apply([fault], seed: seed, dataset: "single")
    return (clean, bars, records)
  }

  private func number(
    _ bars: RecordedBars, _ row: Int, _ column: RecordedColumn
  ) -> Double { bars.rows[row][column]?.value ?? .nan }

  /// Catches: a high that is copied into the low; another column than the one that is named; a
  /// factor for the close alone.
  @Test func `Faults of cells change what they say and nothing else`() throws {
    let rows = RowSelection.count(1)
    let low = CellFault(rows: rows, column: .low)
    let cases: [(fault: DataFault, expected: ([Double]) -> [Double?])] = [
      (.zero(low), { [$0[0], $0[1], 0, $0[3], $0[4]] }),
      (.negative(low), { [$0[0], $0[1], -$0[2], $0[3], $0[4]] }),
      (.notANumber(low), { [$0[0], $0[1], nil, $0[3], $0[4]] }),
      (.blank(low), { [$0[0], $0[1], nil, $0[3], $0[4]] }),
      (
        .huge(HugeValue(rows: rows, column: .open, value: 1e9)),
        { [1e9, $0[1], $0[2], $0[3], $0[4]] }
      ),
      (.exchangedRange(RowFault(rows: rows)), { [$0[0], $0[2], $0[1], $0[3], $0[4]] }),
      (.zeroVolume(RowFault(rows: rows)), { [$0[0], $0[1], $0[2], $0[3], 0] }),
      (.unitError(UnitError(rows: rows)), { $0.prefix(4).map { 100 * $0 } + [$0[4]] }),
    ]
    for (fault, expected) in cases {
      let (clean, bars, records) = try damaged(fault)
      let row = try #require(records.first?.row)
      #expect(records.count == 1)
      let old = clean.rows[row].cells.compactMap(\.value)
      #expect(bars.rows[row].cells.map(\.value) == expected(old), "\(fault.kind)")
    }
  }

  /// Catches: prices multiplied by the ratio; a volume that stays; rows before the split changed.
  @Test(arguments: [4.0, 0.1])
  func `An unadjusted split keeps the value that was traded`(ratio: Double) throws {
    let (clean, bars, records) = try damaged(
      .unadjustedSplit(UnadjustedSplit(rows: .count(1), ratio: ratio)))
    let first = try #require(records.first?.row)
    #expect(records.map(\.row) == Array(first..<300))
    for row in first..<300 {
      #expect(
        abs(number(bars, row, .close) * ratio / number(clean, row, .close) - 1) < 1e-14)
      #expect(
        abs(number(bars, row, .volume) / ratio / number(clean, row, .volume) - 1) < 1e-14)
    }
  }

  /// Catches: rows from the ex-date on changed instead of those before; 1 + y instead of 1 − y.
  @Test func `A dividend counted twice lowers all rows before it`() throws {
    let (clean, bars, records) = try damaged(
      .doubleDividend(DoubleDividend(rows: .count(1), yield: 0.02)))
    let last = try #require(records.last?.row)
    #expect(records.map(\.row) == Array(0...last))
    for row in 0...last {
      #expect(abs(number(bars, row, .low) / number(clean, row, .low) - 0.98) < 1e-14)
    }
  }

  /// Catches: a run that carries the row before each instead of the one before the run.
  @Test func `A stale run repeats the row before it to its end`() throws {
    let (_, bars, records) = try damaged(
      .stale(RunFault(rows: .count(1), continuation: 0.9)))
    let rows = records.map(\.row)
    #expect(rows.count > 3 && rows == Array(rows[0]..<rows[0] + rows.count))
    for row in rows { #expect(bars.rows[row].cells == bars.rows[rows[0] - 1].cells) }
  }

  /// Catches: runs of fixed length.
  @Test func `Runs are geometric`() throws {
    let (_, bars, records) = try damaged(
      .missing(RunFault(rows: .probability(0.001), continuation: 0.75)), bars: 100_000)
    #expect(bars.rows.count + records.count == 100_000)
    let starts = records.enumerated().count { index, record in
      index == 0 || records[index - 1].row + 1 != record.row
    }
    // A mean of 1/(1 − q) = 4 rows; runs that meet are few.
    let mean = Double(records.count) / Double(starts)
    let standardError = (0.75 / 0.0625 / Double(starts)).squareRoot()
    #expect(abs(mean - 4) < 5 * standardError + 0.05, "\(mean)")
    let rows = Set(records.map(\.row))
    let singles = rows.count { !rows.contains($0 - 1) && !rows.contains($0 + 1) }
    let share = Double(singles) / Double(starts)
    #expect(abs(share - 0.25) < 5 * (0.1875 / Double(starts)).squareRoot() + 0.01, "\(share)")
  }

  /// Catches: a shift that never ends; minutes taken for seconds.
  @Test func `A season's shift ends after its rows`() throws {
    let (clean, bars, records) = try damaged(
      .stampShift(StampShift(rows: .count(1), bars: 30, minutes: 60)), seed: 3)
    let first = try #require(records.first?.row)
    #expect(records.map(\.row) == Array(first..<min(first + 30, 300)) && first < 260)
    for row in 0..<300 {
      let late = bars.rows[row].stamp.microseconds - clean.rows[row].stamp.microseconds
      #expect(late == (first..<first + 30 ~= row ? 3_600_000_000 : 0))
    }
  }

  /// Catches: a cut at the line's end; rows after the cut.
  @Test func `A truncated file ends within a row`() throws {
    for seed in 0..<20 as Range<UInt64> {
      let (clean, bars, records) = try damaged(
        .truncation(Truncation(keptShare: 0.5)), seed: seed)
      #expect(clean.csv.hasPrefix(bars.csv) && !bars.csv.hasSuffix("\n"))
      #expect(bars.csv.split(separator: "\n").count == 152)
      #expect(!clean.csv.hasPrefix(bars.csv + "\n"))
      #expect(records.count == 150)
    }
  }
}
