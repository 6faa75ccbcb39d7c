// SPDX-License-Identifier: GPL-3.0-or-later

extension MarketDrawing {
  // MARK: Prices

  func writePrices(to html: inout HTMLWriter) {
    let frame = layout.prices
    guard let vertical = scales.prices else {
      writeFrame(frame, to: &html)
      let middle = (frame.top + frame.bottom) / 2
      PictureText.write(
        "No prices to draw", x: MarketLayout.width / 2, y: middle, anchor: "middle", to: &html)
      return
    }
    writePanel(frame, vertical, to: &html)
    writeTints(frame, to: &html)
    let assets = picture.shownAssets
    if assets.count == 1 { writeRanges(assets[0], vertical, to: &html) }
    for (index, asset) in assets.enumerated() {
      let closes = assets.count == 1 ? asset.closes : asset.indexedCloses
      writeLine(closes, vertical, "line a\(index)", to: &html)
    }
    writeJumps(vertical, to: &html)
  }

  /// The hidden states and events behind the prices.
  private func writeTints(_ frame: MarketLayout.Frame, to html: inout HTMLWriter) {
    func write(_ stretches: [Stretch], _ name: String) {
      guard !stretches.isEmpty else { return }
      var path = PathText()
      for stretch in stretches { path.rectangle(stretch, from: frame.top, to: frame.bottom) }
      html.empty("path", ["class": name, "d": path.text])
    }
    for (index, state) in picture.states.enumerated() {
      let stretches = bars.stretches(state.clamped(to: bars.count).spans, width: 0)
      write(stretches, "tint " + MarketStylesheet.state(index))
    }
    write(strikes, "strike")
  }

  /// The range of each bar, or of each column where bars share columns.
  private func writeRanges(
    _ asset: MarketPicture.Asset, _ vertical: MarketScales.Vertical, to html: inout HTMLWriter
  ) {
    let count = min(asset.closes.count, asset.lows.count, asset.highs.count)
    let kind = vertical.scale.kind
    var path = PathText()
    for column in bars.columns() {
      let own = column.clamped(to: 0..<count)
      guard let low = Extent(of: asset.lows[own], kind: kind)?.lower,
        let high = Extent(of: asset.highs[own], kind: kind)?.upper,
        let bottom = vertical.position(low), let top = vertical.position(high)
      else { continue }
      let x = (bars.middle(column.lowerBound) + bars.middle(column.upperBound - 1)) / 2
      path.upright(x: x, from: top, to: bottom)
    }
    let width = PathText.coordinate(min(4, max(1, bars.spacing * 0.6)))
    html.empty("path", ["class": "range", "stroke-width": width, "d": path.text])
  }

  /// A line through the values, with gaps where there are none; a lone value is a dot.
  private func writeLine(
    _ values: [Double], _ vertical: MarketScales.Vertical, _ name: String,
    to html: inout HTMLWriter
  ) {
    var runs: [[PlotPoint]] = [[]]
    for (bar, value) in values.prefix(bars.count).enumerated() {
      if let y = vertical.position(value) {
        runs[runs.count - 1].append(PlotPoint(x: bars.middle(bar), y: y))
      } else if !runs[runs.count - 1].isEmpty {
        runs.append([])
      }
    }
    var path = PathText()
    for run in runs {
      if run.count == 1 {
        html.empty(
          "circle",
          [
            "class": "dot", "cx": PathText.coordinate(run[0].x),
            "cy": PathText.coordinate(run[0].y), "r": "2",
          ])
      } else {
        path.trace(Thinning.perColumn(run))
      }
    }
    if !path.text.isEmpty { html.empty("path", ["class": name, "d": path.text]) }
  }

  /// Triangles that point where the price jumped: up from below the bar, down from above it.
  private func writeJumps(_ vertical: MarketScales.Vertical, to html: inout HTMLWriter) {
    let jumps = picture.shownJumps
    guard jumps.count <= Self.markedInPrices, let asset = picture.shownAssets.first else { return }
    let isIndexed = picture.shownAssets.count > 1
    let lows = isIndexed ? asset.indexedCloses : asset.lows
    let highs = isIndexed ? asset.indexedCloses : asset.highs
    let frame = layout.prices
    for isUp in [true, false] {
      var path = PathText()
      for jump in jumps where jump.isUp == isUp {
        let edges = isUp ? lows : highs
        guard edges.indices.contains(jump.bar), let y = vertical.position(edges[jump.bar])
        else { continue }
        let tip = isUp ? min(y + 4, frame.bottom - 8) : max(y - 4, frame.top + 8)
        path.triangle(x: bars.middle(jump.bar), y: tip, isUp: isUp)
      }
      if !path.text.isEmpty {
        html.empty("path", ["class": isUp ? "up" : "down", "d": path.text])
      }
    }
  }

  // MARK: Volatility and volume

  func writeVolatility(to html: inout HTMLWriter) {
    guard let frame = layout.volatility, let vertical = scales.volatility else { return }
    writePanel(frame, vertical, to: &html)
    writeLine(picture.volatility, vertical, "line volatility", to: &html)
  }

  func writeVolumes(to html: inout HTMLWriter) {
    guard let frame = layout.volumes, let vertical = scales.volumes else { return }
    writePanel(frame, vertical, to: &html)
    var path = PathText()
    for column in bars.columns() {
      let own = column.clamped(to: 0..<picture.volumes.count)
      guard let high = Extent(of: picture.volumes[own], kind: .number)?.upper,
        high > 0, let top = vertical.position(high)
      else { continue }
      let x = (bars.middle(column.lowerBound) + bars.middle(column.upperBound - 1)) / 2
      path.upright(x: x, from: frame.bottom, to: top)
    }
    let width = PathText.coordinate(min(8, max(1, bars.spacing * 0.7)))
    html.empty("path", ["class": "volume", "stroke-width": width, "d": path.text])
  }
}
