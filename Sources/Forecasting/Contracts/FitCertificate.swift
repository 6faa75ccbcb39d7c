// SPDX-License-Identifier: GPL-3.0-or-later

/// How sure a fit by a search is that it stands at the maximum.
public struct FitCertificate: Hashable, Sendable {
  /// Whether the search ended at a maximum; a fit that did not is never chosen.
  public let converged: Bool
  /// The largest slope of the log-likelihood at the end, in the search's own coordinates.
  public let gradientNorm: Double
  /// The eigenvalues, ascending, of minus the second derivatives there; positive at a maximum.
  public let informationEigenvalues: [Double]
  /// What lies at a bound of its range.
  public let activeBounds: [String]
  /// The best less the worst log-likelihood that the starts reached; 0 for one start.
  public let startDisagreement: Double

  /// Makes a certificate.
  public init(
    converged: Bool, gradientNorm: Double, informationEigenvalues: [Double],
    activeBounds: [String], startDisagreement: Double
  ) {
    self.converged = converged
    self.gradientNorm = gradientNorm
    self.informationEigenvalues = informationEigenvalues
    self.activeBounds = activeBounds
    self.startDisagreement = startDisagreement
  }

  init(_ certificate: ARIMACertificate) {
    self.init(
      converged: certificate.converged, gradientNorm: certificate.gradientNorm,
      informationEigenvalues: certificate.informationEigenvalues,
      activeBounds: certificate.activeBounds.map(\.rawValue),
      startDisagreement: certificate.startDisagreement)
  }
}
