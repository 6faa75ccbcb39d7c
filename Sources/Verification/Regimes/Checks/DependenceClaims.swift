// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the first two assets depend on each other. Tried on residuals, whose law must be normal.

import NumericKernels
import RealModule

/// Claims about pairs of assets.
enum DependenceClaims {
  static func claims(
    _ program: MarketProgram, _ bars: Range<Int>, _ dependence: Dependence,
    _ process: PriceProcess
  ) -> [Claim] {
    guard program.assets.count > 1, let law = process.shockLaw else { return [] }
    guard law == .normal else {
      return [
        Claim("signs of two assets' shocks agree") { samples in
          agreement(pair(samples, bars), bars, dependence, program)
        }
      ]
    }
    switch dependence {
    case .studentCopula(let freedom, let inner):
      return copula(program, bars, freedom: freedom, inner)
    default:
      return [
        Claim("correlation of two assets") { samples in
          correlation(pair(samples, bars), bars, dependence, program)
        }
      ]
    }
  }

  private static func pair(
    _ samples: MarketSamples, _ bars: Range<Int>
  ) -> ([Double], [Double]) {
    (samples.sample(asset: 0, bars).residuals, samples.sample(asset: 1, bars).residuals)
  }

  /// The mean product of two normal numbers of variance 1: its own variance is 1 + ρ².
  private static func correlation(
    _ pair: ([Double], [Double]), _ bars: Range<Int>, _ dependence: Dependence,
    _ program: MarketProgram
  ) -> ClaimOutcome {
    var (sum, expectation, variance) = (0.0, 0.0, 0.0)
    for (place, bar) in bars.enumerated() {
      let claimed = dependence.correlation(assets: 2, bar: bar, of: program)
      sum += pair.0[place] * pair.1[place]
      expectation += claimed
      variance += 1 + claimed * claimed
    }
    let count = Double(bars.count)
    return ClaimOutcome(
      EstimateTest(
        estimate: sum / count, expectation: expectation / count,
        standardError: variance.squareRoot() / count), count: bars.count)
  }

  /// How often two shocks have one sign: ½ + asin ρ/π, whatever each is multiplied by.
  private static func agreement(
    _ pair: ([Double], [Double]), _ bars: Range<Int>, _ dependence: Dependence,
    _ program: MarketProgram
  ) -> ClaimOutcome {
    var (expectation, variance) = (0.0, 0.0)
    for bar in bars {
      let claimed = dependence.correlation(assets: 2, bar: bar, of: program)
      let share = 0.5 + 0.5 * CopulaDependence.kendallTau(correlation: claimed)
      expectation += share
      variance += share * (1 - share)
    }
    let agreeing = Double(zip(pair.0, pair.1).count { $0 * $1 > 0 })
    let count = Double(bars.count)
    return ClaimOutcome(
      EstimateTest(
        estimate: agreeing / count, expectation: expectation / count,
        standardError: variance.squareRoot() / count), count: bars.count)
  }

  // MARK: Student copula

  private static func copula(
    _ program: MarketProgram, _ bars: Range<Int>, freedom: Double, _ inner: Dependence
  ) -> [Claim] {
    let correlation = inner.correlation(assets: 2, bar: 0, of: program)
    return [
      Claim("Student copula: squared distance from the centre") { samples in
        let pair = pair(samples, bars)
        let distances = zip(pair.0, pair.1).map { first, second in
          let (x, y) = (score(first, freedom), score(second, freedom))
          return (x * x - 2 * correlation * x * y + y * y) / (2 * (1 - correlation * correlation))
        }
        // Half the quadratic form has Fisher's law of 2 and ν degrees of freedom.
        return ClaimOutcome(distances) {
          1 - .exp(-0.5 * freedom * .log(onePlus: 2 * $0 / freedom))
        }
      },
      Claim("Student copula: sign of the products (Kendall's tau)") { samples in
        let pair = pair(samples, bars)
        let agreeing = zip(pair.0, pair.1).count { $0 * $1 > 0 }
        let test = CountTest.binomial(
          successes: agreeing, trials: bars.count,
          probability: 0.5 + 0.5 * CopulaDependence.kendallTau(correlation: correlation))
        return ClaimOutcome(
          test, share: ProcessClaims.share(samples.market.seed), count: bars.count)
      },
      Claim("Student copula: both in the lowest hundredth (tail dependence)") { samples in
        let pair = pair(samples, bars)
        let bound = Normal.standardQuantile(0.01)
        let both = zip(pair.0, pair.1).count { $0 < bound && $1 < bound }
        let test = CountTest.binomial(
          successes: both, trials: bars.count,
          probability: JointTail.probability(
            0.01, correlation: correlation, degreesOfFreedom: freedom))
        return ClaimOutcome(
          test, share: ProcessClaims.share(samples.market.seed), count: bars.count)
      },
    ]
  }

  private static func score(_ normal: Double, _ freedom: Double) -> Double {
    // Symmetric, and accurate in both tails.
    let tail = Normal.standardCumulative(-normal.magnitude)
    let magnitude = -StudentT.quantile(max(tail, 1e-300), degreesOfFreedom: freedom)
    return normal < 0 ? -magnitude : magnitude
  }
}

extension Dependence {
  /// The correlation that the first two of a program's assets claim at a bar.
  func correlation(assets: Int, bar: Int, of program: MarketProgram) -> Double {
    correlation(assets: program.assets.count, bar: bar)[0][1]
  }
}

/// The probability that both of two t variables lie in their lower tails.
package enum JointTail {
  /// P(X ≤ a, Y ≤ a) where P(X ≤ a) is a share.
  ///
  /// Formula: T_ν(a) − 1/(2π) ∫ from asin ρ to π/2 of (1 + 2a²/(ν(1 + sin θ)))^(−ν/2) dθ: the
  /// derivative by the correlation, from perfect correlation down. The tests compare it with counts
  /// and with the limit of tail dependence.
  package static func probability(
    _ share: Double, correlation: Double, degreesOfFreedom freedom: Double
  ) -> Double {
    let bound = StudentT.quantile(share, degreesOfFreedom: freedom)
    let square = 2 * bound * bound / freedom
    let start = Double.asin(correlation)
    let steps = 2000
    let width = (0.5 * .pi - start) / Double(steps)
    var sum = 0.0
    // Simpson's rule: the integrand is smooth up to both ends.
    for step in 0...steps {
      let angle = start + Double(step) * width
      let value = Double.exp(-0.5 * freedom * .log(onePlus: square / (1 + .sin(angle))))
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 0 ? 2 : 4
      sum += weight * value
    }
    return share - sum * width / 3 / (2 * .pi)
  }
}
