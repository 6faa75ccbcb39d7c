// SPDX-License-Identifier: GPL-3.0-or-later

/// One chapter of a report.
public struct ReportSection: Sendable {
  /// The heading.
  public var heading: String
  /// A sentence or two that say what the section shows.
  public var lead: String?
  /// The contents, in order.
  public var blocks: [ReportBlock]

  /// Makes a section.
  public init(heading: String, lead: String?, blocks: [ReportBlock]) {
    self.heading = heading
    self.lead = lead
    self.blocks = blocks
  }

  func write(to html: inout HTMLWriter) {
    html.open("section")
    html.element("h2", text: heading)
    if let lead { html.element("p", ["class": "lead"], text: lead) }
    for block in blocks { block.write(to: &html, heading: heading) }
    html.close("section")
  }
}

/// One thing in a section.
public enum ReportBlock: Sendable {
  /// Running text.
  case paragraph(String)
  /// A table.
  case table(ReportTable)
  /// A chart.
  case chart(LineChart)
  /// Labelled values, such as the settings of a run.
  case facts([Fact])

  func write(to html: inout HTMLWriter, heading: String) {
    switch self {
    case .paragraph(let text): html.element("p", text: text)
    case .table(let table): table.write(to: &html, label: heading)
    case .chart(let chart): chart.write(to: &html)
    case .facts(let facts): Self.write(facts, to: &html)
    }
  }

  private static func write(_ facts: [Fact], to html: inout HTMLWriter) {
    guard !facts.isEmpty else { return }
    html.open("dl")
    for fact in facts {
      html.open("div")
      html.element("dt", text: fact.label)
      html.element("dd", text: fact.value)
      html.close("div")
    }
    html.close("dl")
  }
}

/// A value with its name.
public struct Fact: Sendable {
  /// What the value is.
  public var label: String
  /// The value, ready to print.
  public var value: String

  /// Makes a fact.
  public init(label: String, value: String) {
    self.label = label
    self.value = value
  }
}
