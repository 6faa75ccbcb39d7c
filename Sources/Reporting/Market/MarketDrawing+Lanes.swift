// SPDX-License-Identifier: GPL-3.0-or-later

extension MarketDrawing {
  // MARK: Rows of states, events and jumps

  func writeLanes(to html: inout HTMLWriter) {
    for (group, frame) in zip(groups, layout.lanes) {
      PictureText.write(group.title, "name", x: bars.left, y: frame.name, to: &html)
      for (index, lane) in group.lanes.enumerated() {
        let top = frame.top + Double(index) * MarketLane.height
        PictureText.write(
          lane.label, x: bars.left - 8, y: top + 11.5, anchor: "end", to: &html)
        write(lane, from: top + 1, to: top + MarketLane.height - 1, to: &html)
      }
    }
  }

  private func write(
    _ lane: MarketLane, from top: Double, to bottom: Double, to html: inout HTMLWriter
  ) {
    func rectangles(_ spans: [Range<Int>], _ name: String, from top: Double, to bottom: Double) {
      var path = PathText()
      for stretch in bars.stretches(spans, width: 1.6) {
        path.rectangle(stretch, from: top, to: bottom)
      }
      if !path.text.isEmpty { html.empty("path", ["class": name, "d": path.text]) }
    }
    var ground = PathText()
    ground.rectangle(Stretch(start: bars.left, end: bars.right), from: top, to: bottom)
    html.empty("path", ["class": "row", "d": ground.text])
    switch lane.mark {
    case .state(let index):
      rectangles(lane.spans, MarketStylesheet.state(index), from: top, to: bottom)
    case .event: rectangles(lane.spans, "event", from: top, to: bottom)
    case .jump:
      let middle = (top + bottom) / 2
      var line = PathText()
      line.trace([PlotPoint(x: bars.left, y: middle), PlotPoint(x: bars.right, y: middle)])
      html.empty("path", ["class": "middle", "d": line.text])
      rectangles(lane.spans, "up", from: top, to: middle)
      rectangles(lane.fallingSpans, "down", from: middle, to: bottom)
    }
  }

  // MARK: Segments

  /// The table of segments above the prices, and a line through all panels at each break.
  func writeSegments(to html: inout HTMLWriter) {
    let segments = picture.shownSegments
    guard segments.count > 1 else { return }
    let starts = segments.dropFirst().map { bars.start($0.firstBar) }
    var (separators, lines) = (PathText(), PathText())
    for x in starts {
      separators.upright(x: x, from: layout.facts, to: layout.prices.top)
      // The gaps between the panels hold their names.
      for frame in [layout.prices] + layout.lowerFrames {
        lines.upright(x: x, from: frame.top, to: frame.bottom)
      }
    }
    html.empty("path", ["class": "middle", "d": separators.text])
    html.empty("path", ["class": "break", "d": lines.text])
    let edges = [bars.left] + starts + [bars.right]
    for (row, name) in ([Self.firstBarName] + picture.factNames).enumerated() {
      let y = layout.facts + Double(row) * MarketLayout.factHeight + 11
      PictureText.write(name, x: bars.left - 8, y: y, anchor: "end", to: &html)
      let facts = segments.map { segment in
        row == 0
          ? NumberText.fixed(Double(segment.firstBar), decimals: 0, groupsThousands: true)
          : segment.facts.indices.contains(row - 1) ? segment.facts[row - 1] : ""
      }
      write(facts, between: edges, y: y, to: &html)
    }
  }

  /// A row of texts, each in the middle of its segment; one that would touch the text before it is
  /// left out.
  private func write(
    _ facts: [String], between edges: [Double], y: Double, to html: inout HTMLWriter
  ) {
    var end = bars.left
    for (index, fact) in facts.enumerated() where !fact.isEmpty {
      let width = PictureText.width(fact, size: 11)
      let middle = min((edges[index] + edges[index + 1]) / 2, bars.right - width / 2)
      guard middle - width / 2 >= end else { continue }
      end = middle + width / 2 + 5
      PictureText.write(fact, "fact", x: middle, y: y, anchor: "middle", to: &html)
    }
  }
}
