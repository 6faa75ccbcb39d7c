// SPDX-License-Identifier: GPL-3.0-or-later

/// The SVG of a chart: first the plan of its parts, then the parts from back to front.
struct ChartDrawing {
  private let chart: LineChart
  private let frame: ChartFrame
  /// Nil where there is nothing to draw.
  private let scales: (x: AxisScale, y: AxisScale)?

  init(chart: LineChart) {
    self.chart = chart
    let data = ChartData(chart: chart)
    guard let xExtent = data.xExtent, let yExtent = data.yExtent else {
      self.frame = ChartFrame(chart: chart, widestLabel: 0)
      self.scales = nil
      return
    }
    // The vertical axis comes first: the width of its labels decides where the plot begins.
    let height = ChartFrame(chart: chart, widestLabel: 0)
    let y = AxisScale(
      kind: chart.yAxis.kind, extent: yExtent, tickCount: chart.height == .compact ? 4 : 6,
      roundsOutward: true, start: height.bottom, end: height.top)
    let frame = ChartFrame(chart: chart, widestLabel: y.ticks.map(\.label.count).max() ?? 0)
    let x = AxisScale(
      kind: chart.xAxis.kind, extent: xExtent, tickCount: chart.xAxis.kind == .date ? 10 : 8,
      roundsOutward: false, start: frame.left, end: frame.right)
    self.frame = frame
    self.scales = (x, y)
  }

  func write(to html: inout HTMLWriter) {
    let number = html.nextChartNumber()
    let (title, description) = ("chart-\(number)-title", "chart-\(number)-description")
    html.open(
      "svg",
      [
        "class": "chart", "role": "img", "aria-labelledby": "\(title) \(description)",
        "viewBox": "0 0 \(Int(ChartFrame.width)) \(Int(frame.height))",
      ])
    html.element("title", ["id": title], text: chart.title)
    html.element("desc", ["id": description], text: ChartData(chart: chart).description)
    if let scales {
      writeParts(x: scales.x, y: scales.y, to: &html)
    } else {
      let attributes = text("empty", x: ChartFrame.width / 2, y: frame.height / 2, anchor: "middle")
      html.element("text", attributes, text: "No data to draw")
    }
    html.close("svg")
  }

  private func writeParts(x: AxisScale, y: AxisScale, to html: inout HTMLWriter) {
    // Faint bands are the wide ones: they go behind. The index keeps equal ones in order.
    let bands = chart.bands.enumerated().sorted {
      ($0.element.boundedStrength, $0.offset) < ($1.element.boundedStrength, $1.offset)
    }
    let shapes = ChartShapes(x: x, y: y)
    for band in bands { shapes.write(band.element, to: &html) }
    writeVerticalAxis(y, to: &html)
    writeHorizontalAxis(x, base: y, to: &html)
    for line in chart.lines where line.filledToZero { shapes.writeArea(line, to: &html) }
    for line in chart.lines { shapes.write(line, to: &html) }
    var row = 0
    for marker in chart.markers { write(marker, x: x, y: y, row: &row, to: &html) }
  }

  private func writeVerticalAxis(_ y: AxisScale, to html: inout HTMLWriter) {
    var grid = PathText()
    for tick in y.ticks {
      guard let place = y.position(tick.value) else { continue }
      grid.trace([PlotPoint(x: frame.left, y: place), PlotPoint(x: frame.right, y: place)])
    }
    html.empty("path", ["class": "grid", "d": grid.text])
    for tick in y.ticks {
      guard let place = y.position(tick.value) else { continue }
      let attributes = text("tick", x: frame.left - 9, y: place + 4, anchor: "end")
      html.element("text", attributes, text: tick.label)
    }
    if !chart.yAxis.label.isEmpty {
      html.element("text", text("name", x: 0, y: 13, anchor: "start"), text: chart.yAxis.label)
    }
  }

  private func writeHorizontalAxis(_ x: AxisScale, base y: AxisScale, to html: inout HTMLWriter) {
    // Zero is the ground where it is in view; otherwise the lower edge is.
    let ground = y.domain.lower <= 0 && y.domain.upper >= 0 ? y.position(0) : nil
    var axis = PathText()
    let level = ground ?? frame.bottom
    axis.trace([PlotPoint(x: frame.left, y: level), PlotPoint(x: frame.right, y: level)])
    for tick in x.ticks {
      guard let place = x.position(tick.value) else { continue }
      axis.trace([PlotPoint(x: place, y: frame.bottom), PlotPoint(x: place, y: frame.bottom + 4)])
    }
    html.empty("path", ["class": "axis", "d": axis.text])
    for (index, tick) in x.ticks.enumerated() {
      guard let place = x.position(tick.value) else { continue }
      // The style sheet hides every other label on narrow screens, where type is larger.
      let name = index % 2 == 0 ? "tick" : "tick other"
      let attributes = text(name, x: place, y: frame.bottom + 20, anchor: "middle")
      html.element("text", attributes, text: tick.label)
    }
    if !chart.xAxis.label.isEmpty {
      let attributes = text("name", x: frame.right, y: frame.bottom + 40, anchor: "end")
      html.element("text", attributes, text: chart.xAxis.label)
    }
  }

  private func write(
    _ marker: Marker, x: AxisScale, y: AxisScale, row: inout Int,
    to html: inout HTMLWriter
  ) {
    var path = PathText()
    let label: HTMLWriter.Attributes
    switch marker.position {
    case .x(let value):
      guard let place = x.position(value) else { return }
      path.trace([PlotPoint(x: place, y: frame.top), PlotPoint(x: place, y: frame.bottom)])
      let isLate = place > frame.left + 0.6 * (frame.right - frame.left)
      // Labels of several events step down, so that neighbours never overprint each other.
      label = text(
        "mark-label", x: isLate ? place - 7 : place + 7, y: frame.top + 12 + Double(row) * 18,
        anchor: isLate ? "end" : "start")
      row += 1
    case .y(let value):
      guard let place = y.position(value) else { return }
      path.trace([PlotPoint(x: frame.left, y: place), PlotPoint(x: frame.right, y: place)])
      label = text("mark-label", x: frame.right, y: place - 6, anchor: "end")
    }
    html.empty("path", ["class": "mark", "d": path.text])
    html.element("text", label, text: marker.label)
  }

  private func text(
    _ name: String, x: Double, y: Double, anchor: String
  ) -> HTMLWriter.Attributes {
    [
      "class": name, "x": PathText.coordinate(x), "y": PathText.coordinate(y),
      "text-anchor": anchor,
    ]
  }
}
