// SPDX-License-Identifier: GPL-3.0-or-later
//
// Jump diffusions, simulated exactly: a Poisson number of jumps a bar, each of its own size and at
// its own instant. The drift is compensated, so that E Sₜ = S₀e^{μt} with jumps or without.
//
// Source: Merton, "Option pricing when underlying stock returns are discontinuous", Journal of
// Financial Economics 3 (1976); Kou, "A jump-diffusion model for option pricing", Management
// Science 48 (2002).

import NumericKernels

/// Merton's jump diffusion: log jumps are normal.
public struct MertonProcess: Hashable, Sendable {
  /// The growth rate of the expected price a year, μ.
  public var drift: Double
  /// The volatility of the diffusion a year, σ.
  public var volatility: Double
  /// The expected number of jumps a year, λ.
  public var intensity: Double
  /// The mean of a log jump.
  public var jumpMean: Double
  /// The standard deviation of a log jump.
  public var jumpDeviation: Double

  /// Makes the process.
  public init(
    drift: Double, volatility: Double, intensity: Double, jumpMean: Double, jumpDeviation: Double
  ) {
    self.drift = drift
    self.volatility = volatility
    self.intensity = intensity
    self.jumpMean = jumpMean
    self.jumpDeviation = jumpDeviation
  }

  func start(_ segment: SegmentContext) -> JumpStepper {
    let growth = PortableMath.exp(jumpMean + 0.5 * jumpDeviation * jumpDeviation) - 1
    return JumpStepper(
      segment, diffusion: (drift - intensity * growth, volatility), intensity: intensity,
      size: .normal(mean: jumpMean, deviation: jumpDeviation))
  }
}

/// Kou's jump diffusion: log jumps are exponential to either side.
public struct KouProcess: Hashable, Sendable {
  /// The growth rate of the expected price a year, μ.
  public var drift: Double
  /// The volatility of the diffusion a year, σ.
  public var volatility: Double
  /// The expected number of jumps a year, λ.
  public var intensity: Double
  /// The share of upward jumps, p.
  public var upShare: Double
  /// The rate η₁ of upward jumps, whose mean is 1/η₁; above 1, or the price would have no mean.
  public var upRate: Double
  /// The rate η₂ of downward jumps, whose mean is −1/η₂.
  public var downRate: Double

  /// Makes the process.
  public init(
    drift: Double, volatility: Double, intensity: Double, upShare: Double, upRate: Double,
    downRate: Double
  ) {
    self.drift = drift
    self.volatility = volatility
    self.intensity = intensity
    self.upShare = upShare
    self.upRate = upRate
    self.downRate = downRate
  }

  func start(_ segment: SegmentContext) -> JumpStepper {
    let up = upShare * upRate / (upRate - 1)
    let growth = up + (1 - upShare) * downRate / (downRate + 1) - 1
    return JumpStepper(
      segment, diffusion: (drift - intensity * growth, volatility), intensity: intensity,
      size: .doubleExponential(upShare: upShare, upRate: upRate, downRate: downRate))
  }
}

/// The law of a log jump.
enum JumpSize {
  case normal(mean: Double, deviation: Double)
  case doubleExponential(upShare: Double, upRate: Double, downRate: Double)

  /// The mean of a log jump.
  var mean: Double {
    switch self {
    case .normal(let mean, _): mean
    case .doubleExponential(let share, let up, let down): share / up - (1 - share) / down
    }
  }

  /// The mean square of a log jump.
  var meanSquare: Double {
    switch self {
    case .normal(let mean, let deviation): mean * mean + deviation * deviation
    case .doubleExponential(let share, let up, let down):
      2 * (share / (up * up) + (1 - share) / (down * down))
    }
  }

  func draw(from stream: inout RandomStream) -> Double {
    switch self {
    case .normal(let mean, let deviation): mean + deviation * stream.normal()
    case .doubleExponential(let share, let up, let down):
      stream.uniform() < share ? stream.exponential() / up : -stream.exponential() / down
    }
  }
}

/// Moves by a diffusion and marks jumps.
struct JumpStepper {
  private let diffusion: BrownianStepper
  private let mean: Double
  private let size: JumpSize
  private let stream: RandomStream
  /// The probability that a bar has no jump.
  private let quiet: Double

  init(
    _ segment: SegmentContext, diffusion: (drift: Double, volatility: Double), intensity: Double,
    size: JumpSize
  ) {
    let variance = diffusion.volatility * diffusion.volatility * segment.years
    self.diffusion = BrownianStepper(
      mean: diffusion.drift * segment.years - 0.5 * variance, variance: variance)
    self.mean = intensity * segment.years
    self.size = size
    self.stream = segment.stream("jumps")
    self.quiet = PortableMath.exp(-mean)
  }

  func move(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove {
    var move = diffusion.move(input)
    move.expected += mean * size.mean
    move.conditionalVariance += mean * size.meanSquare
    // The count by inversion of one number a bar; most bars stop here.
    let level = stream.uniform(at: UInt64(input.bar))
    guard level > quiet else { return move }
    var draws = stream.substream(UInt64(input.bar))
    for _ in 0..<count(level: level) {
      let instant = draws.uniform()
      jumps.append(
        JumpMark(bar: input.bar, instant: instant, size: size.draw(from: &draws)))
    }
    return move
  }

  /// The number of jumps that a level in (0, 1) stands for, above the probability of none.
  private func count(level: Double) -> Int {
    var count = 0
    var probability = quiet
    var cumulative = quiet
    while level > cumulative, count < 1000 {
      count += 1
      probability *= mean / Double(count)
      cumulative += probability
    }
    return count
  }
}
