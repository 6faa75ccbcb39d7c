// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// A fitted seasonal ARIMA model.
public struct ARIMAFit: Sendable {
  /// The configuration.
  public let model: ARIMAModel
  /// The number of observations given.
  public let observationCount: Int
  /// The number of terms of the likelihood: observations less d + sD.
  public let effectiveCount: Int
  /// φ, θ, Φ and Θ.
  public let coefficients: [Double]
  /// The mean μ of the differenced series, if the model has one, then a coefficient a regressor.
  public let regression: [Double]
  /// The innovation variance, by maximum likelihood (divisor: `effectiveCount`).
  public internal(set) var innovationVariance: Double
  /// The exact Gaussian log-likelihood of the differenced series.
  public internal(set) var logLikelihood: Double
  /// The estimates: intercept φ(1)Φ(1)μ, regressors, φ, θ, Φ, Θ, σ².
  public internal(set) var parameters: [FitSummary.Parameter]
  /// The inverse of the observed information, in the order of `parameters`; nil where the
  /// information is not positive definite.
  public let covariance: [[Double]]?
  /// The mean μ of the differenced series with its standard error; nil without a constant.
  public let processMean: FitSummary.Parameter?
  /// The one-step errors of the differenced series.
  public let innovations: [Double]
  /// The variances of the one-step errors in units of `innovationVariance`.
  public let innovationVariances: [Double]
  /// How well the maximum is known.
  public let certificate: ARIMACertificate
  /// The filter after the last observation.
  public internal(set) var state: ARIMAState
  /// The filter before the first observation.
  let stateBeforeData: ARIMAState
  /// Where the search ended; nil where the coefficients were given.
  let searchEnd: ARIMASearchEnd?

  init(
    problem: ARIMAProblem, likelihood: ARMALikelihood, coefficients: [Double],
    regression given: [Double]? = nil, covariance: ARIMACovariance?,
    search: ARIMACertificate.Search, end: ARIMASearchEnd? = nil
  ) {
    searchEnd = end
    model = problem.model
    observationCount = problem.observations.count
    effectiveCount = likelihood.count
    self.coefficients = coefficients
    let regression = given ?? problem.basis.coefficients(likelihood.regressionCoefficients)
    self.regression = regression
    innovationVariance = likelihood.innovationVariance
    logLikelihood = likelihood.logLikelihood ?? -.infinity
    innovations = likelihood.innovations
    innovationVariances = likelihood.variances
    certificate = ARIMACertificate(
      order: problem.model.order.arma, coefficients: coefficients, search: search)
    let intercept = Intercept(order: problem.model.order.arma, coefficients: coefficients)
    let hasMean = problem.model.mean == .constant
    let raw = covariance?.matrix
    let matrix = hasMean ? raw.map { intercept.transformed($0, mean: regression[0]) } : raw
    self.covariance = matrix
    parameters = Self.parameters(
      problem, coefficients: coefficients, regression: regression, intercept: intercept,
      variance: innovationVariance, covariance: matrix)
    processMean =
      hasMean
      ? .init(
        name: "mean", value: regression[0], standardError: raw.map { $0[0][0].squareRoot() })
      : nil
    var state = ARIMAState(
      model: problem.model, coefficients: coefficients, regression: regression,
      variance: innovationVariance)
    stateBeforeData = state
    state.takeAll(problem.observations, regressors: problem.regressors)
    self.state = state
  }

  private static func parameters(
    _ problem: ARIMAProblem, coefficients: [Double], regression: [Double], intercept: Intercept,
    variance: Double, covariance: [[Double]]?
  ) -> [FitSummary.Parameter] {
    let names = problem.model.parameterNames(regressors: problem.regressors.count)
    var values = regression
    if problem.model.mean == .constant { values[0] *= intercept.factor }
    values += coefficients + [variance]
    return names.indices.map { index in
      .init(
        name: names[index], value: values[index],
        standardError: covariance.map { $0[index][index].squareRoot() })
    }
  }

  /// The number of estimated parameters, the innovation variance included.
  public var freeParameterCount: Int { parameters.count }
  /// Akaike's criterion, −2ℓ + 2k.
  public var aic: Double { 2 * (Double(freeParameterCount) - logLikelihood) }
  /// Akaike's criterion with the small-sample term; nil where n − k − 1 is not positive.
  public var aicc: Double? {
    let (count, size) = (Double(effectiveCount), Double(freeParameterCount))
    guard count - size - 1 > 0 else { return nil }
    return aic + 2 * size * (size + 1) / (count - size - 1)
  }
  /// Schwarz's criterion, −2ℓ + k ln n.
  public var bic: Double {
    Double(freeParameterCount) * .log(Double(effectiveCount)) - 2 * logLikelihood
  }
  /// Hannan and Quinn's criterion, −2ℓ + 2k ln ln n.
  public var hqic: Double {
    2 * (Double(freeParameterCount) * .log(.log(Double(effectiveCount))) - logLikelihood)
  }
  /// The one-step errors over their standard deviations.
  public var standardizedInnovations: [Double] {
    zip(innovations, innovationVariances).map { $0 / ($1 * innovationVariance).squareRoot() }
  }

  /// The distributions of the next observations.
  ///
  /// - Parameters:
  ///   - horizon: How many, positive.
  ///   - regressors: The future values of every regressor, at least `horizon` of them each.
  /// - Throws: `ARIMAError` where future regressors are missing.
  public func forecast(
    horizon: Int, regressors: [[Double]] = []
  ) throws(ARIMAError) -> [PredictiveDistribution] {
    try state.forecast(horizon: horizon, regressors: regressors)
  }
}

/// The intercept φ(1)Φ(1)μ of the differenced series' equation.
struct Intercept {
  /// φ(1)Φ(1).
  let factor: Double
  /// Its derivatives by φ, θ, Φ and Θ.
  private let slopes: [Double]

  init(order: SeasonalARMAOrder, coefficients: [Double]) {
    let blocks = order.blocks
    let ordinary = 1 - coefficients[blocks.ar].reduce(0, +)
    let seasonal = 1 - coefficients[blocks.seasonalAR].reduce(0, +)
    factor = ordinary * seasonal
    slopes = coefficients.indices.map {
      blocks.ar.contains($0) ? -seasonal : (blocks.seasonalAR.contains($0) ? -ordinary : 0)
    }
  }

  /// The covariance with the intercept in place of the mean, which stands first.
  func transformed(_ matrix: [[Double]], mean: Double) -> [[Double]] {
    let size = matrix.count
    let first = size - 1 - slopes.count
    var row = [Double](repeating: 0, count: size)
    row[0] = factor
    for (index, slope) in slopes.enumerated() { row[first + index] = slope * mean }
    var result = matrix
    var moved = [Double](repeating: 0, count: size)
    for column in 0..<size {
      for index in 0..<size { moved[column] += row[index] * matrix[index][column] }
    }
    for column in 1..<size {
      result[0][column] = moved[column]
      result[column][0] = moved[column]
    }
    result[0][0] = 0
    for index in 0..<size { result[0][0] += row[index] * moved[index] }
    return result
  }
}
