// SPDX-License-Identifier: GPL-3.0-or-later
//
// Maxima on edges. The size |z| in EGARCH gives the likelihood an edge at every mean that equals an
// observation, and the maximum often lies on one. Newton's method goes back and forth over it. So
// the mean is held between two neighbouring observations, where the likelihood is smooth: a climb
// ends between them, or at one of them, and then goes on behind it if the likelihood rises there.

import NumericKernels

/// How one climb of a search ended.
struct GARCHClimb {
  var end: BoundedNewton.Result
  /// Whether the end is an edge of the mean, certified from both sides.
  var isOnEdge = false

  var value: Double { end.curvature.value }
}

extension GARCHSearch {
  /// Whether the likelihood has edges, as sizes |z| have: there is then a low maximum between any
  /// two, and a warm climb may end at another than a cold one.
  var hasKinks: Bool { model.kind == .egarch && model.meanCount > 0 }

  /// Whether edges are at the observations, so that they are known: not with a lagged observation.
  var hasKnownEdges: Bool { hasKinks && model.meanCount == 1 }

  /// Climbs on from where a climb stopped short of a maximum, with the mean held between two
  /// neighbouring observations at a time.
  ///
  /// At an observation y the derivatives by all other parameters are the same from both sides, and
  /// so are their second derivatives by each other: with these at their maximum and the slope of
  /// the mean turning from up to down, the point is a maximum.
  func climbAlongEdges(_ stopped: BoundedNewton.Result) -> GARCHClimb {
    let edges = sample.likelihood.response.sorted()
    var last = stopped
    var point = stopped.point
    for _ in 0..<64 {
      // Errors of zero count as positive, so a stretch has its upper end and not its lower one.
      let below = edges.last { $0 < point[0] } ?? -.infinity
      let above = edges.first { $0 >= point[0] } ?? .infinity
      guard
        var end = climb(point, sample.likelihood, limit: 100, means: below.nextUp...above)
      else { break }
      end.evaluations += last.evaluations
      last = end
      guard end.hasConverged else { break }
      guard end.isHeld[0] else { return GARCHClimb(end: end) }
      let isAbove = end.point[0] >= above
      point = end.point
      point[0] = isAbove ? above.nextUp : below
      last.evaluations += 1
      guard let slope = slopeOfMean(point) else { break }
      if isAbove ? slope > 0 : slope < 0 { continue }
      // Zero lies between the slopes of both sides: the mean is at a maximum and not at a bound.
      last.point[0] = isAbove ? above : below
      last.isHeld[0] = false
      last.curvature.gradient[0] = 0
      return GARCHClimb(end: last, isOnEdge: true)
    }
    // A mean that is held at an observation is at no maximum by that alone.
    last.hasConverged = false
    return GARCHClimb(end: last)
  }

  private func slopeOfMean(_ point: [Double]) -> Double? {
    sample.likelihood.curvature(parameters(point))?.gradient[0]
  }
}
