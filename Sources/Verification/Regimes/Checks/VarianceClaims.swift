// SPDX-License-Identifier: GPL-3.0-or-later
//
// The claims of processes with jumps or a variance of their own.

import NumericKernels
import RealModule

extension ProcessClaims {
  // MARK: Jumps

  static func merton(_ process: MertonProcess, _ place: ClaimPlace) -> [Claim] {
    let law = MertonLaw(
      volatilityPerYear: process.volatility, jumpsPerYear: process.intensity,
      jumpMean: process.jumpMean, jumpDeviation: process.jumpDeviation)
    let sizes = place.claimOnJumps("sizes of jumps: Kolmogorov–Smirnov, normal") { sizes in
      ClaimOutcome(sizes) {
        Normal.standardCumulative(($0 - process.jumpMean) / process.jumpDeviation)
      }
    }
    return jumps(
      law, cumulants: law.cumulants(years: place.years, driftPerYear: process.drift),
      rates: (process.drift, process.intensity), place) + [sizes]
  }

  static func kou(_ process: KouProcess, _ place: ClaimPlace) -> [Claim] {
    let law = KouLaw(
      volatilityPerYear: process.volatility, jumpsPerYear: process.intensity,
      upProbability: process.upShare, upRate: process.upRate, downRate: process.downRate)
    let sizes = place.claimOnJumps("sizes of jumps: Kolmogorov–Smirnov, two exponentials") {
      sizes in
      ClaimOutcome(sizes) { size in
        size < 0
          ? (1 - process.upShare) * .exp(process.downRate * size)
          : 1 - process.upShare * .exp(-process.upRate * size)
      }
    }
    return jumps(
      law, cumulants: law.cumulants(years: place.years, driftPerYear: process.drift),
      rates: (process.drift, process.intensity), place) + [sizes]
  }

  private static func jumps(
    _ law: some LogReturnLaw, cumulants: Cumulants, rates: (drift: Double, intensity: Double),
    _ place: ClaimPlace
  ) -> [Claim] {
    let moments = [
      place.claim("log returns: mean") { sample in
        ClaimOutcome(
          .mean(
            ofIndependent: sample.returns, knownVariance: cumulants.variance,
            expectation: cumulants.mean), count: sample.count)
      },
      place.claim("log returns: variance") { sample in
        let squares = sample.returns.map { ($0 - cumulants.mean) * ($0 - cumulants.mean) }
        let square = cumulants.variance * cumulants.variance
        return ClaimOutcome(
          .mean(
            ofIndependent: squares, knownVariance: cumulants.fourth + 2 * square,
            expectation: cumulants.variance), count: sample.count)
      },
      Claim("number of jumps: Poisson") { samples in
        let count = samples.market.assets[0].truth.jumps.count { place.bars.contains($0.bar) }
        let mean = rates.intensity * place.years * Double(place.bars.count)
        return ClaimOutcome(
          .poisson(events: count, mean: mean), share: share(samples.market.seed),
          count: place.bars.count)
      },
      Claim("instants of jumps: Kolmogorov–Smirnov, uniform") { samples in
        let instants = samples.market.assets[0].truth.jumps
          .filter { place.bars.contains($0.bar) }.map(\.instant)
        return instants.count < 8 ? nil : ClaimOutcome(instants) { min(max($0, 0), 1) }
      },
    ]
    return moments
      + characteristic(
        law, drift: rates.drift, deviation: cumulants.standardDeviation, place)
  }

  /// A number that makes the p-value of a count uniform.
  static func share(_ seed: UInt64) -> Double {
    RandomStream(seed: seed, purpose: "checks, share").uniform(at: 0)
  }

  // MARK: Heston

  static func heston(_ process: HestonProcess, _ place: ClaimPlace) -> [Claim] {
    let variance = SquareRootVarianceLaw(
      reversionPerYear: process.speed, longRunVariance: process.meanVariance,
      volatilityOfVariance: process.volatilityOfVariance)
    let span = Double(place.bars.count) * place.years
    let mean = variance.averageMean(years: span, initialVariance: process.initialVariance)
    return [
      place.claim("log returns: mean") { sample in
        ClaimOutcome(
          .mean(
            ofDependent: sample.returns, batches: 40,
            expectation: (process.drift - 0.5 * mean) * place.years), count: sample.count)
      },
      place.claim("variance: mean") { sample in
        // The law of the average over the whole span is known: no batches are needed.
        let average = sample.pathVariances.reduce(0, +) / Double(sample.count) / place.years
        let error = variance.averageVariance(
          years: span, initialVariance: process.initialVariance)
        return ClaimOutcome(
          EstimateTest(
            estimate: average, expectation: mean, standardError: error.squareRoot()),
          count: sample.count)
      },
      place.claim("variance: pull to its mean a bar (half-life)") { sample in
        let path = hestonVariances(sample, process, variance)
        let distances = path.dropLast().map { process.meanVariance - $0 }
        let spreads = path.dropLast().map {
          variance.variance(years: place.years, initialVariance: $0).squareRoot()
        }
        // Each step in its own standard deviation, so that all weigh alike.
        let changes = zip(path.dropFirst(), path).map { $0 - $1 }
        return ClaimOutcome(
          .slope(
            of: zip(changes, spreads).map { $0 / $1 },
            on: zip(distances, spreads).map { $0 / $1 }, noiseVariance: 1,
            expectation: 1 - .exp(-process.speed * place.years)), count: sample.count - 1)
      },
      place.claim("variance: spread of a step") { sample in
        let path = hestonVariances(sample, process, variance)
        let squares = zip(path.dropFirst(), path).map { next, last in
          let rest =
            next - variance.mean(years: place.years, initialVariance: last)
          return rest * rest / variance.variance(years: place.years, initialVariance: last)
        }
        return ClaimOutcome(
          .mean(ofIndependent: squares, expectation: 1), count: squares.count)
      },
      place.claim("correlation of price and variance") { sample in
        let path = hestonVariances(sample, process, variance)
        return hestonCorrelation(sample, path, process, variance)
      },
    ]
  }

  /// The variance a year at each bar's start, from the bar's variance as known before it.
  private static func hestonVariances(
    _ sample: SegmentSample, _ process: HestonProcess, _ law: SquareRootVarianceLaw
  ) -> [Double] {
    let span = process.speed * sample.years
    let share = (1 - .exp(-span)) / span
    return sample.conditionalVariances.map {
      process.meanVariance + ($0 / sample.years - process.meanVariance) / share
    }
  }

  /// What the shocks of price and variance have in common: ρ, to a share of κΔ.
  private static func hestonCorrelation(
    _ sample: SegmentSample, _ path: [Double], _ process: HestonProcess,
    _ law: SquareRootVarianceLaw
  ) -> ClaimOutcome? {
    let products = path.indices.dropLast().compactMap { index -> Double? in
      // Near 0 the variance's step is no longer normal, and ρ not its correlation.
      guard path[index] > 0.25 * process.meanVariance else { return nil }
      let spread = law.variance(years: sample.years, initialVariance: path[index]).squareRoot()
      let step = path[index + 1] - law.mean(years: sample.years, initialVariance: path[index])
      let shock =
        (sample.returns[index] - sample.expected[index])
        / sample.conditionalVariances[index].squareRoot()
      return shock * step / spread
    }
    guard products.count > 100 else { return nil }
    return ClaimOutcome(
      .mean(ofIndependent: products, expectation: process.correlation), count: products.count)
  }

  // MARK: GARCH

  static func garch(_ process: GARCHProcess, _ place: ClaimPlace) -> [Claim] {
    let mean = process.meanReturn * place.years
    let variance = process.volatility * process.volatility * place.years
    let constant =
      variance * (1 - process.shockWeight - 0.5 * process.leverage - process.persistence)
    return [
      place.claim("variance follows from the last shock", hasUniformPValue: false) { sample in
        identity(sample) { index in
          let shock = sample.returns[index] - mean
          let weight = process.shockWeight + (shock < 0 ? process.leverage : 0)
          return constant + weight * shock * shock
            + process.persistence * sample.conditionalVariances[index]
        }
      },
      place.claim("variance starts at its mean", hasUniformPValue: false) { sample in
        ClaimOutcome(
          identityError: (sample.conditionalVariances[0] / variance - 1).magnitude,
          tolerance: 1e-12, count: 1)
      },
    ]
  }

  static func egarch(_ process: EGARCHProcess, _ place: ClaimPlace) -> [Claim] {
    let mean = process.meanReturn * place.years
    let variance = process.volatility * process.volatility * place.years
    return [
      place.claim("log variance follows from the last shock", hasUniformPValue: false) { sample in
        identity(sample) { index in
          let last = sample.conditionalVariances[index]
          let shock = (sample.returns[index] - mean) / last.squareRoot()
          return variance
            * .exp(
              process.persistence * .log(last / variance)
                + process.sizeWeight * (shock.magnitude - process.innovation.absoluteMean)
                + process.signWeight * shock)
        }
      },
      place.claim("log variance: mean") { sample in
        ClaimOutcome(
          .mean(
            ofDependent: sample.conditionalVariances.map { .log($0 / variance) }, batches: 40,
            expectation: 0), count: sample.count)
      },
    ]
  }

  /// The largest relative distance of a bar's variance from what its predecessor says.
  private static func identity(
    _ sample: SegmentSample, _ next: (Int) -> Double
  ) -> ClaimOutcome {
    var worst = 0.0
    for index in 0..<sample.count - 1 {
      worst = max(
        worst, (sample.conditionalVariances[index + 1] / next(index) - 1).magnitude)
    }
    // The returns are read off prices, which carry sixteen digits of a log price of some units.
    return ClaimOutcome(identityError: worst, tolerance: 1e-9, count: sample.count)
  }
}

extension ClaimPlace {
  func claimOnJumps(
    _ name: String, test: @escaping @Sendable ([Double]) -> ClaimOutcome?
  ) -> Claim {
    let bars = bars
    return Claim(name) { samples in
      let sizes = samples.market.assets[0].truth.jumps.filter { bars.contains($0.bar) }.map(\.size)
      return sizes.count < 8 ? nil : test(sizes)
    }
  }
}
