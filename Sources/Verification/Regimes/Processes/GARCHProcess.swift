// SPDX-License-Identifier: GPL-3.0-or-later
//
// Source: Bollerslev, "Generalized autoregressive conditional heteroskedasticity", Journal of
// Econometrics 31 (1986); Glosten, Jagannathan and Runkle, Journal of Finance 48 (1993); Nelson,
// "Conditional heteroskedasticity in asset returns", Econometrica 59 (1991).

import NumericKernels

/// hₜ₊₁ = ω + (α + γ·[eₜ < 0])eₜ² + βhₜ with eₜ = √hₜ·xₜ: GARCH(1,1), or GJR where γ is not 0.
///
/// Starts at the unconditional variance h̄, with ω = h̄(1 − α − ½γ − β).
public struct GARCHProcess: Hashable, Sendable {
  /// The mean of the log return a year.
  public var meanReturn: Double
  /// The unconditional volatility a year.
  public var volatility: Double
  /// The weight of the last squared shock, α.
  public var shockWeight: Double
  /// The further weight of a squared shock that was negative, γ.
  public var leverage: Double
  /// The weight of the last variance, β.
  public var persistence: Double
  /// The law of the shocks.
  public var innovation: Innovation

  /// Makes the process.
  public init(
    meanReturn: Double = 0, volatility: Double, shockWeight: Double, leverage: Double = 0,
    persistence: Double, innovation: Innovation = .normal
  ) {
    self.meanReturn = meanReturn
    self.volatility = volatility
    self.shockWeight = shockWeight
    self.leverage = leverage
    self.persistence = persistence
    self.innovation = innovation
  }

  func start(_ segment: SegmentContext) -> GARCHStepper { GARCHStepper(self, segment) }
}

/// Moves by shocks whose variance follows from the last one.
struct GARCHStepper: BarStepper {
  private let process: GARCHProcess
  private let mean: Double
  private let intercept: Double
  private let mixing: InnovationMixing
  private var variance: Double

  init(_ process: GARCHProcess, _ segment: SegmentContext) {
    self.process = process
    mean = process.meanReturn * segment.years
    variance = process.volatility * process.volatility * segment.years
    intercept =
      variance * (1 - process.shockWeight - 0.5 * process.leverage - process.persistence)
    mixing = InnovationMixing(process.innovation, segment)
  }

  mutating func advance(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove {
    let pathVariance = variance * mixing.variance(bar: input.bar)
    let shock = pathVariance.squareRoot() * input.innovation
    let move = BarMove(
      change: mean + shock, variance: pathVariance, conditionalVariance: variance, expected: mean)
    let weight = process.shockWeight + (shock < 0 ? process.leverage : 0)
    variance = intercept + weight * shock * shock + process.persistence * variance
    return move
  }
}

/// ln hₜ₊₁ = ω + β ln hₜ + α(|xₜ| − E|x|) + γxₜ with ω = (1 − β) ln h̄: EGARCH(1,1).
///
/// Starts at h̄, the exponential of the mean of ln h.
public struct EGARCHProcess: Hashable, Sendable {
  /// The mean of the log return a year.
  public var meanReturn: Double
  /// The volatility a year that belongs to the mean of the log variance.
  public var volatility: Double
  /// The weight of the size of the last shock, α.
  public var sizeWeight: Double
  /// The weight of the sign of the last shock, γ; negative for the leverage effect.
  public var signWeight: Double
  /// The weight of the last log variance, β.
  public var persistence: Double
  /// The law of the shocks.
  public var innovation: Innovation

  /// Makes the process.
  public init(
    meanReturn: Double = 0, volatility: Double, sizeWeight: Double, signWeight: Double,
    persistence: Double, innovation: Innovation = .normal
  ) {
    self.meanReturn = meanReturn
    self.volatility = volatility
    self.sizeWeight = sizeWeight
    self.signWeight = signWeight
    self.persistence = persistence
    self.innovation = innovation
  }

  func start(_ segment: SegmentContext) -> EGARCHStepper { EGARCHStepper(self, segment) }
}

/// Moves by shocks whose log variance follows from the last one.
struct EGARCHStepper: BarStepper {
  private let process: EGARCHProcess
  private let mean: Double
  private let centre: Double
  private let absoluteMean: Double
  private let mixing: InnovationMixing
  private var logVariance: Double

  init(_ process: EGARCHProcess, _ segment: SegmentContext) {
    self.process = process
    mean = process.meanReturn * segment.years
    centre = PortableMath.log(process.volatility * process.volatility * segment.years)
    absoluteMean = process.innovation.absoluteMean
    mixing = InnovationMixing(process.innovation, segment)
    logVariance = centre
  }

  mutating func advance(_ input: BarInput, jumps: inout [JumpMark]) -> BarMove {
    let variance = PortableMath.exp(logVariance)
    let mixed = mixing.variance(bar: input.bar)
    let shock = mixed.squareRoot() * input.innovation
    let move = BarMove(
      change: mean + variance.squareRoot() * shock, variance: variance * mixed,
      conditionalVariance: variance, expected: mean)
    logVariance =
      centre + process.persistence * (logVariance - centre)
      + process.sizeWeight * (shock.magnitude - absoluteMean) + process.signWeight * shock
    return move
  }
}
