// SPDX-License-Identifier: GPL-3.0-or-later

/// A point in the coordinates of the drawing.
package struct PlotPoint: Equatable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Leaves out the points that no one could see.
package enum Thinning {
  /// Of neighbours within one unit of width keeps the lowest and the highest, in their order, and
  /// of the whole run its first and last.
  ///
  /// Every extreme survives, and a run of any length comes down to two points a column.
  package static func perColumn(_ points: [PlotPoint]) -> [PlotPoint] {
    guard points.count > 2 else { return points }
    var kept = [points[0]]
    var start = 1
    let end = points.count - 1
    while start < end {
      let column = points[start].x.rounded(.down)
      var (lowest, highest) = (start, start)
      var next = start + 1
      while next < end && points[next].x.rounded(.down) == column {
        if points[next].y < points[lowest].y { lowest = next }
        if points[next].y > points[highest].y { highest = next }
        next += 1
      }
      kept.append(points[min(lowest, highest)])
      if lowest != highest { kept.append(points[max(lowest, highest)]) }
      start = next
    }
    kept.append(points[end])
    return kept
  }
}
