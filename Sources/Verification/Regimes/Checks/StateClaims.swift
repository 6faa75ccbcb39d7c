// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// Claims of a chain of hidden states.
enum SwitchingClaims {
  static func claims(_ process: MarkovSwitchingProcess, _ place: ClaimPlace) -> [Claim] {
    var claims = [
      Claim("transitions between states") { samples in
        let counts = transitions(samples.market, place.bars, states: process.states.count)
        let rows = counts.map { $0.reduce(0, +) }
        // A row that was hardly visited says nothing: pooling would leave it one cell.
        guard rows.contains(where: { $0 >= 50 }) else { return nil }
        let test = HypothesisTest.transitions(counts: counts, probabilities: process.transition)
        return ClaimOutcome(chiSquare: test, count: place.bars.count)
      }
    ]
    for (index, state) in process.states.enumerated() {
      let prefix = "\(state.name): "
      if process.transition[index][index] > 0, process.transition[index][index] < 1 {
        claims.append(stay(process, index, prefix, place))
      }
      if case .brownian(let motion) = state.process {
        claims.append(ownVariance(motion, index, prefix, place))
        claims += ProcessClaims.brownian(motion, place, prefix: prefix, state: index)
      }
    }
    return claims
  }

  /// How often a state follows itself, which is its mean duration.
  private static func stay(
    _ process: MarkovSwitchingProcess, _ state: Int, _ prefix: String, _ place: ClaimPlace
  ) -> Claim {
    Claim(prefix + "how often it follows itself (mean duration)") { samples in
      let row = transitions(samples.market, place.bars, states: process.states.count)[state]
      let visits = row.reduce(0, +)
      guard visits >= 50 else { return nil }
      let test = CountTest.binomial(
        successes: row[state], trials: visits, probability: process.transition[state][state])
      return ClaimOutcome(test, share: ProcessClaims.share(samples.market.seed), count: visits)
    }
  }

  /// A label that stands at the wrong bar stands beside another state's variance.
  private static func ownVariance(
    _ process: GeometricBrownianMotion, _ state: Int, _ prefix: String, _ place: ClaimPlace
  ) -> Claim {
    let variance = process.volatility * process.volatility * place.years
    return place.claim(
      prefix + "the conditional variance is the state's", state: state, hasUniformPValue: false
    ) { sample in
      let worst = sample.conditionalVariances.reduce(0) { max($0, ($1 / variance - 1).magnitude) }
      return ClaimOutcome(identityError: worst, tolerance: 1e-12, count: sample.count)
    }
  }

  private static func transitions(
    _ market: SyntheticMarket, _ bars: Range<Int>, states: Int
  ) -> [[Int]] {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: states), count: states)
    for bar in bars.dropFirst() {
      counts[market.truth.states[bar - 1]][market.truth.states[bar]] += 1
    }
    return counts
  }
}

/// Claims of fractional noise, by taking its memory out.
enum FractionalClaims {
  static func claims(_ process: FractionalBrownianMotion, _ place: ClaimPlace) -> [Claim] {
    let mean = process.meanReturn * place.years
    let deviation = process.volatility * place.years.squareRoot()
    return claims(hurst: process.hurst, place) { sample in
      sample.returns.map { ($0 - mean) / deviation }
    }
  }

  static func claims(_ process: RoughVolatilityProcess, _ place: ClaimPlace) -> [Claim] {
    let scale = Double.exp(process.hurst * .log(place.years))
    return claims(hurst: process.hurst, place) { sample in
      let levels = sample.conditionalVariances.map {
        (0.5 * Double.log($0 / place.years) - .log(process.volatility))
          / process.volatilityOfVolatility
      }
      return zip(levels.dropFirst(), levels).map { next, last in
        (next - last + process.speed * place.years * last) / scale
      }
    }
  }

  /// The whitened noise is independent and standard normal only where the index is right.
  private static func claims(
    hurst: Double, _ place: ClaimPlace, noise: @escaping @Sendable (SegmentSample) -> [Double]
  ) -> [Claim] {
    let law = FractionalNoiseLaw(hurst: hurst)
    @Sendable func whitened(_ sample: SegmentSample) -> [Double] {
      // Beyond some thousand values the recursion costs more than it tells.
      whiten(Array(noise(sample).prefix(4096)), law)
    }
    return [
      place.claim("whitened noise: Kolmogorov–Smirnov, normal") { sample in
        ClaimOutcome(whitened(sample), follow: Normal.standardCumulative)
      },
      place.claim("whitened noise: variance") { sample in
        let squares = whitened(sample).map { $0 * $0 }
        return ClaimOutcome(
          .mean(ofIndependent: squares, knownVariance: 2, expectation: 1), count: squares.count)
      },
      place.claim("whitened noise: Ljung–Box, 10 lags (Hurst index)") { sample in
        let values = whitened(sample)
        return ClaimOutcome(
          chiSquare: .ljungBox(values, maximumLag: 10), count: values.count)
      },
    ]
  }

  /// One-step forecast errors in their standard deviations, by Durbin's and Levinson's recursion.
  static func whiten(_ values: [Double], _ law: FractionalNoiseLaw) -> [Double] {
    let correlations = (0...values.count).map { law.autocorrelation(lag: $0) }
    var coefficients: [Double] = []
    var variance = 1.0
    var errors: [Double] = []
    for (index, value) in values.enumerated() {
      var forecast = 0.0
      var partial = correlations[index + 1]
      for (lag, coefficient) in coefficients.enumerated() {
        forecast += coefficient * values[index - 1 - lag]
        partial -= coefficient * correlations[index - lag]
      }
      errors.append((value - forecast) / variance.squareRoot())
      partial /= variance
      let reversed = Array(coefficients.reversed())
      for lag in coefficients.indices { coefficients[lag] -= partial * reversed[lag] }
      coefficients.append(partial)
      variance *= 1 - partial * partial
    }
    return errors
  }
}
