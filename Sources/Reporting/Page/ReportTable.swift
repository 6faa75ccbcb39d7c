// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of ready-made texts.
public struct ReportTable: Sendable {
  /// The side on which the texts of a column stand.
  public enum Alignment: Sendable {
    /// Words.
    case leading
    /// Numbers.
    case trailing
  }

  /// The head of a column.
  public struct Column: Sendable {
    /// The heading.
    public var title: String
    /// Where texts stand; trailing columns never wrap.
    public var alignment: Alignment

    /// Makes a column.
    public init(title: String, alignment: Alignment = .leading) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// One line of the table.
  public struct Row: Sendable {
    /// The texts, column by column; missing ones stay blank.
    public var cells: [String]
    /// How the row is meant.
    public var tone: Tone
    /// A word such as "FAIL", shown as a pill before the first text.
    public var badge: String?

    /// Makes a row.
    public init(cells: [String], tone: Tone = .neutral, badge: String? = nil) {
      self.cells = cells
      self.tone = tone
      self.badge = badge
    }
  }

  /// The columns, left to right.
  public var columns: [Column]
  /// The rows, top to bottom.
  public var rows: [Row]

  /// Makes a table.
  public init(columns: [Column], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }

  func write(to html: inout HTMLWriter, label: String) {
    // The wrapper scrolls on narrow screens; `tabindex` lets a keyboard scroll it too.
    html.open("div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": label])
    // Pills of one width let the texts after them start on one line. They hang in the margin of
    // their cell, as wide as the longest word needs.
    let badgeWidth = rows.reduce(0) { max($0, $1.badge?.count ?? 0) }
    html.open("table", badgeWidth > 0 ? ["style": "--pill:\(badgeWidth)"] : [:])
    let count = rows.reduce(columns.count) { max($0, $1.cells.count) }
    html.open("thead")
    html.open("tr")
    for index in 0..<count {
      let attributes: KeyValuePairs = ["scope": "col", "class": cellClass(index)]
      html.element("th", attributes, text: index < columns.count ? columns[index].title : "")
    }
    html.close("tr")
    html.close("thead")
    html.open("tbody")
    for row in rows { write(row, count: count, to: &html) }
    html.close("tbody")
    html.close("table")
    html.close("div")
  }

  private func write(_ row: Row, count: Int, to html: inout HTMLWriter) {
    html.open("tr", ["class": row.tone.rawValue])
    for index in 0..<max(count, 1) {
      html.open("td", ["class": cellClass(index)], breaksLine: false)
      if index == 0, let badge = row.badge {
        html.inline("span", ["class": "pill \(row.tone.rawValue)"], text: badge)
      }
      if index < row.cells.count { html.text(row.cells[index]) }
      html.close("td")
    }
    html.close("tr")
  }

  private func cellClass(_ index: Int) -> String {
    index < columns.count && columns[index].alignment == .trailing ? "number" : "words"
  }
}
