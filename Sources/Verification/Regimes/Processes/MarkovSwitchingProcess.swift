// SPDX-License-Identifier: GPL-3.0-or-later
//
// Source: Hamilton, "A new approach to the economic analysis of nonstationary time series and the
// business cycle", Econometrica 57 (1989).

import NumericKernels

/// A hidden state of a market and the process that moves prices while it lasts.
public struct MarketState: Hashable, Sendable {
  /// The state's name.
  public var name: String
  /// What moves the prices in it.
  public var process: PriceProcess
  /// How assets depend on each other in it; nil where the segment says so.
  public var dependence: Dependence?

  /// Makes a state.
  public init(name: String, process: PriceProcess, dependence: Dependence? = nil) {
    self.name = name
    self.process = process
    self.dependence = dependence
  }
}

/// A Markov chain of states that all assets of the market share.
public struct MarkovSwitchingProcess: Hashable, Sendable {
  /// The states.
  public var states: [MarketState]
  /// The probability to be in state j a bar after state i, in row i and column j.
  public var transition: [[Double]]
  /// The state of the segment's first bar.
  public var initialState: Int

  /// Makes the process.
  public init(states: [MarketState], transition: [[Double]], initialState: Int = 0) {
    self.states = states
    self.transition = transition
    self.initialState = initialState
  }

  /// The states of a segment's bars: bar i takes item i of the market's stream.
  func path(seed: UInt64, dataset: String, firstBar: Int, bars: Int) -> [Int] {
    let stream = RandomStream(seed: seed, dataset: dataset, asset: "", purpose: "states")
    var state = initialState
    var path: [Int] = []
    path.reserveCapacity(bars)
    for bar in firstBar..<firstBar + bars {
      if bar > firstBar { state = next(after: state, uniform: stream.uniform(at: UInt64(bar))) }
      path.append(state)
    }
    return path
  }

  private func next(after state: Int, uniform: Double) -> Int {
    let row = transition[state]
    var level = 0.0
    for (candidate, probability) in row.enumerated() {
      level += probability
      if uniform < level { return candidate }
    }
    // The row's sum may fall short of 1 by rounding.
    return row.lastIndex { $0 > 0 } ?? state
  }

  func start(_ segment: SegmentContext) -> SwitchingStepper {
    SwitchingStepper(
      steppers: states.map { $0.process.start(segment) }, states: segment.states,
      firstBar: segment.firstBar)
  }
}

/// Moves by the process of the bar's state; the others rest.
struct SwitchingStepper: BarStepper {
  var steppers: [PriceStepper]
  let states: [Int]
  let firstBar: Int

  mutating func advance(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove {
    steppers[states[input.bar - firstBar]].advance(input, jumps: &jumps)
  }
}
