// SPDX-License-Identifier: GPL-3.0-or-later
//
// Heston's model by Andersen's quadratic-exponential scheme with the martingale correction.
//
// Source: Heston, "A closed-form solution for options with stochastic volatility", Review of
// Financial Studies 6 (1993); Andersen, "Simple and efficient simulation of the Heston stochastic
// volatility model", Journal of Computational Finance 11 (2008), the scheme QE-M. Within a bar the
// price needs one normal number, however many steps the variance takes: given the variance's path,
// the sum of its increments is normal.

import NumericKernels

/// A variance v that is drawn back to its mean, dv = κ(θ − v)dt + ε√v dW, ⟨dW, dZ⟩ = ρ dt.
public struct HestonProcess: Hashable, Sendable {
  /// The growth rate of the expected price a year, μ.
  public var drift: Double
  /// The variance a year at the segment's start, v₀.
  public var initialVariance: Double
  /// The rate of return of the variance to its mean a year, κ.
  public var speed: Double
  /// The mean variance a year, θ.
  public var meanVariance: Double
  /// The volatility of the variance a year, ε.
  public var volatilityOfVariance: Double
  /// The correlation of the variance and the price, ρ.
  public var correlation: Double
  /// The steps of the scheme in a bar.
  public var stepsPerBar: Int

  /// Makes the process.
  public init(
    drift: Double, initialVariance: Double, speed: Double, meanVariance: Double,
    volatilityOfVariance: Double, correlation: Double, stepsPerBar: Int = 1
  ) {
    self.drift = drift
    self.initialVariance = initialVariance
    self.speed = speed
    self.meanVariance = meanVariance
    self.volatilityOfVariance = volatilityOfVariance
    self.correlation = correlation
    self.stepsPerBar = stepsPerBar
  }

  func start(_ segment: SegmentContext) -> HestonStepper {
    HestonStepper(self, years: segment.years, stream: segment.stream("variance"))
  }
}

/// Moves variance and price together.
struct HestonStepper: BarStepper {
  private let scheme: VarianceScheme
  private let price: PriceScheme
  private let stream: RandomStream
  private let steps: Int
  /// What a bar's mean variance is of the distance to the mean at its start.
  private let meanShare: Double
  private let meanVariance: Double
  private let years: Double
  /// The variance a year now.
  private(set) var variance: Double

  init(_ process: HestonProcess, years: Double, stream: RandomStream) {
    let step = years / Double(process.stepsPerBar)
    scheme = VarianceScheme(process, years: step)
    price = PriceScheme(process, years: step)
    self.stream = stream
    steps = process.stepsPerBar
    let span = process.speed * years
    meanShare = (1 - PortableMath.exp(-span)) / span
    meanVariance = process.meanVariance
    self.years = years
    variance = process.initialVariance
  }

  mutating func advance(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove {
    let mean = (meanVariance + (variance - meanVariance) * meanShare) * years
    var change = 0.0
    var integral = 0.0
    for step in 0..<steps {
      let next = scheme.next(
        after: variance, uniform: stream.uniform(at: UInt64(input.bar * steps + step)))
      change += price.drift(
        from: variance, to: next.variance, correction: next.correction)
      integral += 0.5 * (variance + next.variance)
      variance = next.variance
    }
    change += (price.noise * 2 * integral).squareRoot() * input.innovation
    return BarMove(
      change: change, variance: integral * years / Double(steps), conditionalVariance: mean,
      expected: price.rate * Double(steps) - 0.5 * mean)
  }
}

/// One step of the variance.
private struct VarianceScheme {
  private let decay: Double
  private let meanVariance: Double
  private let linear: Double
  private let constant: Double
  private let tilt: Double

  init(_ process: HestonProcess, years: Double) {
    decay = PortableMath.exp(-process.speed * years)
    meanVariance = process.meanVariance
    let square = process.volatilityOfVariance * process.volatilityOfVariance / process.speed
    linear = square * decay * (1 - decay)
    constant = 0.5 * square * process.meanVariance * (1 - decay) * (1 - decay)
    tilt = PriceScheme(process, years: years).tilt
  }

  /// The next variance, and ln E exp(A v′) for the martingale correction; nil where that is
  /// infinite, which only a long step with a positive correlation can make it.
  func next(after variance: Double, uniform: Double) -> (variance: Double, correction: Double?) {
    let mean = meanVariance + (variance - meanVariance) * decay
    let spread = variance * linear + constant
    let ratio = spread / (mean * mean)
    return ratio <= 1.5
      ? quadratic(mean, ratio, Normal.standardQuantile(uniform)) : exponential(mean, ratio, uniform)
  }

  private func quadratic(_ mean: Double, _ ratio: Double, _ normal: Double) -> (Double, Double?) {
    let inverse = 2 / ratio
    let square = inverse - 1 + (inverse * (inverse - 1)).squareRoot()
    let scale = mean / (1 + square)
    let root = square.squareRoot() + normal
    let room = 1 - 2 * tilt * scale
    guard room > 0 else { return (scale * root * root, nil) }
    let correction = tilt * square * scale / room - 0.5 * PortableMath.log(room)
    return (scale * root * root, correction)
  }

  private func exponential(_ mean: Double, _ ratio: Double, _ uniform: Double) -> (Double, Double?)
  {
    let zero = (ratio - 1) / (ratio + 1)
    let rate = (1 - zero) / mean
    let correction =
      tilt < rate ? PortableMath.log(zero + rate * (1 - zero) / (rate - tilt)) : nil
    guard uniform > zero else { return (0, correction) }
    return (PortableMath.log((1 - zero) / (1 - uniform)) / rate, correction)
  }
}

/// One step of the log price, but for its noise.
private struct PriceScheme {
  let rate: Double
  let noise: Double
  /// A = K₂ + ½K₄, the tilt of the next variance in the martingale's expectation.
  let tilt: Double
  private let from: Double
  private let to: Double
  /// K₀ of the scheme without the correction, −ρκθΔ/ε.
  private let plain: Double

  init(_ process: HestonProcess, years: Double) {
    let ratio = process.correlation / process.volatilityOfVariance
    let slope = 0.5 * years * (process.speed * ratio - 0.5)
    rate = process.drift * years
    plain = -ratio * process.speed * process.meanVariance * years
    noise = 0.5 * years * (1 - process.correlation * process.correlation)
    from = slope - ratio
    to = slope + ratio
    tilt = to + 0.5 * noise
  }

  @inline(__always)
  func drift(from variance: Double, to next: Double, correction: Double?) -> Double {
    let constant = correction.map { -$0 - (from + 0.5 * noise) * variance } ?? plain
    return rate + constant + from * variance + to * next
  }
}
