// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import NumericKernels

extension MarketProgram {
  /// Makes the market of a seed.
  ///
  /// The same program and seed give the same bytes on every machine and any number of threads.
  ///
  /// - Throws: the first rule that the program breaks.
  /// - Complexity: O(bars · assets²), a few hundred nanoseconds a bar for few assets.
  public func market(
    seed: UInt64, threads: Int = 1
  ) throws(MarketProgramDefect) -> SyntheticMarket {
    try validate()
    let states = stateOfEachBar(seed: seed)
    let field = ShockField(self, seed: seed, runs: dependenceRuns(states), threads: threads)
    let made = Parallel.map(0..<assets.count, threads: threads) { index in
      AssetGeneration(self, seed: seed, asset: assets[index], states: states)
        .asset(shocks: field.shocks(asset: index))
    }
    let market = SyntheticMarket(
      program: self, seed: seed, timestamps: calendar.timestamps(count: bars), assets: made,
      truth: truth(states))
    try market.requireUsablePrices()
    return market
  }

  /// The state of every bar; 0 where its segment's process has no states.
  private func stateOfEachBar(seed: UInt64) -> [Int] {
    var states: [Int] = []
    for segment in segments {
      if case .switching(let process) = segment.process {
        states += process.path(
          seed: seed, dataset: name, firstBar: states.count, bars: segment.bars)
      } else {
        states += [Int](repeating: 0, count: segment.bars)
      }
    }
    return states
  }

  /// The stretches within which the assets depend on each other in one way.
  private func dependenceRuns(_ states: [Int]) -> [DependenceRun] {
    var runs: [DependenceRun] = []
    var bar = 0
    for segment in segments {
      let end = bar + segment.bars
      while bar < end {
        let here = dependence(in: segment, state: states[bar])
        var next = bar + 1
        if case .switching = segment.process {
          while next < end, states[next] == states[bar] { next += 1 }
        } else {
          next = end
        }
        if let last = runs.last, last.dependence == here {
          runs[runs.count - 1] = DependenceRun(
            bars: last.bars.lowerBound..<next, dependence: here)
        } else {
          runs.append(DependenceRun(bars: bar..<next, dependence: here))
        }
        bar = next
      }
    }
    return runs
  }

  private func dependence(in segment: MarketSegment, state: Int) -> Dependence {
    let usual = segment.dependence ?? dependence
    guard case .switching(let process) = segment.process else { return usual }
    return process.states[state].dependence ?? usual
  }

  private func truth(_ states: [Int]) -> MarketTruth {
    var places: [Int] = []
    var breaks: [Int] = []
    for (index, segment) in segments.enumerated() {
      if index > 0 { breaks.append(places.count) }
      places += [Int](repeating: index, count: segment.bars)
    }
    return MarketTruth(segments: places, states: states, breaks: breaks)
  }
}

/// Makes the bars of one asset.
private struct AssetGeneration {
  private let program: MarketProgram
  private let seed: UInt64
  private let asset: String
  private let states: [Int]
  private let years: Double

  init(_ program: MarketProgram, seed: UInt64, asset: String, states: [Int]) {
    self.program = program
    self.seed = seed
    self.asset = asset
    self.states = states
    years = 1 / Double(program.calendar.barsPerYear)
  }

  func asset(shocks: [Double]) -> SyntheticAsset {
    var path = AssetPath(capacity: program.bars)
    var logPrice = 0.0
    var previousReturn = 0.0
    for segment in program.segments {
      let first = path.count
      let context = SegmentContext(
        seed: seed, dataset: program.name, asset: asset, firstBar: first, bars: segment.bars,
        years: years, logPrice: logPrice, states: Array(states[first..<first + segment.bars]))
      walk(segment.process.start(context), context, shocks, &path, &logPrice, &previousReturn)
      let place = StressPlace(
        seed: seed, dataset: program.name, asset: asset, bars: first..<first + segment.bars)
      for stress in segment.stresses { stress.apply(to: &path, at: place) }
    }
    path.jumps.sort { ($0.bar, $0.instant) < ($1.bar, $1.instant) }
    return columns(path)
  }

  private func walk(
    _ started: PriceStepper, _ context: SegmentContext, _ shocks: [Double],
    _ path: inout AssetPath, _ logPrice: inout Double, _ previous: inout Double
  ) {
    let bars = context.firstBar..<context.firstBar + context.bars
    if case .brownian(let stepper) = started {
      for bar in bars {
        let move = stepper.move(
          BarInput(bar: bar, innovation: shocks[bar], logPrice: logPrice, previousReturn: 0))
        previous = move.change
        logPrice += previous
        path.append(move)
      }
      return
    }
    var stepper = started
    for bar in bars {
      let before = path.jumps.count
      let input = BarInput(
        bar: bar, innovation: shocks[bar], logPrice: logPrice, previousReturn: previous)
      let move = stepper.advance(input, jumps: &path.jumps)
      previous = move.change
      for jump in path.jumps[before...] { previous += jump.size }
      logPrice += previous
      path.append(move)
    }
  }

  private func columns(_ path: AssetPath) -> SyntheticAsset {
    let bars = BarAssembly(program, seed: seed, asset: asset).bars(path)
    let activity = ActivityAssembly(program, seed: seed, asset: asset)
    var made = SyntheticAsset(
      name: asset, opens: bars.opens, highs: bars.highs, lows: bars.lows, closes: bars.closes,
      volumes: program.volume.map { activity.volumes(path, $0) } ?? [],
      microstructure: program.microstructure.map { activity.microstructure(path, $0) },
      truth: AssetTruth(
        conditionalVolatility: path.conditionalVariances.map { $0.squareRoot() },
        pathVolatility: path.variances.map { $0.squareRoot() }, expectedReturn: path.expected,
        jumps: path.jumps, events: path.events))
    // Prices are rounded before limits cut them, and limits cut to whole ticks.
    let tick = program.tick.map(PriceTick.init)
    if let tick { made.round(to: tick) }
    var first = 0
    for segment in program.segments {
      var place = StressPlace(
        seed: seed, dataset: program.name, asset: asset, bars: first..<first + segment.bars)
      place.tick = tick
      for stress in segment.stresses { stress.apply(to: &made, at: place) }
      first += segment.bars
    }
    program.signal?.add(to: &made, seed: seed, dataset: program.name)
    return made
  }
}

extension SyntheticAsset {
  /// Rounds the prices to whole ticks; rounding keeps their order.
  fileprivate mutating func round(to tick: PriceTick) {
    opens = opens.map(tick.nearest)
    highs = highs.map(tick.nearest)
    lows = lows.map(tick.nearest)
    closes = closes.map(tick.nearest)
  }
}
