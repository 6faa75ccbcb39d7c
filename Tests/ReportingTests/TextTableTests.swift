// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Testing

@Suite("Text table")
struct TextTableTests {
  private let columns = [
    ReportTable.Column(title: "Criterion", alignment: .leading),
    ReportTable.Column(title: "Value", alignment: .trailing),
    ReportTable.Column(title: "Reason", alignment: .leading),
  ]

  @Test("columns line up, badges come first, no line ends in blanks")
  func layout() {
    let text = TextTable.render(
      columns: columns,
      rows: [
        ReportTable.Row(cells: ["Sharpe", "−0.50", "too low"], tone: .bad, badge: "FAIL"),
        ReportTable.Row(cells: ["Größe", "12,000.00"], tone: .good, badge: "PASS"),
        ReportTable.Row(cells: ["a\nb", "1", "", ""]),
      ])
    let expected = """
            Criterion      Value  Reason
      ────  ─────────  ─────────  ───────
      FAIL  Sharpe         −0.50  too low
      PASS  Größe      12,000.00
            a b                1
      """
    #expect(text == expected)
  }

  @Test("without badges there is no column for them")
  func withoutBadges() {
    let text = TextTable.render(
      columns: columns, rows: [ReportTable.Row(cells: ["x", "1", "y"])])
    #expect(text.split(separator: "\n").last == "x              1  y")
  }

  @Test("nothing at all is no trap, and a terminal gets no control characters")
  func hostile() {
    let empty = TextTable.render(columns: [], rows: [])
    let escape = TextTable.render(
      columns: columns, rows: [ReportTable.Row(cells: ["\u{1B}[31m", "\r\n"], badge: "\u{7}")])
    #expect(empty == "\n")
    #expect(!escape.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
