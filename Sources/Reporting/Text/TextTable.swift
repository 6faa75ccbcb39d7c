// SPDX-License-Identifier: GPL-3.0-or-later

/// A table as plain monospaced text, for a terminal or a log.
public enum TextTable {
  /// Lines of a heading, a rule and the rows, joined by newlines, without one at the end.
  ///
  /// Columns are as wide as their longest text in Characters, with two spaces between them and no
  /// blanks at line ends. Where any row has a badge, badges make a first column of their own. A
  /// line break inside a cell becomes a space: a row is always one line.
  public static func render(columns: [ReportTable.Column], rows: [ReportTable.Row]) -> String {
    var alignments = columns.map(\.alignment)
    var heading = columns.map { singleLine($0.title) }
    var body = rows.map { $0.cells.map(singleLine) }
    if rows.contains(where: { $0.badge != nil }) {
      alignments.insert(.leading, at: 0)
      heading.insert("", at: 0)
      for index in rows.indices { body[index].insert(singleLine(rows[index].badge ?? ""), at: 0) }
    }
    let count = body.reduce(heading.count) { max($0, $1.count) }
    let widths = (0..<count).map { column in
      ([heading] + body).reduce(0) { max($0, column < $1.count ? $1[column].count : 0) }
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    let lines = ([heading, rule] + body).map {
      line(of: $0, widths: widths, alignments: alignments)
    }
    return lines.joined(separator: "\n")
  }

  private static func line(
    of cells: [String], widths: [Int], alignments: [ReportTable.Alignment]
  ) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += "  " }
      let padding = String(repeating: " ", count: widths[index] - cell.count)
      let isTrailing = index < alignments.count && alignments[index] == .trailing
      text += isTrailing ? padding + cell : cell + padding
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Text without line breaks, and without control characters that a terminal would obey.
  private static func singleLine(_ text: String) -> String {
    let characters = text.map { character -> Character in
      if character.isNewline || character == "\t" { return " " }
      let isControl = character.unicodeScalars.contains {
        $0.value < 0x20 || (0x7F..<0xA0).contains($0.value)
      }
      return isControl ? "\u{FFFD}" : character
    }
    return String(characters)
  }
}
