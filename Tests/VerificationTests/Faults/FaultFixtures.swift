// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import MarketData
import PropertyTesting
import Verification

/// Recorded bars for the tests of faults.
enum FaultFixtures {
  static func market(
    bars: Int = 300, seed: UInt64 = 5, calendar: BarCalendar = .daily, volatility: Double = 0.2,
    faults: [DataFault] = []
  ) throws -> SyntheticMarket {
    try MarketProgram(
      name: "faults", calendar: calendar, overnightShare: 0.2,
      segments: [
        MarketSegment(
          .brownian(GeometricBrownianMotion(drift: 0.05, volatility: volatility)), bars: bars)
      ], faults: faults
    ).market(seed: seed)
  }

  /// Seven bars a session.
  static let hourly = BarCalendar(
    firstDay: 10_959, barsPerSession: 7, sessionsPerYear: 252, skipsWeekends: true)

  /// The clean rows.
  static func clean(
    bars: Int = 300, seed: UInt64 = 5, calendar: BarCalendar = .daily
  ) throws -> RecordedBars {
    let market = try market(bars: bars, seed: seed, calendar: calendar)
    return RecordedBars(market.assets[0], timestamps: market.timestamps)
  }

  /// Runs a test on a file with this text, which is removed afterwards.
  static func withFile<Result>(
    _ text: String, _ body: (String) throws -> Result
  ) throws -> Result {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("fault-tests-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try body(file.path)
  }

  // MARK: - Random faults

  static let selection: Generator<RowSelection> = .oneOf([
    Generator<Int>.integer(in: 0...4).map { .count($0) },
    Generator<Double>.double(in: 0...0.05).map { .probability($0) },
  ])

  /// Faults of single rows and their neighbours.
  static let localFault = Generator<DataFault> { draw in
    let rows = try draw(selection)
    let column = try draw(.element(of: RecordedColumn.allCases))
    let run = RunFault(rows: rows, continuation: try draw(.double(in: 0...0.7)))
    let cell = CellFault(rows: rows, column: column)
    switch try draw(.integer(in: 0...11)) {
    case 0: return .missing(run)
    case 1: return .duplicate(RowFault(rows: rows))
    case 2: return .outOfOrder(RowFault(rows: rows))
    case 3: return .stale(run)
    case 4: return .notANumber(cell)
    case 5: return .blank(cell)
    case 6: return .zero(cell)
    case 7: return .negative(cell)
    case 8: return .huge(HugeValue(rows: rows, column: column))
    case 9: return .unitError(UnitError(rows: rows))
    case 10: return .exchangedRange(RowFault(rows: rows))
    default: return .zeroVolume(RowFault(rows: rows))
    }
  }

  /// Any fault.
  static let fault: Generator<DataFault> = .oneOf([
    localFault,
    Generator { draw in
      let rows = try draw(selection)
      switch try draw(.integer(in: 0...3)) {
      case 0:
        return .unadjustedSplit(
          UnadjustedSplit(rows: rows, ratio: try draw(.element(of: [2, 4, 0.1]))))
      case 1: return .doubleDividend(DoubleDividend(rows: rows, yield: 0.02))
      case 2:
        return .stampShift(
          StampShift(
            rows: rows, bars: try draw(.integer(in: 1...400)),
            minutes: try draw(.integer(in: -600...600))))
      default: return .truncation(Truncation(keptShare: try draw(.double(in: 0...1))))
      }
    },
  ])
}
