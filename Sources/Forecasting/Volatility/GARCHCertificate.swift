// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// How well a fit stands at a maximum of its likelihood.
public struct GARCHCertificate: Hashable, Sendable {
  /// Whether the free parameters have a definite Hessian and next to nothing to gain.
  ///
  /// On an edge of the mean that holds for the other parameters, and the slope of the mean turns
  /// from up to down.
  public let hasConverged: Bool
  /// Whether the maximum lies on an edge of the likelihood of `egarch`: its constant mean equals an
  /// observation, and the likelihood falls on both sides.
  ///
  /// Slopes of the mean are one-sided there, and that of the certificate counts as 0. Eigenvalues
  /// and standard errors are those of the smooth part on one side, which need not be definite.
  public let isOnEdge: Bool
  /// The rate at which the log variances of `egarch` forget the first one: the mean of
  /// log|∂uₜ₊₁/∂uₜ| along the sample, u = ln σ²; nil for other recursions.
  ///
  /// The search stays where it is negative (Wintenberger, Scandinavian Journal of Statistics 40
  /// (2013)).
  public let lyapunovExponent: Double?
  /// The names of the parameters that are held at a bound; `alpha[i]+gamma[i]` is their sum.
  public let activeBounds: [String]
  /// The largest slope of a free parameter, each in units of its curvature's square root.
  ///
  /// That is, but for the correlation of the estimates, the distance from the maximum in standard
  /// errors.
  public let gradientNorm: Double
  /// The eigenvalues of the negative Hessian of the free parameters, scaled to a unit diagonal.
  ///
  /// All are positive at a regular maximum; a small one means parameters that the data hardly tell
  /// apart. Empty where a diagonal entry is not positive.
  public let hessianEigenvalues: [Double]
  /// The number of evaluations of the likelihood with its derivatives, in the best climb.
  public let evaluations: Int
  /// The number of starts that were climbed from.
  public let climbs: Int
  /// The number of climbs that ended within 10⁻⁶ of the best likelihood.
  public let agreeingClimbs: Int

  init(
    hasConverged: Bool, isOnEdge: Bool = false, lyapunovExponent: Double? = nil,
    activeBounds: [String], hessian: [[Double]], gradient: [Double], evaluations: Int, climbs: Int,
    agreeing: Int
  ) {
    self.hasConverged = hasConverged
    self.isOnEdge = isOnEdge
    self.lyapunovExponent = lyapunovExponent
    self.activeBounds = activeBounds
    let scales = hessian.indices.map { abs(hessian[$0][$0]).squareRoot() }
    let norms = zip(gradient, scales).map { $1 > 0 ? abs($0) / $1 : abs($0) }
    gradientNorm = norms.max() ?? 0
    if hessian.indices.allSatisfy({ hessian[$0][$0] > 0 }) {
      let rows = hessian.indices.map { row in
        hessian.indices.map { hessian[row][$0] / (scales[row] * scales[$0]) }
      }
      hessianEigenvalues = SymmetricEigen(rows).values
    } else {
      hessianEigenvalues = []
    }
    self.evaluations = evaluations
    self.climbs = climbs
    agreeingClimbs = agreeing
  }
}
