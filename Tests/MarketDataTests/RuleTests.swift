// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every rule has a file that breaks it and nothing else, and a clean twin.

import MarketData
import Testing

/// A file that breaks one rule.
private struct RuleCase: CustomTestStringConvertible {
  var rule: String
  var row: Int?
  var column: String?
  var text: String
  /// The same file without the breach.
  var clean = BarText().text
  /// Another rule that cannot but be broken with it.
  var companion: String?

  var testDescription: String { rule }
}

/// Bars whose rows are changed by hand.
private func bars(_ count: Int = 20, _ change: (inout [[String]]) -> Void) -> String {
  var text = BarText(count: count)
  change(&text.rows)
  return text.text
}

/// Quote bars of one pip spread; sizes as given.
private func quotes(size: String = "5", _ change: (inout [[String]]) -> Void = { _ in }) -> String {
  var text = BarText()
  text.header =
    "time,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size"
  text.rows = text.rows.map { row in
    let ask = row[1...4].map { "\((Double($0) ?? 0) + 0.25)" }
    return Array(row[0...4]) + [size] + ask + [size]
  }
  change(&text.rows)
  return text.text
}

/// A panel of two assets in which some rows of the second are blank.
private func panel(_ count: Int, blank: Range<Int>) -> String {
  var text = BarText(count: count)
  text.header = "date,a,b"
  text.rows = text.rows.enumerated().map { index, row in
    [row[0], row[1], blank.contains(index) ? "" : row[4]]
  }
  return text.text
}

private let errorCases: [RuleCase] = [
  RuleCase(rule: "field-count", row: 6, text: bars { $0[4].removeLast() }),
  RuleCase(rule: "broken-quotes", row: 6, text: bars { $0[4][0] = "\"" + $0[4][0] }),
  RuleCase(rule: "unparsable-date", row: 6, column: "date", text: bars { $0[4][0] = "2024-13-01" }),
  RuleCase(rule: "blank-cell", row: 6, column: "close", text: bars { $0[4][4] = " " }),
  RuleCase(rule: "blank-cell", row: 6, column: "date", text: bars { $0[4][0] = "" }),
  RuleCase(rule: "not-a-number", row: 6, column: "high", text: bars { $0[4][2] = "abc" }),
  RuleCase(rule: "not-a-number", row: 6, column: "volume", text: bars { $0[4][5] = "NaN" }),
  RuleCase(rule: "price-range", row: 6, column: "high", text: bars { $0[4][2] = "1e11" }),
  RuleCase(rule: "non-positive-price", row: 6, column: "low", text: bars { $0[4][3] = "-1" }),
  RuleCase(rule: "non-positive-price", row: 6, column: "low", text: bars { $0[4][3] = "1e-9" }),
  RuleCase(rule: "ohlc-order", row: 6, column: "high", text: bars { $0[4][2] = "100.5" }),
  RuleCase(rule: "ohlc-order", row: 6, column: "low", text: bars { $0[4][3] = "101.2" }),
  RuleCase(rule: "negative-volume", row: 6, column: "volume", text: bars { $0[4][5] = "-5" }),
  RuleCase(rule: "duplicate-stamp", row: 6, column: "date", text: bars { $0[4][0] = $0[3][0] }),
  RuleCase(
    rule: "backward-stamp", row: 3, column: "date",
    text: bars { ($0[0][0], $0[1][0]) = ($0[1][0], $0[0][0]) }),
]

private let warningCases: [RuleCase] = [
  RuleCase(
    rule: "gap", row: 12, column: "date",
    text: bars { rows in for i in 10..<20 { rows[i][0] = BarText.date(i + 5) } }),
  RuleCase(rule: "weekend-stamp", row: 6, column: "date", text: bars { $0[4][0] = "2024-01-06" }),
  RuleCase(
    rule: "flat-bar", row: 6, column: "close",
    text: bars { rows in for i in 1...4 { rows[4][i] = "100" } }),
  RuleCase(rule: "zero-volume", row: 6, column: "volume", text: bars { $0[4][5] = "0.0" }),
  RuleCase(
    rule: "zero-volume-share", column: "volume",
    text: bars { rows in for i in 0..<3 { rows[i][5] = "0" } }, companion: "zero-volume"),
  RuleCase(rule: "price-bounds", row: 6, column: "low", text: bars { $0[4][3] = "0.009" }),
  RuleCase(rule: "price-bounds", row: 6, column: "high", text: bars { $0[4][2] = "1000001" }),
  RuleCase(
    rule: "jump", row: 21, column: "close",
    text: bars { $0[19] = [$0[19][0], "100", "160", "99", "152", "900"] }),
  RuleCase(
    rule: "crossed-quotes", row: 6, column: "ask_close",
    text: quotes { $0[4][9] = "\((Double($0[4][4]) ?? 0) - 0.05)" }, clean: quotes()),
  RuleCase(
    rule: "flat-bar", row: 6, column: "ask_close",
    text: quotes { rows in for i in 6...9 { rows[4][i] = "101.3" } }, clean: quotes()),
  RuleCase(rule: "zero-sizes", text: quotes(size: "0"), clean: quotes()),
  RuleCase(
    rule: "missing-share", column: "b", text: panel(20, blank: 3..<5),
    clean: panel(20, blank: 0..<0)),
  RuleCase(
    rule: "missing-run", row: 12, column: "b", text: panel(200, blank: 10..<16),
    clean: panel(200, blank: 0..<0)),
]

private let mixedCase = RuleCase(
  rule: "mixed-column", row: 3, column: "b", text: "date,a,b\n2024-01-01,1,x\n2024-01-02,2,2\n",
  clean: "date,a,b\n2024-01-01,1,x\n2024-01-02,2,y\n")

private let infoCases: [RuleCase] = [
  RuleCase(
    rule: "missing-value", row: 5, column: "b", text: panel(200, blank: 3..<5),
    clean: panel(200, blank: 0..<0)),
  RuleCase(rule: "precision", row: 6, column: "close", text: bars { $0[4][2] = "101.500000001" }),
  RuleCase(rule: "return-outliers", text: bars { $0[19][3...4] = ["90", "90"] }),
  RuleCase(rule: "iqr-outliers", text: bars { $0[19][3...4] = ["90", "90"] }),
  RuleCase(rule: "volume-spikes", text: bars { $0[4][5] = "1000000" }),
  RuleCase(
    rule: "jarque-bera", text: bars(40) { $0[39][3...4] = ["90", "90"] },
    clean: BarText(count: 30).text),
  RuleCase(
    rule: "skewness", text: bars(60) { $0[59] = [$0[59][0], "100", "140", "99", "140", "9"] }),
  RuleCase(
    rule: "kurtosis", text: bars(60) { $0[59] = [$0[59][0], "100", "140", "99", "140", "9"] },
    // One outlier among 13 returns: a kurtosis of 11 and so an excess of 8.
    clean: bars(14) { $0[13] = [$0[13][0], "100", "140", "99", "140", "9"] }),
]

@Suite("Rules of the quality report")
struct RuleTests {
  @Test("an error rule alone is found, and the strict reader names it", arguments: errorCases)
  private func errors(example: RuleCase) throws {
    let (report, error) = try withFile(example.text) { path in
      (try DataQuality.check(path: path), try dataError { try BarFile.read(path: path, name: "x") })
    }
    let finding = try #require(report.findings.first)
    let found = Found(finding.rule, finding.row, finding.column)
    let thrown = Found(error.rule, error.row, error.column)
    let expected = Found(example.rule, example.row, example.column)
    #expect([found, thrown] == [expected, expected])
    #expect(rules(report) == [example.rule])
    #expect(report.worst == .error)
  }

  @Test(
    "a warning rule alone is found, and its clean twin has none",
    arguments: warningCases + [mixedCase])
  private func warnings(example: RuleCase) throws {
    let (report, clean) = try reports(example)
    let finding = try #require(report.findings.first { $0.rule == example.rule })
    let found = Found(finding.rule, finding.row, finding.column)
    let expected = Found(example.rule, example.row, example.column)
    let others = rules(report).filter { $0 != example.companion }
    #expect(found == expected)
    #expect(others == [example.rule])
    #expect(clean.worst ?? .info == .info)
  }

  @Test("a statistic is found, and not in its clean twin", arguments: infoCases)
  private func statistics(example: RuleCase) throws {
    let (report, clean) = try reports(example)
    let finding = try #require(report.findings.first { $0.rule == example.rule })
    let found = Found(finding.rule, finding.row, finding.column)
    #expect(found == Found(example.rule, example.row, example.column))
    #expect(finding.severity == .info)
    #expect(clean.count(of: example.rule) == 0)
  }

  @Test("every rule has an example")
  func complete() {
    let examples = Set((errorCases + warningCases + infoCases + [mixedCase]).map(\.rule))
    let missing = DataRule.allCases.map(\.name).filter { !examples.contains($0) }
    #expect(missing == [])
  }

  @Test("the report lists at most 1000 findings a rule, in order, and counts them all")
  func cap() throws {
    let text = bars(1500) { rows in
      for i in rows.indices { rows[i][5] = "0" }
      for i in rows.indices { rows[i][3] = "-1" }
    }
    let report = try withFile(text) { try DataQuality.check(path: $0) }
    let listed = report.findings.count { $0.rule == "zero-volume" }
    let counted = report.count(of: "zero-volume")
    let first = report.counts.first { $0.rule == "zero-volume" }?.firstRow
    let order = report.findings.map { $0.row ?? Int.max }
    #expect([listed, counted, first ?? 0] == [1000, 1500, 2])
    #expect(order == order.sorted())
  }

  @Test("a gap in monthly data is more than twice the median step")
  func monthlyGap() throws {
    var months = (1...12).map { "2024-\($0 < 10 ? "0" : "")\($0)-01" }
    let whole = "date,rate\n" + months.map { $0 + ",1\n" }.joined()
    months.removeSubrange(5...6)
    let holed = "date,rate\n" + months.map { $0 + ",1\n" }.joined()
    let counts = try [whole, holed].map { text in
      try withFile(text) { try DataQuality.check(path: $0).count(of: "gap") }
    }
    #expect(counts == [0, 1])
  }

  @Test("thresholds can be set")
  func thresholds() throws {
    var rules = DataQualityRules()
    rules.jump = 0.005
    let report = try withFile(BarText().text) { try DataQuality.check(path: $0, rules: rules) }
    #expect(report.count(of: "jump") == 19)
  }

  private struct Found: Equatable {
    var rule: String
    var row: Int?
    var column: String?

    init(_ rule: String, _ row: Int?, _ column: String?) {
      self.rule = rule
      self.row = row
      self.column = column
    }
  }

  /// The names of the rules that found more than a statistic.
  private func rules(_ report: DataQualityReport) -> [String] {
    report.counts.filter { $0.severity > .info }.map(\.rule)
  }

  private func reports(_ example: RuleCase) throws -> (DataQualityReport, DataQualityReport) {
    (
      try withFile(example.text) { try DataQuality.check(path: $0) },
      try withFile(example.clean) { try DataQuality.check(path: $0) }
    )
  }
}
