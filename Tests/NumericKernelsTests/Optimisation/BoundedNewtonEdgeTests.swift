// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

/// −(x − c)² − xy/2 − y²/2, less an edge of a size of its own at every integer below 10 in size.
private struct Ridges {
  let centre: Double
  let edges = (-9...9).map(Double.init)
  /// Positive sizes are ridges, negative ones valleys.
  func size(_ edge: Double) -> Double { [0.9, -0.3, 0.2, -0.8][Int(edge + 16) % 4] }

  func value(_ x: Double, _ y: Double) -> Double {
    edges.reduce(-(x - centre) * (x - centre) - 0.5 * x * y - 0.5 * y * y) {
      $0 - size($1) * abs(x - $1)
    }
  }

  /// Derivatives, at an edge those of the side below.
  func curvature(_ point: [Double], _: CurvatureRequest) -> LikelihoodCurvature {
    let (x, y) = (point[0], point[1])
    let slope = edges.reduce(-2 * (x - centre) - 0.5 * y) { $0 - size($1) * (x > $1 ? 1 : -1) }
    return LikelihoodCurvature(
      value: value(x, y), gradient: [slope, -0.5 * x - y], hessian: [[-2, -0.5], [-0.5, -1]])
  }
}

struct BoundedNewtonEdgeTests {
  private let free = (lower: [-Double.infinity, -50], upper: [Double.infinity, 50])

  /// Catches: an edge taken for a maximum whose other side rises; a hold at an edge called a
  /// maximum; a search that stops at its first edge; a side of an edge mistaken for the other.
  @Test(arguments: [-4.0, -1.3, 0, 0.4, 2.2, 5], [-8.5, -3, 0.25, 8, 20])
  func `A search from afar ends at a maximum on an edge or between two`(
    centre: Double, start: Double
  ) throws {
    let ridges = Ridges(centre: centre)
    let (end, isOnEdge) = try #require(
      BoundedNewton.maximumAlongEdges(
        from: [start, 1], edges: ridges.edges.reversed(), lower: free.lower, upper: free.upper,
        of: ridges.curvature))
    #expect(end.hasConverged && end.isHeld == [false, false])
    #expect(isOnEdge == ridges.edges.contains(end.point[0]))
    let top = ridges.value(end.point[0], end.point[1])
    for step in [1e-5, 1e-3] {
      for (x, y) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1), (1, 1), (-1, -1)] {
        #expect(ridges.value(end.point[0] + step * x, end.point[1] + step * y) < top)
      }
    }
  }

  @Test func `Both kinds of maxima are met`() throws {
    let kinds = try [-4.0, -1.3, 0, 0.4, 2.2, 5].map { centre in
      try #require(
        BoundedNewton.maximumAlongEdges(
          from: [0.25, 1], edges: Ridges(centre: centre).edges, lower: free.lower,
          upper: free.upper, of: Ridges(centre: centre).curvature)
      ).isOnEdge
    }
    #expect(kinds.contains(true) && kinds.contains(false))
  }

  /// Catches: a limit that is passed over in silence.
  @Test func `A search that runs out of evaluations has not converged`() throws {
    let ridges = Ridges(centre: 0.4)
    let found = try #require(
      BoundedNewton.maximumAlongEdges(
        from: [20, 1], edges: ridges.edges, lower: free.lower, upper: free.upper,
        evaluationLimit: 1, of: ridges.curvature))
    #expect(!found.result.hasConverged && !found.isOnEdge)
  }
}
