// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Testing

/// A page that uses everything a page can hold, with every text from `text`.
func samplePage(text: () -> String) -> ReportPage {
  let columns = [
    ReportTable.Column(title: text(), alignment: .leading),
    ReportTable.Column(title: text(), alignment: .trailing),
  ]
  let rows = [
    ReportTable.Row(cells: [text(), text(), text()], tone: .good, badge: text()),
    ReportTable.Row(cells: [], tone: .warning),
  ]
  let blocks: [ReportBlock] = [
    .paragraph(text()), .table(ReportTable(columns: columns, rows: rows)),
    .chart(sampleChart(text: text)), .chart(chart(lines: [])),
    .facts([Fact(label: text(), value: text())]),
  ]
  return ReportPage(
    title: text(), subtitle: text(),
    verdict: Banner(word: text(), tone: .bad, sentence: text(), details: [text()]),
    sections: [ReportSection(heading: text(), lead: text(), blocks: blocks)], footer: [text()])
}

private func sampleChart(text: () -> String) -> LineChart {
  LineChart(
    title: text(), caption: text(), xAxis: Axis(label: text(), kind: .number),
    yAxis: Axis(label: text(), kind: .number),
    lines: [
      Line(name: text(), points: [Point(x: 0, y: 1), Point(x: 1, y: 2)], style: .primary)
    ],
    bands: [Band(name: text(), xs: [0, 1], lower: [0, 0], upper: [2, 3], strength: 0.5)],
    markers: [
      Marker(label: text(), position: .x(0.5)), Marker(label: text(), position: .y(1.5)),
    ])
}

/// A page of one chart.
func page(of chart: LineChart) -> ReportPage {
  ReportPage(
    title: "Title", subtitle: "",
    verdict: Banner(
      word: "WORD", tone: .neutral, sentence: "", details: []),
    sections: [ReportSection(heading: "Heading", lead: nil, blocks: [.chart(chart)])], footer: [])
}

/// A chart of lines alone.
func chart(lines: [Line], x: Axis.Kind = .number, y: Axis.Kind = .number) -> LineChart {
  LineChart(
    title: "Chart", caption: nil, xAxis: Axis(label: "x", kind: x),
    yAxis: Axis(label: "y", kind: y), lines: lines, bands: [])
}

/// Numbers that no one would draw, yet that a run may produce.
struct HostileSeries: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let xs: [Double]
  let ys: [Double]

  static let all = [
    HostileSeries("empty", [], []),
    HostileSeries("one point", [1], [1]),
    HostileSeries("constant", [1, 2, 3], [7, 7, 7]),
    HostileSeries("all zero", [0, 0, 0], [0, 0, 0]),
    HostileSeries("nothing finite", [.nan, 1, .infinity], [1, .nan, -.infinity]),
    HostileSeries("gaps", [1, 2, 3, 4, 5], [.nan, 1, .infinity, 2, -.infinity]),
    HostileSeries("huge", [-1e300, 0, 1e300], [1e300, -1e300, 1e300]),
    HostileSeries("largest", [1, 2], [.greatestFiniteMagnitude, -.greatestFiniteMagnitude]),
    HostileSeries(
      "tiny", [Double.leastNonzeroMagnitude, 1e-300], [Double.leastNonzeroMagnitude, 1e-300]),
    HostileSeries("neighbours", [1, 1.0.nextUp], [1e15, 1e15.nextUp]),
    HostileSeries("widest ratio", [1e-290, 1e300], [1e300, 1e-290]),
  ]

  init(_ name: String, _ xs: [Double], _ ys: [Double]) {
    self.testDescription = name
    self.xs = xs
    self.ys = ys
  }

  /// The numbers as a line, a band and markers.
  func chart(x: Axis.Kind, y: Axis.Kind) -> LineChart {
    let points = zip(xs, ys).map { Point(x: $0, y: $1) }
    let markers =
      xs.map { Marker(label: "m", position: .x($0)) }
      + ys.map { Marker(label: "m", position: .y($0)) }
    return LineChart(
      title: "Chart", caption: nil, xAxis: Axis(label: "x", kind: x),
      yAxis: Axis(label: "y", kind: y),
      lines: [Line(name: "Line", points: points, style: .danger, filledToZero: true)],
      bands: [Band(name: "Band", xs: xs, lower: ys, upper: ys.reversed(), strength: .nan)],
      markers: markers)
  }
}
