// SPDX-License-Identifier: GPL-3.0-or-later

/// The SVG of a market's picture: first the plan of its parts, then the parts from back to front.
struct MarketDrawing {
  let picture: MarketPicture
  let layout: MarketLayout
  let scales: MarketScales
  let groups: [LaneGroup]
  let bars: BarScale
  let legend: MarketLegend
  /// Where events are marked among the prices; none where they would cover them.
  let strikes: [Stretch]

  /// So many events or jumps are marked among the prices too; more stand in their rows alone.
  static let markedInPrices = 80

  init(_ picture: MarketPicture) {
    self.picture = picture
    groups = LaneGroup.groups(of: picture)
    let spans = Self.strikingSpans(picture)
    legend = MarketLegend(
      picture, strikes: spans.count, showsJumps: Self.showsJumps(picture))
    let factRows = picture.shownSegments.count > 1 ? picture.factNames.count + 1 : 0
    layout = MarketLayout(
      picture, legendRows: legend.rows, factRows: factRows, groups: groups)
    scales = MarketScales(picture, layout)
    // Labels beside the plot decide where it begins.
    var labels = groups.flatMap(\.lanes).map(\.label)
    if factRows > 0 { labels += picture.factNames + [Self.firstBarName] }
    let widest = labels.map { PictureText.width($0, size: 11) }.max() ?? 0
    let ticks = Double(scales.widestLabel) * 6.6
    bars = BarScale(
      count: picture.bars, left: min(260, max(52, max(widest, ticks) + MarketLayout.margin + 8)),
      right: MarketLayout.right)
    strikes = bars.stretches(spans, width: 1.4)
  }

  static let firstBarName = "from bar"

  /// The spans of events that can be marked among the prices without hiding them.
  private static func strikingSpans(_ picture: MarketPicture) -> [Range<Int>] {
    let spans = picture.events.flatMap { $0.clamped(to: picture.bars).spans }
      .filter { Double($0.count) < 0.6 * Double(picture.bars) }
    return spans.count <= markedInPrices ? spans : []
  }

  private static func showsJumps(_ picture: MarketPicture) -> Bool {
    (1...markedInPrices).contains(picture.shownJumps.count)
  }

  func svg() -> String {
    var html = HTMLWriter()
    let size = "0 0 \(Int(MarketLayout.width)) \(PathText.coordinate(layout.height))"
    html.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": size,
        "width": PathText.coordinate(MarketLayout.width),
        "height": PathText.coordinate(layout.height), "role": "img",
        "aria-labelledby": "title description",
      ])
    html.element("title", ["id": "title"], text: picture.title)
    html.element("desc", ["id": "description"], text: picture.subtitle + " " + picture.description)
    html.open("style", breaksLine: false)
    html.constant(MarketStylesheet.text)
    html.close("style")
    html.empty(
      "rect",
      [
        "class": "ground", "x": ".5", "y": ".5", "rx": "4",
        "width": PathText.coordinate(MarketLayout.width - 1),
        "height": PathText.coordinate(layout.height - 1),
      ])
    writeHeading(to: &html)
    if bars.count == 0 {
      let middle = (layout.prices.top + layout.prices.bottom) / 2
      PictureText.write(
        "No bars to draw", x: MarketLayout.width / 2, y: middle, anchor: "middle", to: &html)
    } else {
      legend.write(top: layout.legend, to: &html)
      writePrices(to: &html)
      writeLanes(to: &html)
      writeVolatility(to: &html)
      writeVolumes(to: &html)
      writeSegments(to: &html)
      writeBarAxis(to: &html)
    }
    html.close("svg")
    return html.markup
  }

  private func writeHeading(to html: inout HTMLWriter) {
    PictureText.write(picture.title, "title", x: MarketLayout.margin, y: 30, to: &html)
    for (index, line) in layout.subtitle.enumerated() {
      PictureText.write(
        line, "subtitle", x: MarketLayout.margin, y: 50 + Double(index) * 17, to: &html)
    }
  }

  /// The name, the ticks and the frame of a panel.
  func writePanel(
    _ frame: MarketLayout.Frame, _ vertical: MarketScales.Vertical, to html: inout HTMLWriter
  ) {
    PictureText.write(vertical.name, "name", x: bars.left, y: frame.name, to: &html)
    var grid = PathText()
    for tick in vertical.scale.ticks {
      guard let place = vertical.scale.position(tick.value) else { continue }
      grid.trace([PlotPoint(x: bars.left, y: place), PlotPoint(x: bars.right, y: place)])
      PictureText.write(tick.label, x: bars.left - 8, y: place + 4, anchor: "end", to: &html)
    }
    html.empty("path", ["class": "grid", "d": grid.text])
    writeFrame(frame, to: &html)
  }

  func writeFrame(_ frame: MarketLayout.Frame, to html: inout HTMLWriter) {
    var edge = PathText()
    edge.rectangle(
      Stretch(start: bars.left, end: bars.right), from: frame.top, to: frame.bottom)
    html.empty("path", ["class": "panel", "d": edge.text])
  }

  private func writeBarAxis(to html: inout HTMLWriter) {
    let last = Double(bars.count - 1)
    let ticks = LinearTicks.layout(
      Extent(lower: 0, upper: max(1, last)), kind: .number, count: 10, roundsOutward: false
    ).ticks.filter { $0.value <= last && $0.value == $0.value.rounded() }
    var path = PathText()
    for tick in ticks {
      let place = bars.middle(Int(tick.value))
      path.upright(x: place, from: layout.bottom, to: layout.bottom + 5)
      let label = NumberText.fixed(tick.value, decimals: 0, groupsThousands: true)
      PictureText.write(
        label, x: place, y: layout.bottom + 18, anchor: "middle", to: &html)
    }
    html.empty("path", ["class": "axis", "d": path.text])
    PictureText.write(
      "Bar, counted from 0; a bar is \(picture.barUnit)", "name", x: bars.right,
      y: layout.bottom + 36, anchor: "end", to: &html)
  }
}
