// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log-likelihood of errors whose variance follows a recursion, with its exact score and
// Hessian, for every order and density. Goals in order: correct digits, one algorithm for all
// forms, speed.
//
// First derivatives of the states run forward through the recursion. The second derivatives never
// do: their part of the Hessian, Σ lᵤ ∂²uₜ/∂θ∂θ', equals Σ λₜ dₜ with d the recursion's own
// second derivatives and λ its adjoint, λₜ = lᵤ + Σ cₖ,ₜ λₜ₊ₖ: one backward pass for all pairs.
// A start that moves with the errors is one parameter more, carried over by the chain rule.

import RealModule

/// A regression whose errors have a variance that follows a recursion.
public struct VarianceLikelihood: Sendable {
  /// The observations.
  public let response: [Double]
  /// The regressors of the mean, each as long as the response.
  public let regressors: [[Double]]
  /// Whether the mean is a constant or zero.
  let hasPlainMean: Bool
  /// The recursion of the variance.
  public let recursion: VarianceRecursion
  /// The density of the scaled errors.
  public let family: StandardisedFamily

  /// Makes the likelihood.
  ///
  /// - Precondition: there is an observation, and every regressor is as long as the response.
  public init(
    response: [Double], regressors: [[Double]], recursion: VarianceRecursion,
    family: StandardisedFamily
  ) {
    precondition(!response.isEmpty, "there must be an observation")
    precondition(regressors.allSatisfy { $0.count == response.count }, "regressors are as long")
    self.response = response
    self.regressors = regressors
    self.recursion = recursion
    self.family = family
    hasPlainMean =
      regressors.isEmpty || (regressors.count == 1 && regressors[0].allSatisfy { $0 == 1 })
  }

  /// The number of parameters: of the mean, of the recursion and of the density, in this order.
  public var parameterCount: Int {
    regressors.count + recursion.parameterCount + family.shapeNames.count
  }

  /// Where the recursion's parameters stand.
  var recursionRange: Range<Int> {
    regressors.count..<(regressors.count + recursion.parameterCount)
  }

  /// The errors of the mean.
  public func errors(_ parameters: [Double]) -> [Double] {
    var errors = response
    for (column, regressor) in regressors.enumerated() {
      let weight = parameters[column]
      for index in errors.indices { errors[index] -= weight * regressor[index] }
    }
    return errors
  }

  /// The variance of every observation and of the one after the last.
  public func variances(_ parameters: [Double]) -> [Double] {
    let path = path(parameters, errors(parameters))
    let states = path.states[path.lead...]
    return recursion.form == .linear ? Array(states) : states.map { .exp($0) }
  }

  func path(_ parameters: [Double], _ errors: [Double]) -> RecursionPath {
    RecursionPath(errors: errors, parameters: parameters[recursionRange], recursion: recursion)
  }

  /// The shape parameters among all.
  func shape(_ parameters: [Double]) -> [Double] {
    Array(parameters[recursionRange.upperBound...])
  }

  /// The log-likelihood; minus infinity where a variance is not positive or leaves the doubles.
  ///
  /// - Complexity: O(n(p + o + q)).
  public func value(_ parameters: [Double]) -> Double {
    let errors = errors(parameters)
    let path = path(parameters, errors)
    guard let scaled = ScaledErrors(errors, path, recursion.form) else { return -.infinity }
    let sum = family.totals(shape(parameters), scaled.values)
    let value = sum.logDensity - 0.5 * scaled.logVariance
    return value.isNaN ? -.infinity : value
  }

  /// The log-likelihood with its score and Hessian; nil where `value` is minus infinity or below
  /// what is wanted.
  ///
  /// What is expected of the Hessian takes a density without its skewness.
  ///
  /// Source: Fiorentini, Calzolari and Panattoni, "Analytic derivatives and the computation of
  /// GARCH estimates", Journal of Applied Econometrics 11 (1996).
  ///
  /// - Complexity: O(nk²) for k parameters.
  public func curvature(
    _ parameters: [Double], _ request: CurvatureRequest = CurvatureRequest(),
    reusing workspace: LikelihoodWorkspace = LikelihoodWorkspace()
  ) -> LikelihoodCurvature? {
    if let fast = firstOrderCurvature(parameters, request, workspace) { return fast }
    return generalCurvature(parameters, request)
  }

  /// What `curvature` gives, by the algorithm for every order and form.
  public func generalCurvature(
    _ parameters: [Double], _ request: CurvatureRequest = CurvatureRequest()
  ) -> LikelihoodCurvature? {
    guard let pass = LikelihoodPass(self, parameters), pass.value >= request.leastValue
    else { return nil }
    return pass.curvature(scaleInformation: scaleInformation(parameters, request))
  }

  /// The information of log σ², where what is expected is asked for.
  func scaleInformation(_ parameters: [Double], _ request: CurvatureRequest) -> Double? {
    request.isExpected ? family.scaleInformation(shape(parameters)) : nil
  }

  /// The scores of the observations, a row for each; nil where `value` is minus infinity.
  ///
  /// - Complexity: O(nk) for k parameters.
  public func scores(_ parameters: [Double]) -> [[Double]]? {
    LikelihoodPass(self, parameters)?.scores()
  }

  /// The sum of the outer products of the scores; nil where `value` is minus infinity.
  public func outerProduct(_ parameters: [Double]) -> [[Double]]? {
    if let fast = firstOrderOuterProduct(parameters) { return fast }
    guard let columns = LikelihoodPass(self, parameters)?.scoreColumns() else { return nil }
    return columns.indices.map { row in
      columns.indices.map { dot(columns[row], columns[$0]) }
    }
  }
}

/// Errors divided by their standard deviations.
struct ScaledErrors {
  /// z = e/σ.
  var values: [Double]
  /// 1/σ.
  var precision: [Double]
  /// Σ log σ².
  var logVariance: Double

  init?(_ errors: [Double], _ path: RecursionPath, _ form: VarianceRecursion.Form) {
    let count = errors.count
    values = [Double](repeating: 0, count: count)
    precision = values
    var product = LogProduct()
    var sum = 0.0
    for index in 0..<count {
      let state = path.states[path.lead + index]
      switch form {
      case .linear:
        guard state > 0, state < .infinity else { return nil }
        product.multiply(by: state)
        precision[index] = 1 / state.squareRoot()
        values[index] = errors[index] * precision[index]
      case .exponential:
        guard abs(state) < 600 else { return nil }
        sum += state
        let z = path.asymmetries[path.lead + index]
        values[index] = z
        precision[index] = path.precision[index]
      }
    }
    logVariance = sum + product.logarithm
  }
}

/// The logarithm of a product of many numbers for the price of one.
///
/// The exponent of the running product is taken out every eight factors, so that no factor between
/// 2⁻¹²⁰ and 2¹²⁰ makes it overflow; larger ones are taken one by one.
struct LogProduct {
  private var mantissa = 1.0
  private var exponent = 0
  private var pending = 0
  /// The logarithms of factors of unusual size.
  private var rest = 0.0

  @inline(__always)
  mutating func multiply(by factor: Double) {
    guard factor > 0x1p-120, factor < 0x1p120 else {
      rest += .log(factor)
      return
    }
    mantissa *= factor
    pending &+= 1
    if pending == 8 { normalise() }
  }

  @inline(__always)
  mutating func normalise() {
    pending = 0
    let bits = mantissa.bitPattern
    exponent &+= Int(truncatingIfNeeded: bits >> 52) &- 1023
    mantissa = Double(bitPattern: bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000)
  }

  /// The logarithm of the product so far.
  var logarithm: Double { .log(mantissa) + Double(exponent) * 0.69314718055994530942 + rest }
}

/// Σ xᵢyᵢ in four lanes of a fixed order.
func dot(_ first: [Double], _ second: [Double]) -> Double {
  var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
  let count = min(first.count, second.count)
  let whole = count & ~3
  var index = 0
  while index < whole {
    a += first[index] * second[index]
    b += first[index + 1] * second[index + 1]
    c += first[index + 2] * second[index + 2]
    d += first[index + 3] * second[index + 3]
    index += 4
  }
  while index < count {
    a += first[index] * second[index]
    index += 1
  }
  return (a + b) + (c + d)
}
