// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every market claims of the path inside its bars and of its volume, whatever drives it.

import NumericKernels
import RealModule

/// Claims about the inside of bars.
enum BarClaims {
  static func claims(_ program: MarketProgram, _ bars: Range<Int>) -> [Claim] {
    var claims = extremes(program, bars)
    if program.overnightShare > 0 { claims += night(program, bars) }
    if let model = program.volume { claims.append(volume(program, bars, model)) }
    if let model = program.microstructure { claims.append(imbalance(program, bars, model)) }
    return claims
  }

  // MARK: Extremes

  private static func extremes(_ program: MarketProgram, _ bars: Range<Int>) -> [Claim] {
    [
      Claim("high given open and close") { samples in
        let sample = samples.sample(bars)
        return outcome(
          bridged(sample) { rise, _, change, variance in
            .exp(-2 * rise * (rise - change) / variance)
          })
      },
      Claim("low given open and close") { samples in
        let sample = samples.sample(bars)
        return outcome(
          bridged(sample) { _, fall, change, variance in
            .exp(-2 * fall * (fall - change) / variance)
          })
      },
      Claim("high and low together, given open and close") { samples in
        corridor(samples.sample(bars))
      },
    ]
  }

  private static func outcome(_ uniforms: [Double]) -> ClaimOutcome? {
    uniforms.isEmpty ? nil : ClaimOutcome(uniforms) { min(max($0, 0), 1) }
  }

  /// A number that is uniform for every bar whose path is a bridge.
  private static func bridged(
    _ sample: SegmentSample, _ law: (Double, Double, Double, Double) -> Double
  ) -> [Double] {
    sample.bridges.map { place in
      law(
        sample.rises[place], sample.falls[place], sample.sessions[place],
        sample.pathVariances[place] * (1 - sample.nightShare(place)))
    }
  }

  /// How many paths stay in a corridor of half a standard deviation around their ends.
  ///
  /// Both extremes right by themselves and drawn independently would stay too rarely.
  private static func corridor(_ sample: SegmentSample) -> ClaimOutcome? {
    var (inside, expectation, variance) = (0.0, 0.0, 0.0)
    let places = sample.bridges
    for place in places {
      let spread = (sample.pathVariances[place] * (1 - sample.nightShare(place))).squareRoot()
      let change = sample.sessions[place] / spread
      let (lower, upper) = (min(0, change) - 0.5, max(0, change) + 0.5)
      let law = BridgeExtremesLaw(start: 0, end: change, deviation: 1)
      let stays = law.stayProbability(above: lower, below: upper)
      expectation += stays
      variance += stays * (1 - stays)
      if sample.falls[place] / spread > lower && sample.rises[place] / spread < upper {
        inside += 1
      }
    }
    guard !places.isEmpty else { return nil }
    let count = Double(places.count)
    return ClaimOutcome(
      EstimateTest(
        estimate: inside / count, expectation: expectation / count,
        standardError: variance.squareRoot() / count), count: places.count)
  }

  // MARK: Night

  private static func night(_ program: MarketProgram, _ bars: Range<Int>) -> [Claim] {
    [
      Claim("gap given the bar's return") { samples in
        let gaps = standardisedGaps(samples.sample(bars))
        return gaps.isEmpty ? nil : ClaimOutcome(gaps, follow: Normal.standardCumulative)
      }
    ]
  }

  /// The gaps less their share of the return, in the standard deviation of a bridge.
  private static func standardisedGaps(_ sample: SegmentSample) -> [Double] {
    sample.bridges.compactMap { place in
      let share = sample.nightShare(place)
      guard share > 0 else { return nil }
      let spread = (share * (1 - share) * sample.pathVariances[place]).squareRoot()
      return (sample.gaps[place] - share * sample.returns[place]) / spread
    }
  }

  // MARK: Activity

  /// The noise that is left of a log volume once its last value, the volatility and the shock are
  /// taken out.
  private static func volume(
    _ program: MarketProgram, _ bars: Range<Int>, _ model: VolumeModel
  ) -> Claim {
    Claim("volume given volatility and shock") { samples in
      let sample = samples.sample(bars)
      let weights = ActivityAssembly.sessionWeights(
        program.calendar.barsPerSession, model.uShape)
      let usual = model.referenceVolatility * model.referenceVolatility * sample.years
      let excess = sample.bars.indices.map { place in
        Double.log(
          max(sample.volumes[place], 0.5)
            / (model.level * weights[sample.bars[place] % weights.count]))
      }
      let noise = (1..<sample.count).compactMap { place -> Double? in
        guard sample.bars[place] == sample.bars[place - 1] + 1 else { return nil }
        let variance = max(sample.pathVariances[place], 1e-300)
        let ratio = max(0.5 * Double.log(variance / usual), -4.6)
        let deviation = sample.conditionalVariances[place].squareRoot()
        let shock = (sample.returns[place] - sample.expected[place]) / deviation
        let known =
          model.persistence * excess[place - 1] + model.volatilityWeight * ratio
          + model.shockWeight
          * (min(shock.magnitude, VolumeModel.largestShock) - (2 / Double.pi).squareRoot())
        return (excess[place] - known) / model.noise
      }
      return noise.isEmpty ? nil : ClaimOutcome(noise, follow: Normal.standardCumulative)
    }
  }

  private static func imbalance(
    _ program: MarketProgram, _ bars: Range<Int>, _ model: MicrostructureModel
  ) -> Claim {
    Claim("order imbalance given the shock") { samples in
      let sample = samples.sample(bars)
      guard let columns = samples.market.assets[0].microstructure else { return nil }
      let residuals = sample.residuals
      let noise = sample.bars.indices.map { place in
        let bent = columns.imbalances[sample.bars[place]]
        let lean = bent / (1 - bent * bent).squareRoot()
        return (lean - model.imbalanceShockWeight * residuals[place]) / model.imbalance
      }
      return ClaimOutcome(noise, follow: Normal.standardCumulative)
    }
  }
}
