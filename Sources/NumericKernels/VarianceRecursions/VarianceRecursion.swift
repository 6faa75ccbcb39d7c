// SPDX-License-Identifier: GPL-3.0-or-later
//
// Recursions for the variance of an error given the errors before it, of any order. The state uₜ is
// the variance itself (linear) or its logarithm (exponential):
//
//   uₜ = ω + Σ αᵢ Aₜ₋ᵢ + Σ γᵢ Gₜ₋ᵢ + Σ βⱼ uₜ₋ⱼ
//
// linear: A = e², G = e² where e < 0 and 0 elsewhere; exponential: A = |z| − √(2/π), G = z, with
// z = e/σ. Sources: Bollerslev, "Generalized autoregressive conditional heteroskedasticity",
// Journal of Econometrics 31 (1986); Glosten, Jagannathan and Runkle, Journal of Finance 48 (1993);
// Nelson, Econometrica 59 (1991).

import RealModule

/// The form, the orders and the start of a variance recursion.
public struct VarianceRecursion: Hashable, Sendable {
  /// What the state of the recursion is.
  public enum Form: Hashable, Sendable {
    /// The variance.
    case linear
    /// The logarithm of the variance.
    case exponential
  }

  /// What stands before the first observation.
  public enum Start: Hashable, Sendable {
    /// State, squares and (half of it) negative squares equal a given number; the shocks of the
    /// exponential form are 0.
    case given(Double)
    /// The same with the mean squared error at the current parameters.
    case meanSquare
    /// The first state itself is the mean squared error; before it as `meanSquare`.
    case first
  }

  /// The form.
  public let form: Form
  /// The number of lags of A.
  public let shockOrder: Int
  /// The number of lags of G.
  public let asymmetryOrder: Int
  /// The number of lags of the state.
  public let stateOrder: Int
  /// What stands before the first observation.
  public let start: Start

  /// Makes a recursion.
  ///
  /// - Precondition: no order is negative.
  public init(
    form: Form, shockOrder: Int, asymmetryOrder: Int, stateOrder: Int, start: Start
  ) {
    precondition(min(shockOrder, asymmetryOrder, stateOrder) >= 0, "orders are not negative")
    self.form = form
    self.shockOrder = shockOrder
    self.asymmetryOrder = asymmetryOrder
    self.stateOrder = stateOrder
    self.start = start
  }

  /// The number of parameters: ω, the α, the γ and the β, in this order.
  public var parameterCount: Int { 1 + shockOrder + asymmetryOrder + stateOrder }
  /// The longest lag.
  public var longestLag: Int { max(shockOrder, max(asymmetryOrder, stateOrder)) }

  /// Whether the start moves with the errors.
  var startMoves: Bool {
    if case .given = start { return false }
    return true
  }
}

/// The parameters of a recursion taken apart.
struct RecursionCoefficients {
  let constant: Double
  let shock: [Double]
  let asymmetry: [Double]
  let state: [Double]

  init(_ parameters: ArraySlice<Double>, _ recursion: VarianceRecursion) {
    let (p, o) = (recursion.shockOrder, recursion.asymmetryOrder)
    let values = Array(parameters)
    constant = values[0]
    shock = Array(values[1..<(1 + p)])
    asymmetry = Array(values[(1 + p)..<(1 + p + o)])
    state = Array(values[(1 + p + o)...])
  }
}

/// The states that a recursion runs through, with what stands before them.
///
/// Every array starts with `lead` entries from before the first observation and has one entry more
/// than there are observations: the state of the next one (its shocks are 0).
struct RecursionPath {
  let lead: Int
  var states: [Double]
  var shocks: [Double]
  var asymmetries: [Double]
  /// 1/σ of every observation, in the exponential form.
  var precision: [Double] = []

  init(errors: [Double], parameters: ArraySlice<Double>, recursion: VarianceRecursion) {
    let meanSquare = Self.meanSquare(errors)
    let coefficients = RecursionCoefficients(parameters, recursion)
    lead = recursion.longestLag
    let presample = Self.presample(recursion, meanSquare: meanSquare)
    let length = lead + errors.count + 1
    states = [Double](repeating: presample, count: length)
    let shock = recursion.form == .linear ? presample : 0
    shocks = [Double](repeating: shock, count: length)
    asymmetries = [Double](repeating: 0.5 * shock, count: length)
    if recursion.form == .exponential {
      precision = [Double](repeating: 0, count: errors.count)
    }
    let startsAtFirst = recursion.start == .first
    if recursion.form == .exponential, recursion.isFirstOrder {
      runFirstOrder(errors, coefficients, startsAtFirst: startsAtFirst)
      return
    }
    for step in 0...errors.count {
      if !(step == 0 && startsAtFirst) {
        states[lead + step] = next(lead + step, coefficients)
      }
      guard step < errors.count else { break }
      record(errors[step], at: lead + step, form: recursion.form)
      if recursion.form == .exponential { precision[step] = .exp(-0.5 * states[lead + step]) }
    }
  }

  static func meanSquare(_ errors: [Double]) -> Double {
    var sum = 0.0
    for error in errors { sum += error * error }
    return sum / Double(errors.count)
  }

  static func presample(_ recursion: VarianceRecursion, meanSquare: Double) -> Double {
    if case .given(let value) = recursion.start { return value }
    return recursion.form == .linear ? meanSquare : .log(meanSquare)
  }

  /// The state at a position from the positions before it.
  func next(_ position: Int, _ coefficients: RecursionCoefficients) -> Double {
    var sum = coefficients.constant
    for (index, weight) in coefficients.shock.enumerated() {
      sum += weight * shocks[position - 1 - index]
    }
    for (index, weight) in coefficients.asymmetry.enumerated() {
      sum += weight * asymmetries[position - 1 - index]
    }
    for (index, weight) in coefficients.state.enumerated() {
      sum += weight * states[position - 1 - index]
    }
    return sum
  }

  mutating func record(_ error: Double, at position: Int, form: VarianceRecursion.Form) {
    let (shock, asymmetry) = Self.shocks(error, state: states[position], form: form)
    shocks[position] = shock
    asymmetries[position] = asymmetry
  }

  /// A and G of one error.
  static func shocks(
    _ error: Double, state: Double, form: VarianceRecursion.Form
  ) -> (shock: Double, asymmetry: Double) {
    switch form {
    case .linear:
      let square = error * error
      return (square, error < 0 ? square : 0)
    case .exponential:
      let z = error * .exp(-0.5 * state)
      return (abs(z) - rootTwoOverPi, z)
    }
  }

  /// The exponential form of orders one, its state carried in a register: the same sums in the same
  /// order as `next`, so that the bits are the same.
  private mutating func runFirstOrder(
    _ errors: [Double], _ coefficients: RecursionCoefficients, startsAtFirst: Bool
  ) {
    let constant = coefficients.constant
    let (alpha, beta) = (coefficients.shock[0], coefficients.state[0])
    let gamma = coefficients.asymmetry[0]
    var state = states[0]
    var (shock, asymmetry) = (0.0, 0.0)
    for step in errors.indices {
      if step > 0 || !startsAtFirst {
        state = constant + alpha * shock + gamma * asymmetry + beta * state
      }
      let inverse = Double.exp(-0.5 * state)
      let z = errors[step] * inverse
      precision[step] = inverse
      shock = abs(z) - rootTwoOverPi
      asymmetry = z
      states[step + 1] = state
      shocks[step + 1] = shock
      asymmetries[step + 1] = asymmetry
    }
    states[errors.count + 1] = constant + alpha * shock + gamma * asymmetry + beta * state
  }
}

extension VarianceRecursion {
  /// Whether every order is one.
  var isFirstOrder: Bool { shockOrder == 1 && asymmetryOrder == 1 && stateOrder == 1 }
}

/// √(2/π), the mean size of a standard normal variable.
let rootTwoOverPi = 0.79788456080286535588
