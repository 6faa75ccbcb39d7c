// SPDX-License-Identifier: GPL-3.0-or-later

/// What a chart's numbers say about its axes, and in words about themselves.
struct ChartData {
  let chart: LineChart

  /// The range of the horizontal axis over all that can be drawn.
  var xExtent: Extent? {
    let kind = chart.xAxis.kind
    var values = visiblePoints.map(\.x)
    for marker in chart.markers { if case .x(let place) = marker.position { values.append(place) } }
    return Extent(of: values, kind: kind)
  }

  /// The range of the vertical axis over all that can be drawn.
  var yExtent: Extent? {
    let kind = chart.yAxis.kind
    var values = visiblePoints.map(\.y)
    if values.isEmpty { return nil }
    for marker in chart.markers { if case .y(let place) = marker.position { values.append(place) } }
    if chart.lines.contains(where: \.filledToZero) { values.append(0) }
    return Extent(of: values, kind: kind)
  }

  /// The last, lowest and highest value of each line, for readers who do not see the drawing.
  var description: String {
    let kind = chart.yAxis.kind
    var sentences = [String]()
    for line in chart.lines {
      let values = line.points.filter(isVisible).map(\.y)
      guard let last = values.last, let extent = Extent(of: values, kind: kind) else {
        sentences.append("\(line.name): no data.")
        continue
      }
      sentences.append(
        "\(line.name) ends at \(kind.spoken(last)); lowest \(kind.spoken(extent.lower)), "
          + "highest \(kind.spoken(extent.upper)).")
    }
    for band in chart.bands { sentences.append("\(band.name) is shown as a band.") }
    return sentences.isEmpty ? "No data." : sentences.joined(separator: " ")
  }

  private var visiblePoints: [Point] {
    var points = [Point]()
    for line in chart.lines { points += line.points }
    for band in chart.bands {
      for index in 0..<min(band.xs.count, band.lower.count, band.upper.count) {
        points.append(Point(x: band.xs[index], y: band.lower[index]))
        points.append(Point(x: band.xs[index], y: band.upper[index]))
      }
    }
    return points.filter(isVisible)
  }

  private func isVisible(_ point: Point) -> Bool {
    chart.xAxis.kind.admits(point.x) && chart.yAxis.kind.admits(point.y)
  }
}
