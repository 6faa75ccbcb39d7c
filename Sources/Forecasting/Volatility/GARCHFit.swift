// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// A fitted model of the GARCH family.
public struct GARCHFit: Sendable {
  /// How the covariance of the estimates is computed.
  public enum Covariance: String, CaseIterable, Sendable {
    /// The inverse of the negative Hessian, A⁻¹: right if the density is right.
    case hessian
    /// The inverse of the sum of the scores' outer products, B⁻¹.
    case outerProduct = "opg"
    /// A⁻¹BA⁻¹, right for a normal likelihood of errors that are not normal.
    ///
    /// Source: Bollerslev and Wooldridge, "Quasi-maximum likelihood estimation and inference in
    /// dynamic models with time-varying covariances", Econometric Reviews 11 (1992).
    case robust
  }

  /// The configuration.
  public let model: GARCH
  /// The estimates in the order of `GARCH.parameterNames`, in the units of the observations.
  public let parameters: [Double]
  /// The log-likelihood of the predicted observations.
  public let logLikelihood: Double
  /// How well the fit stands at a maximum; of no meaning where the parameters were given.
  public let certificate: GARCHCertificate
  /// Whether the parameters were estimated and not given.
  public let isEstimated: Bool
  /// The variance (its logarithm in `egarch`) that stands before the first observation.
  public let presampleState: Double

  /// What the next search may rely on; nil where it must look for itself.
  let memory: SearchMemory?
  private let sample: GARCHSample
  private let scaledParameters: [Double]
  /// The negative Hessian of the free coordinates, and the parameters' derivatives by them.
  private let information: [[Double]]
  private let jacobian: [[Double]]

  init(
    model: GARCH, sample: GARCHSample, scaledParameters: [Double], value: Double,
    information: [[Double]], jacobian: [[Double]], certificate: GARCHCertificate,
    memory: SearchMemory? = nil, given: [Double]? = nil
  ) {
    self.memory = memory
    isEstimated = given == nil
    self.model = model
    self.sample = sample
    self.scaledParameters = scaledParameters
    self.information = information
    self.jacobian = jacobian
    self.certificate = certificate
    parameters = given ?? sample.unscaled(scaledParameters)
    logLikelihood = value + sample.logScaleSum
    let state = Self.presample(sample, scaledParameters)
    let factor = sample.scale * sample.scale
    presampleState = model.form == .linear ? state * factor : state + .log(factor)
  }

  private static func presample(_ sample: GARCHSample, _ parameters: [Double]) -> Double {
    if case .given(let value) = sample.likelihood.recursion.start { return value }
    let errors = sample.likelihood.errors(parameters)
    let square = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    return sample.model.form == .linear ? square : .log(square)
  }

  /// The sum of the weights with which a variance enters the next, without the constant's part.
  ///
  /// At 1 or above, a linear model has no finite variance in the long run.
  public var persistence: Double {
    let first = sample.omegaIndex + 1
    let shocks = parameters[first..<(first + model.shockOrder)]
    let asymmetries = parameters[
      (first + model.shockOrder)..<(first + model.shockOrder + model.asymmetryOrder)]
    let states = parameters[sample.betaRange].reduce(0, +)
    guard model.form == .linear else { return states }
    return shocks.reduce(0, +) + density.negativeSquareMean * asymmetries.reduce(0, +) + states
  }

  /// Whether the persistence is 1 or above, so that variance forecasts grow without end.
  public var isIntegrated: Bool { persistence >= 1 }

  /// The density of the scaled errors.
  public var density: any StandardisedDensity {
    model.family.density(shape)
  }

  /// The shape parameters of the density.
  public var shape: [Double] { Array(parameters.suffix(model.family.shapeNames.count)) }

  /// The number of observations given.
  var observationCount: Int { sample.observationCount }

  /// ω and the first α, γ and β, 0 where the orders have none.
  var firstOrderWeights: (omega: Double, (alpha: Double, gamma: Double, beta: Double)) {
    let first = sample.omegaIndex
    let gamma = first + 1 + model.shockOrder
    let beta = gamma + model.asymmetryOrder
    return (
      parameters[first],
      (
        model.shockOrder > 0 ? parameters[first + 1] : 0,
        model.asymmetryOrder > 0 ? parameters[gamma] : 0,
        model.varianceOrder > 0 ? parameters[beta] : 0
      )
    )
  }

  /// The errors in sample; an autoregressive mean predicts all observations but the first.
  public var residuals: [Double] {
    sample.likelihood.errors(scaledParameters).map { $0 * sample.scale }
  }

  /// The variance of every predicted observation, given those before it.
  public var variances: [Double] {
    var filter = startingFilter
    return residuals.map {
      let variance = filter.variance
      filter.update($0)
      return variance
    }
  }

  /// The filter of the variance before the first observation of a history.
  var startingFilter: VarianceFilter {
    let range = sample.omegaIndex..<sample.betaRange.upperBound
    let recursion = model.recursion(model.start == .first ? .first : .given(presampleState))
    return VarianceFilter(
      recursion, parameters: Array(parameters[range]), presample: presampleState)
  }

  /// The covariance matrix of the estimates; nil where the free parameters' Hessian is singular,
  /// and for given parameters.
  ///
  /// Parameters at a bound are taken as known: their rows and columns are 0.
  ///
  /// - Complexity: O(nk) for k parameters, but for `hessian`.
  public func covariance(_ kind: Covariance) -> [[Double]]? {
    guard isEstimated, let inner = innerCovariance(kind) else { return nil }
    return sandwich(jacobian, inner)
  }

  /// The standard errors in the order of the parameters; nil for those at a bound, and for all
  /// where the Hessian is singular.
  public func standardErrors(_ kind: Covariance = .robust) -> [Double?] {
    guard let covariance = covariance(kind) else { return parameters.map { _ in nil } }
    return covariance.indices.map { index in
      let variance = covariance[index][index]
      return variance > 0 ? variance.squareRoot() : nil
    }
  }

  private func innerCovariance(_ kind: Covariance) -> [[Double]]? {
    if kind == .hessian { return CholeskyFactor(information)?.inverse }
    guard let scores = sample.likelihood.outerProduct(scaledParameters) else { return nil }
    let undo = freeByParameters
    let products = sandwich(undo, scores)
    if kind == .outerProduct { return CholeskyFactor(products)?.inverse }
    guard let inverse = CholeskyFactor(information)?.inverse else { return nil }
    return sandwich(inverse, products)
  }

  /// The derivatives of the scaled parameters by the free coordinates, transposed.
  private var freeByParameters: [[Double]] {
    // Undoing the scale of the rows of the Jacobian leaves the scaled parameters' derivatives.
    let count = parameters.count
    let free = jacobian.first?.count ?? 0
    let omega = sample.omegaIndex
    var rows = jacobian
    if model.meanCount > 0 { rows[0] = rows[0].map { $0 / sample.scale } }
    if model.form == .linear {
      rows[omega] = rows[omega].map { $0 / (sample.scale * sample.scale) }
    } else {
      for column in 0..<free {
        for index in sample.betaRange {
          rows[omega][column] += 2 * .log(sample.scale) * rows[index][column]
        }
      }
    }
    return (0..<free).map { column in (0..<count).map { rows[$0][column] } }
  }
}

/// LML' for a symmetric matrix M.
private func sandwich(_ left: [[Double]], _ middle: [[Double]]) -> [[Double]] {
  let half = left.map { row in
    middle.indices.map { column in
      row.indices.reduce(0) { $0 + row[$1] * middle[$1][column] }
    }
  }
  return half.map { row in
    left.map { other in row.indices.reduce(0) { $0 + row[$1] * other[$1] } }
  }
}
