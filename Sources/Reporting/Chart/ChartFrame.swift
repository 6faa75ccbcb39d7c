// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the plot lies within the drawing, in units of the view box.
struct ChartFrame {
  /// The width of the view box; the page scales it to the room there is.
  static let width = 760.0

  let height: Double
  let left: Double
  let right = ChartFrame.width - 14
  let top: Double
  let bottom: Double

  /// Plans a frame for labels of up to `widestLabel` characters beside the vertical axis.
  init(chart: LineChart, widestLabel: Int) {
    let plot = chart.height == .compact ? 130.0 : 250.0
    top = chart.yAxis.label.isEmpty ? 10 : 32
    bottom = top + plot
    height = bottom + (chart.xAxis.label.isEmpty ? 28 : 48)
    // 9.4 units hold a digit of the larger type of narrow screens. The minimum lets charts of
    // usual labels begin at the same place, one below the other.
    left = min(max(80, Double(widestLabel) * 9.4 + 12), 240)
  }
}
