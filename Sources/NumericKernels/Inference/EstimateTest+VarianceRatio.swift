// SPDX-License-Identifier: GPL-3.0-or-later

/// What a variance-ratio test assumes of the spread of the increments.
public enum IncrementVariance: Hashable, Sendable {
  /// Independent increments of one variance.
  case constant
  /// Uncorrelated increments whose variance may change and cluster.
  case changing
}

extension EstimateTest {
  /// Tests whether the variance of sums of `horizon` increments is `horizon` times that of one.
  ///
  /// The estimate is the variance ratio of overlapping sums, corrected for bias; the hypothesis of
  /// uncorrelated increments makes it 1. A ratio above 1 shows trends, below 1 reversals. The
  /// normal law is a limit: `horizon` should be small beside the number of increments.
  ///
  /// Source: Lo and MacKinlay, "Stock market prices do not follow random walks: evidence from a
  /// simple specification test", Review of Financial Studies 1 (1988), with its standard errors for
  /// constant variance and robust to changing variance.
  ///
  /// - Parameter increments: Logarithmic returns, one a period.
  /// - Precondition: the horizon is at least 2, there are at least two horizons of increments, all
  ///   finite and not all equal.
  /// - Complexity: O(n), and O(n × horizon) for changing variance.
  public static func varianceRatio(
    ofIncrements increments: [Double], horizon: Int, variance: IncrementVariance
  ) -> EstimateTest {
    precondition(horizon >= 2, "the horizon must be at least 2")
    requireFinite(increments, atLeast: 2 * horizon)
    let sample = SampleMoments(increments)
    precondition(sample.sumOfSquares > 0, "the increments must not all be equal")
    let deviations = increments.map { $0 - sample.mean }
    let squares =
      switch variance {
      case .constant: constantVarianceFactor(horizon: horizon)
      case .changing: changingVarianceFactor(deviations, horizon, sample.sumOfSquares)
      }
    return EstimateTest(
      estimate: ratio(deviations, horizon, sample.sumOfSquares), expectation: 1,
      standardError: (squares / Double(increments.count)).squareRoot())
  }

  private static func ratio(
    _ deviations: [Double], _ horizon: Int, _ sumOfSquares: Double
  ) -> Double {
    let (n, q) = (Double(deviations.count), Double(horizon))
    var path = [0.0]
    path.reserveCapacity(deviations.count + 1)
    var sum = CompensatedSum()
    for deviation in deviations {
      sum.add(deviation)
      path.append(sum.value)
    }
    var squares = CompensatedSum()
    for end in horizon...deviations.count {
      let difference = path[end] - path[end - horizon]
      squares.add(product: difference, difference)
    }
    let divisor = q * (n - q + 1) * (1 - q / n)
    return squares.value / divisor / (sumOfSquares / (n - 1))
  }

  /// n times the sampling variance of the ratio: 2(2q − 1)(q − 1) / (3q).
  private static func constantVarianceFactor(horizon: Int) -> Double {
    let q = Double(horizon)
    return 2 * (2 * q - 1) * (q - 1) / (3 * q)
  }

  /// n times the sampling variance: Σⱼ (2(q − j)/q)² δⱼ, δⱼ = n Σ xₜ²xₜ₋ⱼ² / (Σ xₜ²)².
  private static func changingVarianceFactor(
    _ deviations: [Double], _ horizon: Int, _ sumOfSquares: Double
  ) -> Double {
    let squared = deviations.map { $0 * $0 }
    let n = Double(deviations.count)
    var total = 0.0
    for lag in 1..<horizon {
      var products = CompensatedSum()
      for index in lag..<squared.count { products.add(squared[index] * squared[index - lag]) }
      let weight = 2 * Double(horizon - lag) / Double(horizon)
      total += weight * weight * n * products.value / (sumOfSquares * sumOfSquares)
    }
    return total
  }
}
