// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plain twin of `ARMALikelihood`: autocovariances from the moving-average form, innovations by
// Durbin and Levinson's recursion on them (Brockwell and Davis, "Time series: theory and methods",
// the chapter on prediction). It shares no formula with the fast recursion.

/// One-step errors and their variances by the plain recursion.
public struct ARMAInnovationsReference: Hashable, Sendable {
  /// The one-step errors.
  public let innovations: [Double]
  /// Their variances in units of the innovation variance.
  public let variances: [Double]

  /// Runs Durbin and Levinson's recursion over a series with given autocovariances.
  ///
  /// - Precondition: there are as many autocovariances, from lag 0 on, as observations.
  /// - Complexity: O(n²).
  public init(series: [Double], autocovariances: [Double]) {
    precondition(autocovariances.count >= series.count, "one autocovariance a lag")
    var innovations: [Double] = []
    var variances: [Double] = []
    var weights: [Double] = []
    var variance = autocovariances[0]
    for step in series.indices {
      if step > 0 {
        var numerator = autocovariances[step]
        for (lag, weight) in weights.enumerated() {
          numerator -= weight * autocovariances[step - 1 - lag]
        }
        let reflection = numerator / variance
        let reversed = Array(weights.reversed())
        for lag in weights.indices { weights[lag] -= reflection * reversed[lag] }
        weights.append(reflection)
        variance *= 1 - reflection * reflection
      }
      var mean = 0.0
      for (lag, weight) in weights.enumerated() { mean += weight * series[step - 1 - lag] }
      innovations.append(series[step] - mean)
      variances.append(variance)
    }
    self.innovations = innovations
    self.variances = variances
  }

  /// The log-likelihood with the innovation variance at its maximum.
  public var concentratedLogLikelihood: Double {
    let size = Double(innovations.count)
    var squares = CompensatedSum()
    var logs = CompensatedSum()
    for (innovation, variance) in zip(innovations, variances) {
      squares.add(innovation * innovation / variance)
      logs.add(PortableMath.log(variance))
    }
    let scale = PortableMath.log(2 * .pi * squares.value / size)
    return -0.5 * (size * scale + size + logs.value)
  }

  /// The autocovariances of an ARMA process with innovations of variance 1, from lag 0 on, by
  /// summing products of its moving-average weights until `tail` of them have been added.
  ///
  /// - Complexity: O(tail·(count + degree)).
  public static func autocovariances(
    order: SeasonalARMAOrder, coefficients: [Double], count: Int, tail: Int
  ) -> [Double] {
    let ar = order.autoregressiveWeights(coefficients)
    let ma = order.movingAverageWeights(coefficients)
    var psi: [Double] = []
    for step in 0..<(tail + count) {
      var weight = step == 0 ? 1 : (step <= ma.count ? ma[step - 1] : 0)
      for (lag, value) in ar.enumerated() where lag < step { weight += value * psi[step - 1 - lag] }
      psi.append(weight)
    }
    return (0..<count).map { lag in
      var sum = CompensatedSum()
      for step in 0..<tail { sum.add(psi[step] * psi[step + lag]) }
      return sum.value
    }
  }
}
