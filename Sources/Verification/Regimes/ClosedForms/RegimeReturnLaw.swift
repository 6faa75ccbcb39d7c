// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns whose mean and standard deviation follow a stationary Markov chain.
///
/// In state i a return is N(μᵢ, σᵢ²), independent of all else once the states are known.
///
/// Source: Hamilton, "A new approach to the economic analysis of nonstationary time series and the
/// business cycle" (1989), for the model; the moments are those of a mixture.
public struct RegimeReturnLaw: Hashable, Sendable {
  /// The chain of the states.
  public let chain: MarkovChainLaw
  /// The mean return of each state, per bar.
  public let means: [Double]
  /// The standard deviation of returns in each state, per bar.
  public let deviations: [Double]

  /// Makes the law.
  ///
  /// - Precondition: each state has a mean and a deviation, and no deviation is negative.
  public init(chain: MarkovChainLaw, means: [Double], deviations: [Double]) {
    precondition(means.count == chain.count, "each state must have a mean")
    precondition(deviations.count == chain.count, "each state must have a deviation")
    precondition(deviations.allSatisfy { $0 >= 0 }, "no deviation may be negative")
    self.chain = chain
    self.means = means
    self.deviations = deviations
  }

  private func average(_ values: [Double]) -> Double {
    zip(chain.stationary, values).reduce(0.0) { $0 + $1.0 * $1.1 }
  }

  private func average(_ function: (_ mean: Double, _ variance: Double) -> Double) -> Double {
    average(zip(means, deviations).map { function($0, $1 * $1) })
  }

  /// The mean return per bar.
  public var mean: Double { average(means) }

  /// The cumulants of a return per bar.
  public var cumulants: Cumulants {
    let centre = mean
    let second = average { mean, variance in (mean - centre) * (mean - centre) + variance }
    let third = average { mean, variance in
      let gap = mean - centre
      return gap * (gap * gap + 3 * variance)
    }
    let fourth = average { mean, variance in
      let square = (mean - centre) * (mean - centre)
      return square * square + 6 * square * variance + 3 * variance * variance
    }
    return Cumulants(
      first: centre, second: second, third: third, fourth: fourth - 3 * second * second)
  }

  /// The autocovariance of returns at a lag: Σᵢⱼ πᵢ(Pᵏ)ᵢⱼ·(μᵢ − μ)(μⱼ − μ).
  ///
  /// - Precondition: the lag is positive.
  public func autocovariance(lag: Int) -> Double {
    precondition(lag > 0, "the lag must be positive")
    let centre = mean
    let gaps = means.map { $0 - centre }
    return chain.meanOfProduct(gaps, gaps, lag: lag)
  }

  /// The variance of squared returns.
  public var varianceOfSquares: Double {
    let meanSquare = average { mean, variance in mean * mean + variance }
    let fourth = average { mean, variance in
      let square = mean * mean
      return square * square + 6 * square * variance + 3 * variance * variance
    }
    return fourth - meanSquare * meanSquare
  }

  /// The autocovariance of squared returns at a lag, with mᵢ = μᵢ² + σᵢ² in place of μᵢ.
  ///
  /// - Precondition: the lag is positive.
  public func autocovarianceOfSquares(lag: Int) -> Double {
    precondition(lag > 0, "the lag must be positive")
    let squares = zip(means, deviations).map { $0 * $0 + $1 * $1 }
    let centre = average(squares)
    let gaps = squares.map { $0 - centre }
    return chain.meanOfProduct(gaps, gaps, lag: lag)
  }

  /// The autocorrelation of returns at a positive lag.
  public func autocorrelation(lag: Int) -> Double { autocovariance(lag: lag) / cumulants.variance }

  /// The autocorrelation of squared returns at a positive lag.
  public func autocorrelationOfSquares(lag: Int) -> Double {
    autocovarianceOfSquares(lag: lag) / varianceOfSquares
  }
}
