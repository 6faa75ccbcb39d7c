// SPDX-License-Identifier: GPL-3.0-or-later

/// The variance of a law and the moments of its standardised values, known from theory.
public struct StandardizedMoments: Hashable, Sendable {
  /// The variance.
  public let variance: Double
  let moments: [Double]

  /// Names a law's variance and its standardised moments of order 3, 4, … in turn.
  ///
  /// The sampling error of the variance needs order 4, of the skewness 6, of the kurtosis 8.
  ///
  /// - Precondition: all numbers are finite and the variance is positive.
  public init(variance: Double, fromThird higher: [Double]) {
    precondition(variance > 0 && variance.isFinite, "the variance must be positive and finite")
    precondition(higher.allSatisfy(\.isFinite), "the moments must be finite")
    self.variance = variance
    self.moments = [1, 0, 1] + higher
  }

  /// The moments of a normal law.
  public static func normal(variance: Double) -> StandardizedMoments {
    StandardizedMoments(variance: variance, fromThird: [0, 3, 0, 15, 0, 105])
  }

  /// The variance that an estimate of a moment has from one value: n times its sampling variance.
  ///
  /// - Precondition: the moments reach twice the order of the moment.
  func samplingVariance(of moment: Moment) -> Double {
    let order =
      switch moment {
      case .mean: 2
      case .variance: 4
      case .skewness: 6
      case .kurtosis: 8
      }
    precondition(moments.count > order, "the moments must be known up to order \(order)")
    let skewness = order > 4 ? moments[3] : 0
    let kurtosis = order > 4 ? moments[4] : 0
    let influence = moment.influence(skewness: skewness, kurtosis: kurtosis)
    var sum = 0.0
    for (i, left) in influence.enumerated() {
      for (j, right) in influence.enumerated() { sum += left * right * moments[i + j] }
    }
    let scale = moment.scale(variance: variance)
    return scale * scale * sum
  }
}
