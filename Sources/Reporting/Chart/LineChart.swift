// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines, bands and markers over one horizontal axis, drawn as inline SVG.
///
/// Values that an axis cannot show (not finite, or not positive on a logarithmic axis) are left
/// out: a line has a gap there.
public struct LineChart: Sendable {
  /// The height of the drawing.
  public enum Height: Sendable {
    /// For a chart of its own.
    case regular
    /// For a companion of another chart, such as the drawdown below an equity curve.
    case compact
  }

  /// The heading of the chart.
  public var title: String
  /// What to see in it, below the chart.
  public var caption: String?
  /// The horizontal axis.
  public var xAxis: Axis
  /// The vertical axis.
  public var yAxis: Axis
  /// The lines; later ones lie above earlier ones.
  public var lines: [Line]
  /// The bands, behind all lines.
  public var bands: [Band]
  /// Events and thresholds.
  public var markers: [Marker]
  /// The height of the drawing.
  public var height: Height

  /// Makes a chart.
  public init(
    title: String, caption: String?, xAxis: Axis, yAxis: Axis, lines: [Line], bands: [Band] = [],
    markers: [Marker] = [], height: Height = .regular
  ) {
    self.title = title
    self.caption = caption
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.lines = lines
    self.bands = bands
    self.markers = markers
    self.height = height
  }

  func write(to html: inout HTMLWriter) {
    html.open("figure")
    if !title.isEmpty { html.element("h3", text: title) }
    ChartLegend(chart: self).write(to: &html)
    ChartDrawing(chart: self).write(to: &html)
    if let caption { html.element("figcaption", text: caption) }
    html.close("figure")
  }
}
