// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// How one climb of a search ended.
struct GARCHClimb {
  var end: BoundedNewton.Result
  /// Whether the end is an edge of the mean, certified from both sides.
  var isOnEdge = false
  /// The likelihood at the top of the hill: at the end, or at that of an earlier climb which this
  /// one has met.
  let hilltop: Double

  init(end: BoundedNewton.Result, isOnEdge: Bool = false, hilltop: Double? = nil) {
    self.end = end
    self.isOnEdge = isOnEdge
    self.hilltop = hilltop ?? end.curvature.value
  }

  var value: Double { end.curvature.value }

  /// Whether a point is on the hill whose top this is: near it, and at the height that the
  /// derivatives at the top give.
  func hasBelow(_ point: [Double], _ value: Double) -> Bool {
    guard end.hasConverged else { return false }
    let change = zip(point, end.point).map { $0 - $1 }
    var height = 0.0
    for row in change.indices {
      let bend = change.indices.reduce(0) { $0 + end.curvature.hessian[row][$1] * change[$1] }
      height += change[row] * (end.curvature.gradient[row] + 0.5 * bend)
    }
    return height > -0.1 && abs(value - self.value - height) < 0.005
  }
}
