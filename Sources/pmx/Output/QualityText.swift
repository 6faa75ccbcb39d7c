// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Promotion
import Reporting

/// A data-quality report as text and as JSON.
enum QualityText {
  static func text(_ report: DataQualityReport, show: Int) -> String {
    var text = "\(report.path): \(report.layout.rawValue), \(report.rows) rows"
    if let first = report.first, let last = report.last { text += ", \(first) to \(last)" }
    text += "\n"
    guard !report.counts.isEmpty else { return text + "clean\n" }
    let rows = report.counts.map { count in
      ReportTable.Row(cells: [
        count.severity.rawValue, count.rule, "\(count.count)",
        count.firstRow.map { "\($0)" } ?? "file",
      ])
    }
    text += TextTable.render(
      columns: [
        .init(title: "severity"), .init(title: "rule"),
        .init(title: "findings", alignment: .trailing),
        .init(title: "first row", alignment: .trailing),
      ], rows: rows)
    text += "\n"
    for count in report.counts where show > 0 {
      let findings = report.findings.filter { $0.rule == count.rule }
      for finding in findings.prefix(show) { text += line(finding, path: report.path) }
      if count.count > show { text += "  … \(count.count - min(show, findings.count)) more\n" }
    }
    return text
  }

  static func json(_ report: DataQualityReport) -> JSONValue {
    [
      "file": .string(report.path), "layout": .string(report.layout.rawValue),
      "rows": .integer(Int64(report.rows)),
      "first": report.first.map { .string("\($0)") } ?? .null,
      "last": report.last.map { .string("\($0)") } ?? .null,
      "worst": report.worst.map { .string($0.rawValue) } ?? .null,
      "counts": .array(
        report.counts.map { count in
          [
            "rule": .string(count.rule), "severity": .string(count.severity.rawValue),
            "count": .integer(Int64(count.count)),
            "firstRow": count.firstRow.map { .integer(Int64($0)) } ?? .null,
          ]
        }),
      "findings": .array(
        report.findings.map { finding in
          [
            "file": .string(report.path),
            "row": finding.row.map { .integer(Int64($0)) } ?? .null,
            "column": finding.column.map { .string($0) } ?? .null,
            "value": finding.value.map { .string($0) } ?? .null,
            "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message),
          ]
        }),
    ]
  }

  private static func line(_ finding: DataFinding, path: String) -> String {
    var text = "\(finding.severity.rawValue): \(path)"
    if let row = finding.row { text += ": row \(row)" }
    if let column = finding.column { text += ", column \(column)" }
    if let value = finding.value { text += ", value \"\(value)\"" }
    return text + ": \(finding.message) (\(finding.rule))\n"
  }
}
