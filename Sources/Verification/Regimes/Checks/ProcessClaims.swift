// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each process claims by its parameters alone: the truth that the generator states has no part
// in these, so that a generator that is wrong and says so consistently is found out too.

import NumericKernels
import RealModule

/// Claims of processes.
enum ProcessClaims {
  static func claims(
    _ program: MarketProgram, _ bars: Range<Int>, _ process: PriceProcess
  ) -> [Claim] {
    let place = ClaimPlace(program: program, bars: bars)
    return switch process {
    case .brownian(let process): brownian(process, place)
    case .meanReverting(let process): meanReverting(process, place)
    case .merton(let process): merton(process, place)
    case .kou(let process): kou(process, place)
    case .heston(let process): heston(process, place)
    case .garch(let process): garch(process, place)
    case .egarch(let process): egarch(process, place)
    case .switching(let process): SwitchingClaims.claims(process, place)
    case .fractional(let process): FractionalClaims.claims(process, place)
    case .roughVolatility(let process): FractionalClaims.claims(process, place)
    case .autoregressive(let process): autoregressive(process, place)
    case .seasonal(let process): level(process.volatility, place)
    case .bubble(let process): level(process.volatility, place)
    }
  }

  // MARK: Brownian motion

  static func brownian(
    _ process: GeometricBrownianMotion, _ place: ClaimPlace, prefix: String = "",
    state: Int? = nil
  ) -> [Claim] {
    let variance = process.volatility * process.volatility * place.years
    let mean = process.drift * place.years - 0.5 * variance
    var claims = [
      place.claim(prefix + "log returns: mean", state: state) { sample in
        ClaimOutcome(
          .mean(ofIndependent: sample.returns, knownVariance: variance, expectation: mean),
          count: sample.count)
      },
      place.claim(prefix + "log returns: variance", state: state) { sample in
        let squares = sample.returns.map { ($0 - mean) * ($0 - mean) }
        return ClaimOutcome(
          .mean(
            ofIndependent: squares, knownVariance: 2 * variance * variance,
            expectation: variance), count: sample.count)
      },
      place.claim(prefix + "log returns: Kolmogorov–Smirnov, normal", state: state) { sample in
        let deviation = variance.squareRoot()
        return ClaimOutcome(sample.returns) { Normal.standardCumulative(($0 - mean) / deviation) }
      },
    ]
    if state == nil {
      claims += [
        place.claim("log returns: variance ratio, 5 bars") { sample in
          ClaimOutcome(
            .varianceRatio(ofIncrements: sample.returns, horizon: 5, variance: .constant),
            count: sample.count)
        }
      ]
      claims += characteristic(
        GeometricBrownianLaw(volatilityPerYear: process.volatility), drift: process.drift,
        deviation: variance.squareRoot(), place)
      if mean.magnitude < 1e-6 * variance.squareRoot() { claims += driftless(variance, place) }
    }
    return claims
  }

  /// The range of a path without a drift.
  private static func driftless(_ variance: Double, _ place: ClaimPlace) -> [Claim] {
    @Sendable func spread(_ sample: SegmentSample, _ index: Int) -> Double {
      (variance * (1 - sample.nightShare(index))).squareRoot()
    }
    return [
      place.claim("session's range: Kolmogorov–Smirnov, Feller's law") { sample in
        let ranges = sample.rises.indices.map {
          (sample.rises[$0] - sample.falls[$0]) / spread(sample, $0)
        }
        return ClaimOutcome(ranges, follow: BrownianRangeLaw.cumulative)
      },
      place.claim("Parkinson variance over the true one") { sample in
        let ratios = sample.rises.indices.map { index in
          let range = (sample.rises[index] - sample.falls[index]) / spread(sample, index)
          return range * range / BrownianRangeLaw.meanSquare
        }
        return ClaimOutcome(
          .mean(ofIndependent: ratios, knownVariance: parkinsonVariance, expectation: 1),
          count: sample.count)
      },
    ]
  }

  /// The variance of Parkinson's estimate of a variance of 1: E R⁴ / (4 ln 2)² − 1.
  private static let parkinsonVariance =
    BrownianRangeLaw.meanFourthPower / (BrownianRangeLaw.meanSquare * BrownianRangeLaw.meanSquare)
    - 1

  // MARK: Characteristic functions

  static func characteristic(
    _ law: some LogReturnLaw, drift: Double, deviation: Double, _ place: ClaimPlace
  ) -> [Claim] {
    [0.5, 1, 2, 5].flatMap { multiple in
      let frequency = multiple / deviation
      func value(_ factor: Double) -> ComplexNumber {
        law.characteristicFunction(
          at: factor * frequency, years: place.years, driftPerYear: drift)
      }
      let (once, twice) = (value(1), value(2))
      return [
        place.claim("characteristic function at \(multiple)/sd, real part") { sample in
          let known = 0.5 * (1 + twice.real) - once.real * once.real
          return ClaimOutcome(
            .mean(
              ofIndependent: sample.returns.map { .cos(frequency * $0) }, knownVariance: known,
              expectation: once.real), count: sample.count)
        },
        place.claim("characteristic function at \(multiple)/sd, imaginary part") { sample in
          let known = 0.5 * (1 - twice.real) - once.imaginary * once.imaginary
          return ClaimOutcome(
            .mean(
              ofIndependent: sample.returns.map { .sin(frequency * $0) }, knownVariance: known,
              expectation: once.imaginary), count: sample.count)
        },
      ]
    }
  }

  // MARK: Known paths and edges

  private static func level(_ volatility: Double, _ place: ClaimPlace) -> [Claim] {
    let variance = volatility * volatility * place.years
    return [
      place.claim("noise around the path: variance") { sample in
        let squares = sample.returns.indices.map { index in
          let rest = sample.returns[index] - sample.expected[index]
          return rest * rest
        }
        return ClaimOutcome(
          .mean(
            ofIndependent: squares, knownVariance: 2 * variance * variance,
            expectation: variance), count: sample.count)
      }
    ]
  }

  private static func autoregressive(
    _ process: AutoregressiveProcess, _ place: ClaimPlace
  ) -> [Claim] {
    let mean = process.meanReturn * place.years
    let variance = process.volatility * process.volatility * place.years
    let noise = variance * (1 - process.autocorrelation * process.autocorrelation)
    return [
      place.claim("autocorrelation of returns") { sample in
        let centred = sample.returns.map { $0 - mean }
        return ClaimOutcome(
          .slope(
            of: Array(centred.dropFirst()), on: Array(centred.dropLast()),
            noiseVariance: noise, expectation: process.autocorrelation), count: sample.count - 1)
      },
      place.claim("information coefficient of the true forecast") { sample in
        // Forecast times return, over the variance: φ times the mean square of the last return.
        let forecasts = sample.expected.dropFirst().map { $0 - mean }
        let outcomes = sample.returns.dropFirst().map { $0 - mean }
        let scale = process.autocorrelation.magnitude
        guard scale > 0 else { return nil }
        return ClaimOutcome(
          .slope(
            of: Array(outcomes), on: forecasts.map { $0 / scale }, noiseVariance: noise,
            expectation: scale), count: sample.count - 1)
      },
    ]
  }

  private static func meanReverting(
    _ process: OrnsteinUhlenbeckProcess, _ place: ClaimPlace
  ) -> [Claim] {
    let law = OrnsteinUhlenbeckLaw(
      reversionPerYear: process.speed, level: 0, volatilityPerYear: process.volatility)
    let level = Double.log(process.level)
    return [
      place.claim("pull to the level a bar (half-life)") { sample in
        var distance = level
        let distances = sample.returns.map { change in
          defer { distance -= change }
          return distance
        }
        return ClaimOutcome(
          .slope(
            of: sample.returns, on: distances, noiseVariance: law.variance(years: place.years),
            expectation: 1 - law.autocorrelation(years: place.years)), count: sample.count)
      },
      place.claim("noise a bar: variance") { sample in
        let known = law.variance(years: place.years)
        let squares = sample.returns.indices.map { index in
          let rest = sample.returns[index] - sample.expected[index]
          return rest * rest
        }
        return ClaimOutcome(
          .mean(ofIndependent: squares, knownVariance: 2 * known * known, expectation: known),
          count: sample.count)
      },
    ]
  }
}

extension EstimateTest {
  /// The slope of a response on a predictor that is known before it, through the origin, where the
  /// noise has a known variance.
  static func slope(
    of response: [Double], on predictor: [Double], noiseVariance: Double, expectation: Double
  ) -> EstimateTest {
    let square = predictor.reduce(0) { $0 + $1 * $1 }
    let product = zip(response, predictor).reduce(0) { $0 + $1.0 * $1.1 }
    return EstimateTest(
      estimate: product / square, expectation: expectation,
      standardError: (noiseVariance / square).squareRoot())
  }
}

/// The bars of a segment that claims are about.
struct ClaimPlace: Sendable {
  let program: MarketProgram
  let bars: Range<Int>

  /// The length of a bar in years.
  var years: Double { 1 / Double(program.calendar.barsPerYear) }

  /// A claim about the bars, or those of a state among them.
  func claim(
    _ name: String, state: Int? = nil, hasUniformPValue: Bool = true, least: Int = 8,
    test: @escaping @Sendable (SegmentSample) -> ClaimOutcome?
  ) -> Claim {
    let bars = bars
    return Claim(name, hasUniformPValue: hasUniformPValue) { samples in
      let sample = samples.sample(bars, state: state)
      return sample.count < least ? nil : test(sample)
    }
  }
}
