// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// A variance recursion run one error at a time, with the bits of the run over all at once.
public struct VarianceFilter: Hashable, Sendable {
  private let form: VarianceRecursion.Form
  private let constant: Double
  private var shocks: WeightedLags
  private var asymmetries: WeightedLags
  private var states: WeightedLags
  /// The state of the next observation: its variance, or the logarithm of it.
  public private(set) var state: Double

  /// Makes the filter before its first observation.
  ///
  /// - Parameter presample: the state that stands before the first one; where the recursion starts
  ///   with `first`, the first state as well.
  /// - Precondition: `parameters` are ω, the α, the γ and the β of the recursion.
  public init(_ recursion: VarianceRecursion, parameters: [Double], presample: Double) {
    precondition(parameters.count == recursion.parameterCount, "every parameter must be given")
    let coefficients = RecursionCoefficients(parameters[...], recursion)
    form = recursion.form
    constant = coefficients.constant
    let shock = recursion.form == .linear ? presample : 0
    shocks = WeightedLags(coefficients.shock, presample: shock)
    asymmetries = WeightedLags(coefficients.asymmetry, presample: 0.5 * shock)
    states = WeightedLags(coefficients.state, presample: presample)
    state = presample
    if recursion.start != .first { state = next() }
  }

  /// The variance of the next observation.
  public var variance: Double { form == .linear ? state : .exp(state) }

  /// Takes in the error of the next observation.
  ///
  /// - Complexity: O(p + o + q).
  public mutating func update(_ error: Double) {
    let (shock, asymmetry) = RecursionPath.shocks(error, state: state, form: form)
    advance(shock: shock, asymmetry: asymmetry)
  }

  /// The mean variance of the next observations, for the linear form.
  ///
  /// - Parameter negativeShare: E[z²; z < 0] of the scaled errors.
  /// - Precondition: the form is linear, `horizon` is positive.
  public func expectedVariances(horizon: Int, negativeShare: Double) -> [Double] {
    precondition(form == .linear, "the mean of the exponential form is another")
    precondition(horizon > 0, "the horizon must be positive")
    var filter = self
    return (0..<horizon).map { _ in
      let variance = filter.state
      filter.advance(shock: variance, asymmetry: negativeShare * variance)
      return variance
    }
  }

  /// Takes in a scaled error z, whose size in units of the standard deviation is given.
  mutating func update(scaled z: Double) {
    switch form {
    case .linear: advance(shock: z * z * state, asymmetry: z < 0 ? z * z * state : 0)
    case .exponential: advance(shock: abs(z) - rootTwoOverPi, asymmetry: z)
    }
  }

  private mutating func advance(shock: Double, asymmetry: Double) {
    shocks.push(shock)
    asymmetries.push(asymmetry)
    states.push(state)
    state = next()
  }

  /// The mean variance of the next observations over simulated scaled errors, in opposite pairs.
  ///
  /// A pair takes one uniform number u a step: the quantiles of u and of 1 − u. Each pair has a
  /// substream of its own, so that a shorter horizon is the beginning of a longer one.
  ///
  /// - Precondition: `horizon` and `pairs` are positive.
  /// - Returns: the mean variances and the means of their logarithms.
  public func simulatedVariances(
    horizon: Int, pairs: Int, density: any StandardisedDensity, stream: RandomStream
  ) -> (means: [Double], logarithms: [Double]) {
    precondition(horizon > 0 && pairs > 0, "horizon and pairs must be positive")
    var (means, logarithms) = ([Double](repeating: 0, count: horizon), [0.0])
    logarithms = means
    let weight = 0.5 / Double(pairs)
    for pair in 0..<pairs {
      var (first, second, draws) = (self, self, stream.substream(UInt64(pair)))
      for step in 0..<horizon {
        means[step] += weight * (first.variance + second.variance)
        logarithms[step] += weight * (first.logVariance + second.logVariance)
        guard step + 1 < horizon else { break }
        let uniform = draws.uniform()
        first.update(scaled: density.quantile(uniform))
        second.update(scaled: density.quantile(1 - uniform))
      }
    }
    return (means, logarithms)
  }

  /// The logarithm of the variance of the next observation.
  public var logVariance: Double { form == .linear ? .log(state) : state }

  private func next() -> Double {
    held(states.added(to: asymmetries.added(to: shocks.added(to: constant))))
  }

  /// A state whose variance lies in the range of numbers: beyond it, the next one would be NaN.
  private func held(_ state: Double) -> Double {
    form == .linear ? min(state, 1e304) : min(max(state, -700), 700)
  }
}

/// The last values of a series with a weight each. Most filters have one: it needs no array.
private struct WeightedLags: Hashable, Sendable {
  private let hasAny: Bool
  private let weight: Double
  private var newest: Double
  private let olderWeights: [Double]
  /// The values before the newest, the newer first.
  private var older: [Double]

  init(_ weights: [Double], presample: Double) {
    hasAny = !weights.isEmpty
    weight = weights.first ?? 0
    newest = presample
    olderWeights = Array(weights.dropFirst())
    older = [Double](repeating: presample, count: olderWeights.count)
  }

  @inline(__always)
  mutating func push(_ value: Double) {
    if !older.isEmpty { pushOlder(newest) }
    newest = value
  }

  private mutating func pushOlder(_ value: Double) {
    for index in stride(from: older.count - 1, to: 0, by: -1) { older[index] = older[index - 1] }
    older[0] = value
  }

  /// A sum with the weighted values added, the newest first.
  @inline(__always)
  func added(to sum: Double) -> Double {
    guard hasAny else { return sum }
    let sum = sum + weight * newest
    return older.isEmpty ? sum : olderAdded(to: sum)
  }

  private func olderAdded(to sum: Double) -> Double {
    var sum = sum
    for index in older.indices { sum += olderWeights[index] * older[index] }
    return sum
  }
}
