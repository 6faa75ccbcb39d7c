// SPDX-License-Identifier: GPL-3.0-or-later
//
// Maxima on edges: the size |z| in EGARCH gives the likelihood an edge at every mean that equals an
// observation, and the maximum often lies on one.

import NumericKernels

extension GARCHSearch {
  /// Whether the likelihood has edges, as sizes |z| have: there is then a low maximum between any
  /// two, and a warm climb may end at another than a cold one.
  var hasKinks: Bool { model.kind == .egarch && model.shockOrder > 0 && model.meanCount > 0 }

  /// Whether edges are at the observations, so that they are known: not with a lagged observation.
  var hasKnownEdges: Bool { hasKinks && model.meanCount == 1 }

  /// Climbs on from where a climb stopped short of a maximum, from edge to edge.
  ///
  /// Errors of zero count as positive, so that an edge belongs to the means below it.
  func climbAlongEdges(_ stopped: BoundedNewton.Result) -> GARCHClimb {
    let workspace = LikelihoodWorkspace()
    let found = BoundedNewton.maximumAlongEdges(
      from: stopped.point, edges: sample.likelihood.response, lower: lower, upper: upper
    ) { curvature($0, $1, workspace) }
    guard let found else { return GARCHClimb(end: stopped) }
    var climb = GARCHClimb(end: found.result, isOnEdge: found.isOnEdge)
    climb.end.evaluations += stopped.evaluations
    return climb
  }
}
