// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule
import Verification

/// What several tests of closed forms need.
enum ClosedFormSupport {
  /// A law's first four cumulants from its characteristic function alone, without drift.
  ///
  /// ln E exp(sX) is analytic about 0, so that its derivatives there are its mean over a circle
  /// against powers: cₙ = n!/rⁿ · mean of K(r·exp(iθ))·exp(−inθ).
  static func cumulants(of law: some LogReturnLaw, years: Double, radius: Double) -> Cumulants {
    let points = 128
    var found = [0.0, 0, 0, 0]
    for index in 0..<points {
      let angle = 2 * Double.pi * Double(index) / Double(points)
      // exp(sX) = exp(iuX) for u = −is.
      let argument = ComplexNumber(radius * .sin(angle), -radius * .cos(angle))
      let value = law.martingaleExponent(at: argument, years: years)
      for order in 1...4 {
        let turn = Double(order) * angle
        found[order - 1] += value.real * .cos(turn) + value.imaginary * .sin(turn)
      }
    }
    var factor = 1.0 / Double(points)
    for order in 1...4 {
      factor *= Double(order) / radius
      found[order - 1] *= factor
    }
    return Cumulants(first: found[0], second: found[1], third: found[2], fourth: found[3])
  }

  /// How far the closed-form cumulants are from those of the characteristic function, relatively.
  static func gap(
    _ law: some LogReturnLaw, _ closed: Cumulants, years: Double, radius: Double
  ) -> Double {
    let other = cumulants(of: law, years: years, radius: radius)
    let pairs = [
      (closed.first, other.first), (closed.second, other.second), (closed.third, other.third),
      (closed.fourth, other.fourth),
    ]
    return pairs.map { ($0 - $1).magnitude / max($1.magnitude, 1e-6) }.max() ?? .infinity
  }

  /// The mean of values and its standard error, from the means of 50 batches, so that values may
  /// depend on each other over times far shorter than a batch.
  static func meanAndError(_ values: [Double]) -> (mean: Double, error: Double) {
    let size = values.count / 50
    let means = (0..<50).map { batch in
      SampleMoments(Array(values[(batch * size)..<((batch + 1) * size)])).mean
    }
    let moments = SampleMoments(means)
    return (moments.mean, (moments.standardDeviation ?? .infinity) / 50.0.squareRoot())
  }

  /// Whether a statistic of values lies within five of its standard errors of what is expected.
  static func agrees(_ values: [Double], with expected: Double) -> Bool {
    let (mean, error) = meanAndError(values)
    return (mean - expected).magnitude < 5 * error
  }
}
