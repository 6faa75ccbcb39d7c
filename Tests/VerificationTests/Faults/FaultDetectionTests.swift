// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which rule of the quality report finds which fault. The table is a fact about the rules, not a
// wish: where it names no rule, a strategy can be fed such data without an error or a warning.

import MarketData
import Testing
import Verification

/// A fault and the rules that find it.
struct DetectionCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let fault: DataFault
  let calendar: BarCalendar
  /// The errors and warnings that every one of the seeds gives.
  let always: Set<String>
  /// Those that depend on which row is struck.
  let sometimes: Set<String>

  init(
    _ name: String, _ fault: DataFault, calendar: BarCalendar = .daily,
    always: Set<String> = [], sometimes: Set<String> = []
  ) {
    testDescription = name
    self.fault = fault
    self.calendar = calendar
    self.always = always
    self.sometimes = sometimes
  }
}

struct FaultDetectionTests {
  private static let one = RowSelection.count(1)
  private static let row = RowFault(rows: one)
  private static func cell(_ column: RecordedColumn) -> CellFault {
    CellFault(rows: one, column: column)
  }

  static let cases: [DetectionCase] = [
    DetectionCase("one bar missing", .missing(RunFault(rows: one))),
    DetectionCase(
      "about ten bars missing", .missing(RunFault(rows: one, continuation: 0.9)), sometimes: ["gap"]
    ),
    DetectionCase("an hour missing", .missing(RunFault(rows: one)), calendar: FaultFixtures.hourly),
    DetectionCase("duplicate", .duplicate(row), always: ["duplicate-stamp"]),
    DetectionCase("out of order", .outOfOrder(row), always: ["backward-stamp"]),
    DetectionCase("stale", .stale(RunFault(rows: one))),
    DetectionCase("stale run", .stale(RunFault(rows: one, continuation: 0.9))),
    DetectionCase("NaN close", .notANumber(cell(.close)), always: ["not-a-number"]),
    DetectionCase("NaN volume", .notANumber(cell(.volume)), always: ["not-a-number"]),
    DetectionCase("blank close", .blank(cell(.close)), always: ["blank-cell"]),
    DetectionCase("blank volume", .blank(cell(.volume)), always: ["blank-cell"]),
    DetectionCase("zero close", .zero(cell(.close)), always: ["non-positive-price", "ohlc-order"]),
    DetectionCase("zero volume", .zeroVolume(row), always: ["zero-volume"]),
    DetectionCase(
      "many zero volumes", .zeroVolume(RowFault(rows: .count(60))),
      always: ["zero-volume", "zero-volume-share"]),
    DetectionCase(
      "negative close", .negative(cell(.close)), always: ["non-positive-price", "ohlc-order"]),
    DetectionCase("negative volume", .negative(cell(.volume)), always: ["negative-volume"]),
    DetectionCase(
      "huge close", .huge(HugeValue(rows: one)), always: ["price-range", "ohlc-order", "jump"]),
    DetectionCase(
      "huge high", .huge(HugeValue(rows: one, column: .high, value: 1e7)),
      always: ["price-bounds"]),
    DetectionCase("high of 1000", .huge(HugeValue(rows: one, column: .high, value: 1000))),
    DetectionCase("huge volume", .huge(HugeValue(rows: one, column: .volume, value: 1e15))),
    DetectionCase(
      "pence for pounds", .unitError(UnitError(rows: one, factor: 100)), always: ["jump"]),
    DetectionCase(
      "pounds for pence", .unitError(UnitError(rows: one, factor: 0.01)), always: ["jump"]),
    DetectionCase("high and low exchanged", .exchangedRange(row), always: ["ohlc-order"]),
    DetectionCase(
      "split 2:1", .unadjustedSplit(UnadjustedSplit(rows: one, ratio: 2)), sometimes: ["jump"]),
    DetectionCase(
      "split 4:1", .unadjustedSplit(UnadjustedSplit(rows: one, ratio: 4)), always: ["jump"]),
    DetectionCase("split 3:2", .unadjustedSplit(UnadjustedSplit(rows: one, ratio: 1.5))),
    DetectionCase(
      "split 1:10", .unadjustedSplit(UnadjustedSplit(rows: one, ratio: 0.1)), always: ["jump"]),
    DetectionCase("dividend twice", .doubleDividend(DoubleDividend(rows: one, yield: 0.05))),
    DetectionCase(
      "hours late, daily bars", .stampShift(StampShift(rows: one, minutes: 300))),
    DetectionCase(
      "hours early, daily bars", .stampShift(StampShift(rows: one, minutes: -300)),
      always: ["weekend-stamp"]),
    DetectionCase(
      "an hour late", .stampShift(StampShift(rows: one, bars: 70)), calendar: FaultFixtures.hourly,
      sometimes: ["backward-stamp"]),
    DetectionCase(
      "an hour early", .stampShift(StampShift(rows: one, bars: 70, minutes: -60)),
      calendar: FaultFixtures.hourly, sometimes: ["backward-stamp"]),
    DetectionCase("truncated", .truncation(Truncation(keptShare: 0.7)), sometimes: ["field-count"]),
  ]

  @Test(arguments: cases)
  func `The rules that find a fault are those of the table`(_ item: DetectionCase) throws {
    let found = try (0..<16 as Range<UInt64>).map { try rules(item, seed: $0) }
    let always = found.dropFirst().reduce(found[0]) { $0.intersection($1) }
    let sometimes = found.reduce(Set()) { $0.union($1) }.subtracting(always)
    #expect(always == item.always)
    #expect(sometimes == item.sometimes)
  }

  /// The rules of errors and warnings that the recorded text of a seed breaks.
  private func rules(_ item: DetectionCase, seed: UInt64) throws -> Set<String> {
    let market = try FaultFixtures.market(
      seed: seed, calendar: item.calendar, faults: [item.fault])
    return try FaultFixtures.withFile(market.recordedBars(asset: 0).bars.csv) { path in
      let counts = try DataQuality.check(path: path).counts
      let errors = Set(counts.filter { $0.severity == .error }.map(\.rule))
      // The strict reader refuses exactly what the report calls an error, by one of its rules.
      var refusal: String?
      do {
        _ = try BarFile.read(path: path, name: "A001")
      } catch let error as DataError {
        refusal = error.rule
      }
      #expect(refusal.map(errors.contains) ?? errors.isEmpty)
      return errors.union(counts.filter { $0.severity == .warning }.map(\.rule))
    }
  }
}
