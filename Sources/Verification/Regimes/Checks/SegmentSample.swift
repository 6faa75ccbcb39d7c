// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The bars of one asset in one segment, as a test needs them: log prices and the truth.
struct SegmentSample {
  let program: MarketProgram
  let name: String
  /// The bars, counted in the whole market.
  let bars: [Int]
  /// Close over the close before.
  let returns: [Double]
  /// Open over the close before.
  let gaps: [Double]
  /// Close, high and low over the open.
  let sessions: [Double]
  let rises: [Double]
  let falls: [Double]
  /// The variance that the truth states for the path, and for the return before the bar.
  let pathVariances: [Double]
  let conditionalVariances: [Double]
  let expected: [Double]
  let volumes: [Double]
  /// Whether the bar has a jump.
  let jumps: [Bool]
  /// The returns less what was expected, in their standard deviations.
  let residuals: [Double]
  /// The places of bars whose path is a Brownian bridge.
  let bridges: [Int]

  /// The bars that a condition holds for, of a market's asset.
  init(
    _ market: SyntheticMarket, asset: Int = 0, claims program: MarketProgram, bars: Range<Int>,
    where condition: (Int) -> Bool = { _ in true }
  ) {
    let made = market.assets[asset]
    let chosen = bars.filter(condition)
    var jumps = [Bool](repeating: false, count: made.count)
    for jump in made.truth.jumps { jumps[jump.bar] = true }
    func previous(_ bar: Int) -> Double {
      bar == 0 ? program.initialPrice : made.closes[bar - 1]
    }
    self.program = program
    name = made.name
    self.bars = chosen
    returns = chosen.map { Double.log(made.closes[$0] / previous($0)) }
    gaps = chosen.map { Double.log(made.opens[$0] / previous($0)) }
    sessions = chosen.map { Double.log(made.closes[$0] / made.opens[$0]) }
    rises = chosen.map { Double.log(made.highs[$0] / made.opens[$0]) }
    falls = chosen.map { Double.log(made.lows[$0] / made.opens[$0]) }
    pathVariances = chosen.map {
      made.truth.pathVolatility[$0] * made.truth.pathVolatility[$0]
    }
    conditionalVariances = chosen.map {
      made.truth.conditionalVolatility[$0] * made.truth.conditionalVolatility[$0]
    }
    expected = chosen.map { made.truth.expectedReturn[$0] }
    volumes = made.volumes.isEmpty ? [] : chosen.map { made.volumes[$0] }
    self.jumps = chosen.map { jumps[$0] }
    var residuals: [Double] = []
    var bridges: [Int] = []
    for place in chosen.indices {
      residuals.append(
        (returns[place] - expected[place]) / conditionalVariances[place].squareRoot())
      if !self.jumps[place], pathVariances[place] > 0 { bridges.append(place) }
    }
    self.residuals = residuals
    self.bridges = bridges
  }

  /// The number of bars.
  var count: Int { bars.count }

  /// The length of a bar in years.
  var years: Double { 1 / Double(program.calendar.barsPerYear) }

  /// The share of a bar's variance that falls into the night.
  func nightShare(_ place: Int) -> Double {
    bars[place] % program.calendar.barsPerSession == 0 ? program.overnightShare : 0
  }
}

/// The samples of a market that its claims ask for, each made once.
final class MarketSamples {
  /// The market, whatever made it.
  let market: SyntheticMarket
  private let program: MarketProgram
  private var made: [Key: SegmentSample] = [:]

  private struct Key: Hashable {
    let asset: Int
    let bars: Range<Int>
    let state: Int?
  }

  /// Prepares for claims of a program about a market.
  init(_ market: SyntheticMarket, claims program: MarketProgram) {
    self.market = market
    self.program = program
  }

  /// The bars of an asset, or those of a state among them.
  func sample(asset: Int = 0, _ bars: Range<Int>, state: Int? = nil) -> SegmentSample {
    let key = Key(asset: asset, bars: bars, state: state)
    if let sample = made[key] { return sample }
    let sample = SegmentSample(market, asset: asset, claims: program, bars: bars) { bar in
      state.map { market.truth.states[bar] == $0 } ?? true
    }
    made[key] = sample
    return sample
  }
}
