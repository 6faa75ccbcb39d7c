// SPDX-License-Identifier: GPL-3.0-or-later

/// The axis of bars: each bar has an equal share of the width.
struct BarScale {
  let count: Int
  let left: Double
  let right: Double

  /// The width of a bar.
  var spacing: Double { (right - left) / Double(max(count, 1)) }

  /// Where a bar begins.
  func start(_ bar: Int) -> Double { left + (right - left) * Double(bar) / Double(max(count, 1)) }

  /// The middle of a bar.
  func middle(_ bar: Int) -> Double {
    left + (right - left) * (Double(bar) + 0.5) / Double(max(count, 1))
  }

  /// The bars that share a column one unit wide; one bar each where there are fewer than columns.
  func columns() -> [Range<Int>] {
    var columns: [Range<Int>] = []
    var first = 0
    while first < count {
      let column = middle(first).rounded(.down)
      var next = first + 1
      while next < count && middle(next).rounded(.down) == column { next += 1 }
      columns.append(first..<next)
      first = next
    }
    return columns
  }

  /// The stretches that spans of bars cover, each at least `width` wide; those that touch are one.
  func stretches(_ spans: [Range<Int>], width: Double) -> [Stretch] {
    let all = spans.map { span in
      let (start, end) = (start(span.lowerBound), start(span.upperBound))
      let margin = max(0, width - (end - start)) / 2
      return Stretch(start: max(left, start - margin), end: min(right, end + margin))
    }
    var merged: [Stretch] = []
    for stretch in all.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      if let last = merged.last, stretch.start <= last.end + 0.3 {
        merged[merged.count - 1].end = max(last.end, stretch.end)
      } else {
        merged.append(stretch)
      }
    }
    return merged
  }
}

/// A part of the axis of bars, in the units of the drawing.
struct Stretch: Equatable {
  var start: Double
  var end: Double
  var width: Double { end - start }
}

extension PathText {
  /// Adds a rectangle.
  mutating func rectangle(_ stretch: Stretch, from top: Double, to bottom: Double) {
    move(to: PlotPoint(x: stretch.start, y: top))
    line(to: PlotPoint(x: stretch.end, y: top))
    line(to: PlotPoint(x: stretch.end, y: bottom))
    line(to: PlotPoint(x: stretch.start, y: bottom))
    close()
  }

  /// Adds an upright line.
  mutating func upright(x: Double, from top: Double, to bottom: Double) {
    trace([PlotPoint(x: x, y: top), PlotPoint(x: x, y: bottom)])
  }
}
