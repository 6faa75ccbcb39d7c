// SPDX-License-Identifier: GPL-3.0-or-later
//
// Re-fits of a window that moves on: the search follows the hill of the one before.

import NumericKernels

/// Where a search for the maximum ended, for the search of the next sample to begin at.
struct ARIMASearchEnd: Sendable {
  /// The highest maximum, as a point of the search.
  let point: [Double]
  /// The second derivatives of minus the log-likelihood there, row by row; empty where they are not
  /// definite.
  let information: [Double]
  /// What the next search may rely on; nil where it must look for itself.
  let memory: SearchMemory?

  fileprivate var inverseInformation: [Double]? {
    guard !information.isEmpty else { return nil }
    return SmallLinearSystem(information, size: point.count)?.inverse()
  }
}

extension ARIMAProblem {
  /// Climbs on from where the earlier search ended; whether nothing else has to be looked for.
  ///
  /// Factors that all but cancel come and go with every few observations: they are tried each time.
  func followHill(
    _ earlier: ARIMASearchEnd, _ objective: inout ARMAObjective, _ minima: inout [Minimum]
  ) -> Bool {
    // Newton steps follow: they finish what is left.
    let minimum = QuasiNewton(tolerance: 1e-9).minimise(
      &objective, from: earlier.point,
      curvature: earlier.inverseInformation.map(InitialCurvature.inverse) ?? .estimated)
    guard let minimum else { return false }
    minima.append(minimum)
    guard minimum.converged, exchanged != nil else { return false }
    let hill = KnownHill(top: minimum, information: earlier.information)
    followCancellingFactors(&objective, &minima, beside: hill)
    return true
  }

  /// What the search leaves to that of the next sample.
  func end(_ best: Minimum) -> ARIMASearchEnd {
    let size = best.point.count
    let rows =
      best.hessian.isEmpty
      ? []
      : (0..<size).map { row in
        Array(best.hessian[(row * size)..<((row + 1) * size)])
      }
    let isDefinite = best.converged && CholeskyFactor(rows) != nil
    let canBeFollowed = regressors.isEmpty && model.starts == nil && !hasManyHills
    return ARIMASearchEnd(
      point: best.point, information: isDefinite ? best.hessian : [],
      memory: canBeFollowed
        ? SearchMemory(sample: observations, exchanged: exchanged ?? 0) : nil)
  }
}

/// A hill whose top is known, with the second derivatives at that of nearly the same sample.
struct KnownHill {
  let top: Minimum
  let information: [Double]

  /// Whether a search is on the hill: near its top, and at the height that the derivatives give.
  func holds(_ minimum: Minimum) -> Bool {
    guard !information.isEmpty else { return false }
    let size = top.point.count
    var depth = 0.0
    for row in 0..<size {
      for column in 0..<size {
        depth +=
          0.5 * information[row * size + column] * (minimum.point[row] - top.point[row])
          * (minimum.point[column] - top.point[column])
      }
    }
    return depth < 0.1 && abs(minimum.value - top.value - depth) < 0.005
  }
}

extension Minimum {
  /// Whether two ends are different places: next to the unit circle, at infinity, all are one.
  func isApart(from other: Minimum) -> Bool {
    zip(point, other.point).contains { own, other in
      abs(own - other) > 0.05 * (1 + abs(other))
        && abs(StationaryMap.partial(own) - StationaryMap.partial(other)) > 1e-4
    }
  }
}
