// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parameters of faults.

extension RecordedColumn: FieldChoice {
  public static func kinds(in scope: FieldScope) -> [String] { allCases.map(\.rawValue) }
  public static var example: RecordedColumn { .close }
  public var kind: String { rawValue }
  public static func example(of kind: String) -> RecordedColumn? { RecordedColumn(rawValue: kind) }
  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {}
}

/// A fault of single rows.
public struct RowFault: FieldGroup {
  /// The rows.
  public var rows: RowSelection
  public static let example = RowFault(rows: .example)

  /// Makes a fault.
  public init(rows: RowSelection) { self.rows = rows }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
  }
}

/// A fault of rows and of those that follow them.
public struct RunFault: FieldGroup {
  /// The rows at which runs begin.
  public var rows: RowSelection
  /// The probability that a run goes on with the next row.
  public var continuation: Double
  public static let example = RunFault(rows: .example)

  /// Makes a fault.
  public init(rows: RowSelection, continuation: Double = 0) {
    self.rows = rows
    self.continuation = continuation
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
    try visitor.number(.defaulted("continuation"), &continuation, in: 0...1, usually: 0...0.9)
  }
}

/// A fault of one cell of some rows.
public struct CellFault: FieldGroup {
  /// The rows.
  public var rows: RowSelection
  /// The column of the cell.
  public var column: RecordedColumn
  public static let example = CellFault(rows: .example)

  /// Makes a fault.
  public init(rows: RowSelection, column: RecordedColumn = .close) {
    self.rows = rows
    self.column = column
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
    try visitor.group(.defaulted("column"), &column)
  }
}

/// A number in a cell that no market had.
public struct HugeValue: FieldGroup {
  /// The rows.
  public var rows: RowSelection
  /// The column of the cell.
  public var column: RecordedColumn
  /// What the cell holds.
  public var value: Double
  public static let example = HugeValue(rows: .example)

  /// Makes a fault.
  public init(rows: RowSelection, column: RecordedColumn = .close, value: Double = 1e12) {
    self.rows = rows
    self.column = column
    self.value = value
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
    try visitor.group(.defaulted("column"), &column)
    try visitor.number(.defaulted("value"), &value, in: 0...1e300, usually: 1e6...1e13)
  }
}

/// Prices in another unit than the rest, as pence among pounds.
public struct UnitError: FieldGroup {
  /// The rows.
  public var rows: RowSelection
  /// What their prices are multiplied by.
  public var factor: Double
  public static let example = UnitError(rows: .example)

  /// Makes a fault.
  public init(rows: RowSelection, factor: Double = 100) {
    self.rows = rows
    self.factor = factor
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
    try visitor.number(.defaulted("factor"), &factor, in: 1e-6...1e6, usually: 0.01...100)
    try visitor.require(factor != 1, "factor", "must not be 1, which changes nothing")
  }
}

/// Splits that prices and volumes are not adjusted for.
public struct UnadjustedSplit: FieldGroup {
  /// The first rows after a split.
  public var rows: RowSelection
  /// The new shares for an old one, k; below 1 for a reverse split.
  ///
  /// From such a row on, prices are divided by k and volumes multiplied by it.
  public var ratio: Double
  public static let example = UnadjustedSplit(rows: .example, ratio: 4)

  /// Makes a fault.
  public init(rows: RowSelection, ratio: Double) {
    self.rows = rows
    self.ratio = ratio
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
    try visitor.number("ratio", &ratio, in: 0.001...1000, usually: 0.1...2)
    try visitor.require(ratio != 1, "ratio", "must not be 1, which changes nothing")
  }
}

/// Dividends that prices are adjusted for once too often.
public struct DoubleDividend: FieldGroup {
  /// The ex-dividend rows.
  public var rows: RowSelection
  /// The dividend as a share y of the price: all rows before are multiplied by 1 − y.
  public var yield: Double
  public static let example = DoubleDividend(rows: .example)

  /// Makes a fault.
  public init(rows: RowSelection, yield: Double = 0.01) {
    self.rows = rows
    self.yield = yield
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
    try visitor.number(.defaulted("yield"), &yield, in: 1e-6...0.9, usually: 0.005...0.1)
  }
}

/// Stamps of another time zone, for good or for a season.
public struct StampShift: FieldGroup {
  /// The rows at which a shift begins.
  public var rows: RowSelection
  /// The rows that it lasts; the table's length or more for one that stays.
  public var bars: Int
  /// The minutes by which stamps are late.
  public var minutes: Int
  public static let example = StampShift(rows: .example)

  /// Makes a fault; an hour for good, as a clock that missed the change of season.
  public init(rows: RowSelection, bars: Int = 10_000_000, minutes: Int = 60) {
    self.rows = rows
    self.bars = bars
    self.minutes = minutes
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.group("rows", &rows)
    try visitor.integer(.defaulted("bars"), &bars, in: 1...10_000_000, usually: 1...50)
    try visitor.integer(.defaulted("minutes"), &minutes, in: -1440...1440, usually: -600...600)
    try visitor.require(minutes != 0, "minutes", "must not be 0, which changes nothing")
  }
}

/// A file that ends in the middle of a row.
public struct Truncation: FieldGroup {
  /// The share of the clean rows before the one that is cut; the place within the row is drawn.
  public var keptShare: Double
  public static let example = Truncation(keptShare: 0.8)

  /// Makes a fault.
  public init(keptShare: Double) { self.keptShare = keptShare }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number("kept_share", &keptShare, in: 0...1, usually: 0...0.9)
  }
}
