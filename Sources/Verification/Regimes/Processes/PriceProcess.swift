// SPDX-License-Identifier: GPL-3.0-or-later
//
// What drives the price of one asset within one segment. Each case's parameters, units and formula
// stand in the file of its type. A process decides what a whole bar adds to the log price and over
// which variance; `BarAssembly` draws the path inside the bar, which is exact for all of them
// because within a bar each is a Brownian motion between its jumps, given its variance.

import NumericKernels

/// The dynamics of a price: one of a closed list, so that a program prints, parses and hashes.
public indirect enum PriceProcess: Hashable, Sendable {
  /// Independent normal log returns.
  case brownian(GeometricBrownianMotion)
  /// A log price that is drawn back to a level.
  case meanReverting(OrnsteinUhlenbeckProcess)
  /// Normal jumps at Poisson times.
  case merton(MertonProcess)
  /// Double exponential jumps at Poisson times.
  case kou(KouProcess)
  /// A square-root variance, correlated with the price.
  case heston(HestonProcess)
  /// GARCH or, with a leverage coefficient, GJR variance.
  case garch(GARCHProcess)
  /// Log variance that reacts to the sign of returns.
  case egarch(EGARCHProcess)
  /// Hidden states, each with a process of its own.
  case switching(MarkovSwitchingProcess)
  /// Fractional Brownian motion.
  case fractional(FractionalBrownianMotion)
  /// Log volatility that follows a fractional Ornstein–Uhlenbeck process.
  case roughVolatility(RoughVolatilityProcess)
  /// Returns that follow from the return before: a planted edge.
  case autoregressive(AutoregressiveProcess)
  /// A drift and a season around it.
  case seasonal(SeasonalProcess)
  /// A log-periodic bubble up to its critical time.
  case bubble(BubbleProcess)

  /// Starts the process for one asset and one segment.
  func start(_ segment: SegmentContext) -> PriceStepper {
    switch self {
    case .brownian(let process): .brownian(process.start(segment))
    case .meanReverting(let process): .meanReverting(process.start(segment))
    case .merton(let process): .jumps(process.start(segment))
    case .kou(let process): .jumps(process.start(segment))
    case .heston(let process): .heston(process.start(segment))
    case .garch(let process): .garch(process.start(segment))
    case .egarch(let process): .egarch(process.start(segment))
    case .switching(let process): .switching(process.start(segment))
    case .fractional(let process): .fractional(process.start(segment))
    case .roughVolatility(let process): .roughVolatility(process.start(segment))
    case .autoregressive(let process): .autoregressive(process.start(segment))
    case .seasonal(let process): .level(process.start(segment))
    case .bubble(let process): .level(process.start(segment))
    }
  }
}

/// The place of a segment in a market, and the streams of one of its assets.
struct SegmentContext {
  let seed: UInt64
  let dataset: String
  let asset: String
  /// The first bar of the segment, counted in the whole market.
  let firstBar: Int
  let bars: Int
  /// The length of a bar in years.
  let years: Double
  /// The log price at which the segment starts, less that of the market's start.
  let logPrice: Double
  /// The state of each bar of the segment, where its process has states.
  let states: [Int]

  /// The stream of this asset for a purpose; bar i reads item i of it.
  func stream(_ purpose: String) -> RandomStream {
    RandomStream(seed: seed, dataset: dataset, asset: asset, purpose: purpose)
  }
}

/// What a process sees of a bar before it moves the price.
struct BarInput {
  /// The bar, counted in the whole market.
  let bar: Int
  /// The bar's standard normal number, correlated across assets.
  let innovation: Double
  /// The log price at the bar's start, less that of the market's start.
  let logPrice: Double
  /// What the bar before added to the log price, jumps included.
  let previousReturn: Double
}

/// What a process adds in one bar.
struct BarMove {
  /// The change of the log price, jumps apart.
  var change: Double
  /// The variance that the path inside the bar has run through.
  var variance: Double
  /// The variance of the bar's return as known before it.
  var conditionalVariance: Double
  /// The mean of the bar's log return as known before it.
  var expected: Double
}

/// Moves a price bar by bar.
protocol BarStepper {
  /// Moves by one bar; marks its jumps.
  mutating func advance(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove
}

/// A started process.
enum PriceStepper {
  case brownian(BrownianStepper)
  case meanReverting(MeanRevertingStepper)
  case jumps(JumpStepper)
  case heston(HestonStepper)
  case garch(GARCHStepper)
  case egarch(EGARCHStepper)
  case fractional(FractionalStepper)
  case roughVolatility(RoughVolatilityStepper)
  case autoregressive(AutoregressiveStepper)
  case level(LevelStepper)
  case switching(SwitchingStepper)
  /// Taken out while it moves.
  case moving

  /// Moves by one bar.
  mutating func advance(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove {
    // A case is taken out and put back; in between nothing else holds its arrays.
    switch self {
    case .brownian(let stepper): stepper.move(input)
    case .meanReverting(let stepper): stepper.move(input)
    case .jumps(let stepper): stepper.move(input, jumps: &jumps)
    case .heston(var stepper): advance(&stepper, PriceStepper.heston, input, &jumps)
    case .garch(var stepper): advance(&stepper, PriceStepper.garch, input, &jumps)
    case .egarch(var stepper): advance(&stepper, PriceStepper.egarch, input, &jumps)
    case .fractional(var stepper): advance(&stepper, PriceStepper.fractional, input, &jumps)
    case .roughVolatility(let stepper): stepper.move(input)
    case .autoregressive(let stepper): stepper.move(input)
    case .level(let stepper): stepper.move(input)
    case .switching(var stepper): advance(&stepper, PriceStepper.switching, input, &jumps)
    case .moving: preconditionFailure("a process moves one bar at a time")
    }
  }

  private mutating func advance<Stepper: BarStepper>(
    _ stepper: inout Stepper, _ wrap: (Stepper) -> PriceStepper, _ input: BarInput,
    _ jumps: inout [JumpMark]
  ) -> BarMove {
    self = .moving
    let move = stepper.advance(input, jumps: &jumps)
    self = wrap(stepper)
    return move
  }
}
