// SPDX-License-Identifier: GPL-3.0-or-later
//
// What to say about the errors of a row of bars. Which rules are broken is decided in BarRow.swift;
// here is only where and how to word it.

extension BarRowReader {
  /// The errors of the current row in the fixed order of rules; empty for a good row.
  func errorFindings() -> [(rule: DataRule, finding: DataFinding)] {
    var all: [(rule: DataRule, finding: DataFinding)] = []
    for rule in current.broken.rules {
      for finding in findings(of: rule) { all.append((rule, finding)) }
    }
    return all
  }

  /// The first error of the current row; nil for a good row.
  func firstError() -> DataError? {
    if current.broken.isEmpty { return nil }
    guard let first = errorFindings().first else {
      preconditionFailure("a broken rule must have a finding")
    }
    return DataError(path: reader.path, finding: first.finding)
  }

  private func findings(of rule: DataRule) -> [DataFinding] {
    switch rule {
    case .fieldCount, .brokenQuotes: [shapeFinding(rule)]
    case .unparsableDate: [dateFinding(reader.text(columns.date))]
    case .duplicateStamp: [finding(rule, columns.date, "must not occur twice")]
    case .backwardStamp: [finding(rule, columns.date, "must not lie before the row above")]
    case .blankCell, .notANumber: cellFindings(rule)
    default: sideFindings(rule)
    }
  }

  private func shapeFinding(_ rule: DataRule) -> DataFinding {
    rowShapeFinding(rule, reader.shape, columns: header.names.count, row: row)
  }

  private func dateFinding(_ text: String) -> DataFinding {
    DataFinding(
      row: row, column: header.names[columns.date], value: text, rule: .unparsableDate,
      message: "must be a date", advice: DateAdvice.advice(for: text, format: dateFormat))
  }

  private func finding(_ rule: DataRule, _ column: Int, _ message: String) -> DataFinding {
    DataFinding(
      row: row, column: header.names[column], value: reader.text(column), rule: rule,
      message: message)
  }

  /// One finding for the row: its first cell, in the order of the columns, that breaks the rule.
  private func cellFindings(_ rule: DataRule) -> [DataFinding] {
    let flag: CellFlags = rule == .blankCell ? .blank : .notNumber
    let message = rule == .blankCell ? "must not be blank" : "must be a number"
    var bad: [Int] = []
    for (columns, side) in sides {
      let flags = [side.open, side.high, side.low, side.close].map(\.flags)
      for (column, flags) in zip(columns.prices, flags) where flags.contains(flag) {
        bad.append(column)
      }
      if let volume = columns.volume, side.volume.flags.contains(flag) { bad.append(volume) }
    }
    if let column = columns.adjustedClose, current.adjustedClose.flags.contains(flag) {
      bad.append(column)
    }
    if rule == .blankCell, current.stamp == nil, isBlank(columns.date) { bad.append(columns.date) }
    guard let column = bad.min() else { return [] }
    return [finding(rule, column, message)]
  }

  /// One finding for each half of the row that breaks the rule.
  private func sideFindings(_ rule: DataRule) -> [DataFinding] {
    var findings: [DataFinding] = []
    for (columns, side) in sides where side.broken.contains(rule) {
      findings.append(sideFinding(rule, columns, side))
    }
    return findings
  }

  private func sideFinding(
    _ rule: DataRule, _ columns: SideColumns, _ side: BarSide
  ) -> DataFinding {
    let prices = [side.open, side.high, side.low, side.close]
    switch rule {
    case .priceRange:
      let index = prices.firstIndex { $0.flags.contains(.range) } ?? 0
      return finding(rule, columns.prices[index], "must be below 92233720368.54775808")
    case .nonPositivePrice:
      let index = prices.firstIndex(where: BarSide.isNonPositive) ?? 0
      return finding(rule, columns.prices[index], "must be positive")
    case .ohlcOrder: return orderFinding(columns, side)
    default: return finding(rule, columns.volume ?? columns.close, "must not be negative")
    }
  }

  private func orderFinding(_ columns: SideColumns, _ side: BarSide) -> DataFinding {
    let top = max(side.open.value, side.close.value)
    let bottom = min(side.open.value, side.close.value)
    let isHigh = side.high.value < top
    let excess = isHigh ? top - side.high.value : side.low.value - bottom
    let scale = abs(isHigh ? top : bottom)
    let tolerance = DataQualityRules.orderTolerance
    let within = excess <= tolerance * scale ? "within" : "beyond"
    let demand = isHigh ? "must not be below open and close" : "must not exceed open and close"
    return finding(
      .ohlcOrder, isHigh ? columns.high : columns.low,
      "\(demand) (\(within) the tolerance of \(percent(tolerance)))")
  }

  /// The halves of the row with their columns.
  var sides: [(columns: SideColumns, side: BarSide)] {
    guard let ask = current.second, let askColumns = columns.ask else {
      return [(columns.bar, current.first)]
    }
    return [(columns.bar, current.first), (askColumns, ask)]
  }

  private func isBlank(_ column: Int) -> Bool {
    NumberText.trimmed(reader.bytes.span, reader.cells[column]).isEmpty
  }
}

/// What to say about a row whose cells cannot be told apart.
func rowShapeFinding(_ rule: DataRule, _ shape: RowShape, columns: Int, row: Int) -> DataFinding {
  let message =
    if case .fields(let count) = shape {
      "must have \(columns) cells as the header has, not \(count)"
    } else {
      "a quoted cell must close on its line and be followed by a comma"
    }
  return DataFinding(row: row, rule: rule, message: message)
}

/// A share as a percentage with at most one decimal, for messages.
func percent(_ share: Double) -> String {
  let tenths = (share * 1000).rounded() / 10
  let text = tenths == tenths.rounded() && abs(tenths) < 1e15 ? "\(Int(tenths))" : "\(tenths)"
  return text + " %"
}
