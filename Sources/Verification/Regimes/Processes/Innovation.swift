// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The law of a shock of mean 0 and variance 1.
public enum Innovation: Hashable, Sendable {
  /// The standard normal distribution.
  case normal
  /// Student's t, scaled to variance 1; more than two degrees of freedom.
  case student(degreesOfFreedom: Double)

  /// The mean of its absolute value.
  ///
  /// For Student's t: 2√(ν − 2) Γ((ν + 1)/2) / (√π (ν − 1) Γ(ν/2)).
  var absoluteMean: Double {
    switch self {
    case .normal: (2 / Double.pi).squareRoot()
    case .student(let freedom):
      2 * ((freedom - 2) / Double.pi).squareRoot() / (freedom - 1)
        * PortableMath.exp(
          PortableMath.logGamma(0.5 * (freedom + 1)) - PortableMath.logGamma(0.5 * freedom))
    }
  }
}

/// Draws what a normal number is multiplied by to follow a law.
struct InnovationMixing {
  private let freedom: Double?
  private let stream: RandomStream

  init(_ law: Innovation, _ segment: SegmentContext) {
    if case .student(let freedom) = law { self.freedom = freedom } else { freedom = nil }
    stream = segment.stream("mixing")
  }

  /// The variance of a bar's shock given its mixing number: 1 on average.
  @inline(__always)
  func variance(bar: Int) -> Double {
    guard let freedom else { return 1 }
    var draws = stream.substream(UInt64(bar))
    return (freedom - 2) / draws.chiSquare(degreesOfFreedom: freedom)
  }
}
