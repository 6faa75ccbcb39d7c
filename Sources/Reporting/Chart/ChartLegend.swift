// SPDX-License-Identifier: GPL-3.0-or-later

/// The names of a chart's lines and bands with samples of how they look.
///
/// A list beside the drawing rather than a part of it, so that it wraps on narrow screens.
struct ChartLegend {
  let chart: LineChart

  func write(to html: inout HTMLWriter) {
    if chart.lines.isEmpty && chart.bands.isEmpty { return }
    html.open("ul", ["class": "legend"])
    for line in chart.lines {
      openSample(&html)
      if line.filledToZero {
        html.empty("path", ["class": "area \(line.style.rawValue)", "d": "M0 5h30v7h-30z"])
      }
      html.empty(
        "path",
        ["class": "line \(line.style.rawValue)", "d": line.filledToZero ? "M0 5h30" : "M0 6h30"])
      closeSample(line.name, &html)
    }
    for band in chart.bands {
      openSample(&html)
      html.empty("path", ["class": "band", "style": band.shareStyle, "d": "M0 0h30v12h-30z"])
      closeSample(band.name, &html)
    }
    html.close("ul")
  }

  private func openSample(_ html: inout HTMLWriter) {
    html.open("li")
    html.open("svg", ["viewBox": "0 0 30 12", "aria-hidden": "true"])
  }

  private func closeSample(_ name: String, _ html: inout HTMLWriter) {
    html.close("svg")
    html.element("span", text: name)
    html.close("li")
  }
}
