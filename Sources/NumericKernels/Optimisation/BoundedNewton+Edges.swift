// SPDX-License-Identifier: GPL-3.0-or-later
//
// Maxima on edges. A function that is smooth but for edges where its first coordinate has known
// values often has its maximum on one, and Newton's method goes back and forth over it. So that
// coordinate is held between two neighbouring edges, where the function is smooth: a climb ends
// between them, or at one of them, and then goes on behind it if the function rises there.

extension BoundedNewton {
  /// Finds a maximum of a function with edges in its first coordinate; nil where it has no finite
  /// value at the start.
  ///
  /// On an edge the derivatives by the other coordinates are the same from both sides: with these
  /// at their maximum and the slope of the first turning from up to down, it is a maximum. The
  /// result then has 0 for that slope and its second derivatives from one of the sides; its own
  /// test of convergence is about the other coordinates.
  ///
  /// - Parameters:
  ///   - edges: where they are, in any order; at one, the function gives the derivatives of the
  ///     side below it.
  ///   - evaluationLimit: the evaluations between two edges.
  /// - Precondition: the first coordinate has no bounds.
  /// - Returns: the end, and whether it is a maximum on an edge.
  public static func maximumAlongEdges(
    from start: [Double], edges: [Double], lower: [Double], upper: [Double],
    evaluationLimit: Int = 100,
    of evaluate: ([Double], CurvatureRequest) -> LikelihoodCurvature?
  ) -> (result: Result, isOnEdge: Bool)? {
    precondition(lower[0] == -.infinity && upper[0] == .infinity, "the first has no bounds")
    let edges = edges.sorted()
    var (point, last, evaluations) = (start, Result?.none, 0)
    for _ in 0..<64 {
      // A stretch between edges has its upper end and not its lower one.
      let below = edges.last { $0 < point[0] } ?? -.infinity
      let above = edges.first { $0 >= point[0] } ?? .infinity
      var (low, high) = (lower, upper)
      (low[0], high[0]) = (below.nextUp, above)
      guard
        var end = maximum(
          from: point, lower: low, upper: high, evaluationLimit: evaluationLimit, of: evaluate)
      else { break }
      evaluations += end.evaluations
      end.evaluations = evaluations
      last = end
      guard end.hasConverged else { break }
      guard end.isHeld[0] else { return (end, false) }
      let isAbove = end.point[0] >= above
      point = end.point
      point[0] = isAbove ? above.nextUp : below
      evaluations += 1
      guard let beyond = evaluate(point, CurvatureRequest())?.gradient[0] else { break }
      if isAbove ? beyond > 0 : beyond < 0 { continue }
      // Zero lies between the slopes of both sides: the first coordinate is not at a bound.
      end.evaluations = evaluations
      end.point[0] = isAbove ? above : below
      end.isHeld[0] = false
      end.curvature.gradient[0] = 0
      return (end, true)
    }
    // A coordinate that is held at an edge is at no maximum by that alone.
    last?.hasConverged = false
    return last.map { ($0, false) }
  }
}
