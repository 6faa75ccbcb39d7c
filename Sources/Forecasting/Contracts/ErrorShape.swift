// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The law of a forecast error in units of its standard error.
public enum ErrorShape: Hashable, Sendable {
  /// The standard normal law.
  case normal
  /// A law with mean 0 and variance 1, by its family and shape parameters.
  case standardised(StandardisedFamily, shape: [Double])
  /// A law known by simulation only; its variance is near 1 where there is one.
  case simulated(SimulatedQuantiles)

  /// The law of the scaled errors of a family: the normal one is named, whatever the way to it.
  init(_ family: StandardisedFamily, shape: [Double]) {
    self = family == .normal ? .normal : .standardised(family, shape: shape)
  }

  /// The value that the scaled error does not exceed with a probability.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1.
  func quantile(_ probability: Double) -> Double {
    switch self {
    case .normal: Normal.standardQuantile(probability)
    case .standardised(let family, let shape): family.density(shape).quantile(probability)
    case .simulated(let quantiles): quantiles.quantile(probability)
    }
  }
}
