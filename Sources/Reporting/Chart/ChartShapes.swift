// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines and bands as SVG paths.
struct ChartShapes {
  let x: AxisScale
  let y: AxisScale

  /// Writes a line: one path for its runs, and a dot for each point without a neighbour.
  func write(_ line: Line, to html: inout HTMLWriter) {
    let runs = runs(of: line.points)
    var path = PathText()
    for run in runs where run.count > 1 { path.trace(Thinning.perColumn(run)) }
    if !path.text.isEmpty {
      html.empty("path", ["class": "line \(line.style.rawValue)", "d": path.text])
    }
    for run in runs where run.count == 1 {
      html.empty(
        "circle",
        [
          "class": "dot \(line.style.rawValue)", "r": "2.5",
          "cx": PathText.coordinate(run[0].x), "cy": PathText.coordinate(run[0].y),
        ])
    }
  }

  /// Writes the area between a line and zero.
  func writeArea(_ line: Line, to html: inout HTMLWriter) {
    guard let zero = y.position(0) else { return }
    var path = PathText()
    for run in runs(of: line.points) where run.count > 1 {
      path.move(to: PlotPoint(x: run[0].x, y: zero))
      for point in Thinning.perColumn(run) { path.line(to: point) }
      path.line(to: PlotPoint(x: run[run.count - 1].x, y: zero))
      path.close()
    }
    if path.text.isEmpty { return }
    html.empty("path", ["class": "area \(line.style.rawValue)", "d": path.text])
  }

  /// Writes a band, interrupted where any of its three values is missing.
  func write(_ band: Band, to html: inout HTMLWriter) {
    var upper = [Point]()
    var lower = [Point]()
    for index in 0..<min(band.xs.count, band.lower.count, band.upper.count) {
      let isWhole = y.kind.admits(band.lower[index]) && y.kind.admits(band.upper[index])
      let place = isWhole ? band.xs[index] : .nan
      upper.append(Point(x: place, y: band.upper[index]))
      lower.append(Point(x: place, y: band.lower[index]))
    }
    var path = PathText()
    // Both edges have the same gaps, hence the same runs.
    for (top, bottom) in zip(runs(of: upper), runs(of: lower)) where top.count > 1 {
      path.trace(Thinning.perColumn(top))
      for point in Thinning.perColumn(bottom).reversed() { path.line(to: point) }
      path.close()
    }
    if path.text.isEmpty { return }
    html.empty("path", ["class": "band", "style": band.shareStyle, "d": path.text])
  }

  /// The stretches of points that both axes can show.
  private func runs(of points: [Point]) -> [[PlotPoint]] {
    var runs = [[PlotPoint]]()
    var current = [PlotPoint]()
    for point in points {
      if let x = x.position(point.x), let y = y.position(point.y) {
        current.append(PlotPoint(x: x, y: y))
      } else if !current.isEmpty {
        runs.append(current)
        current = []
      }
    }
    if !current.isEmpty { runs.append(current) }
    return runs
  }
}
