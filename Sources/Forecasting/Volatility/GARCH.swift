// SPDX-License-Identifier: GPL-3.0-or-later
//
// Models of the variance of returns by maximum likelihood. Sources: Engle, Econometrica 50 (1982);
// Bollerslev, Journal of Econometrics 31 (1986); Nelson, Econometrica 59 (1991); Glosten,
// Jagannathan and Runkle, Journal of Finance 48 (1993). The benchmark is Fiorentini, Calzolari and
// Panattoni, Journal of Applied Econometrics 11 (1996).

import NumericKernels
import RealModule

/// The GARCH family: the variance of an observation follows from the errors before it.
///
/// y = mean + e, e = σz, z with mean 0 and variance 1.
/// `garch`: σ² = ω + Σ αe² + Σ βσ². `gjr` adds Σ γe²·[e < 0].
/// `egarch`: ln σ² = ω + Σ α(|z| − √(2/π)) + Σ γz + Σ β ln σ², √(2/π) whatever the density.
/// Parameters: the mean's, ω, the α, the γ, the β, the density's, in this order.
public struct GARCH: ForecastModel, Hashable {
  /// The recursion of the variance.
  public enum Kind: String, CaseIterable, Sendable {
    /// Variance from squares and variances.
    case garch
    /// The same with more weight on negative errors.
    case gjr
    /// Log variance from scaled errors and log variances.
    case egarch
  }

  /// The mean of the observations.
  public enum Mean: String, CaseIterable, Sendable {
    /// Zero.
    case zero
    /// A constant, μ.
    case constant
    /// c + φ times the observation before; the first observation is not predicted.
    case autoregressive = "ar1"
  }

  /// What stands before the first observation.
  public enum Start: String, CaseIterable, Sendable {
    /// The exponentially weighted mean of the first 75 squared least-squares residuals.
    case arch
    /// The mean squared error at the current parameters, as in the benchmark.
    case fcp
    /// The first variance itself is the mean squared error at the current parameters.
    case first
  }

  /// The recursion of the variance.
  public let kind: Kind
  /// The number of lags of squares (of sizes in `egarch`), p.
  public let shockOrder: Int
  /// The number of lags of the asymmetric term, o; 0 in `garch`.
  public let asymmetryOrder: Int
  /// The number of lags of the variance, q.
  public let varianceOrder: Int
  /// The mean.
  public let mean: Mean
  /// The density of the scaled errors.
  public let family: StandardisedFamily
  /// What stands before the first observation.
  public let start: Start

  /// Makes the configuration.
  ///
  /// - Precondition: orders lie in 0...20, p + o is positive, and `garch` has o = 0.
  public init(
    _ kind: Kind, p: Int = 1, o: Int? = nil, q: Int = 1, mean: Mean = .constant,
    family: StandardisedFamily = .normal, start: Start = .arch
  ) {
    let asymmetry = o ?? (kind == .garch ? 0 : 1)
    precondition([p, asymmetry, q].allSatisfy { (0...20).contains($0) }, "orders lie in 0...20")
    precondition(p + asymmetry > 0, "the variance must depend on an error")
    precondition(kind != .garch || asymmetry == 0, "garch has no asymmetric term")
    self.kind = kind
    shockOrder = p
    asymmetryOrder = asymmetry
    varianceOrder = q
    self.mean = mean
    self.family = family
    self.start = start
  }

  public var specification: String {
    let orders =
      kind == .garch
      ? "(\(shockOrder),\(varianceOrder))" : "(\(shockOrder),\(asymmetryOrder),\(varianceOrder))"
    return kind.rawValue + orders
      + ";mean=\(mean.rawValue);dist=\(family.rawValue);start=\(start.rawValue)"
  }

  public var minimumObservations: Int { 3 * parameterNames.count + longestLag + 8 }

  /// The names of the parameters, in their order.
  public var parameterNames: [String] {
    func lags(_ name: String, _ order: Int) -> [String] {
      (0..<order).map { "\(name)[\($0 + 1)]" }
    }
    let means =
      switch mean {
      case .zero: [String]()
      case .constant: ["mu"]
      case .autoregressive: ["const", "phi[1]"]
      }
    return means + ["omega"] + lags("alpha", shockOrder) + lags("gamma", asymmetryOrder)
      + lags("beta", varianceOrder) + family.shapeNames
  }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try estimate(observations).converged()
  }

  public func fit(
    _ observations: [Double], from earlier: (any FittedModel)?
  ) throws(FitError) -> any FittedModel {
    let earlier = earlier as? GARCHFit
    return try estimate(observations, from: earlier?.model == self ? earlier : nil)
  }

  /// Estimates the parameters by maximum likelihood.
  ///
  /// The search runs on data divided by a power of two, so that the scale of the data changes
  /// neither its path nor its end by more than rounding.
  ///
  /// - Parameters:
  ///   - observations: the observations in ascending time.
  ///   - earlier: a fit of the same model to begin at, such as that of a window one step back. Of a
  ///     long sample that has moved on by a few observations the search follows the hill of that
  ///     fit and looks for others now and then (`SearchMemory`).
  /// - Throws: `FitError` for too few, not finite or constant observations.
  /// - Complexity: O(nk²) for k parameters, times some ten steps.
  public func estimate(
    _ observations: [Double], from earlier: GARCHFit? = nil
  ) throws(FitError) -> GARCHFit {
    try validate(observations, minimum: minimumObservations)
    precondition(earlier.map { $0.model == self } ?? true, "an earlier fit is of the same model")
    let sample = try GARCHSample(observations, model: self)
    return try GARCHSearch(sample, observations: observations).run(from: earlier)
  }

  /// The log-likelihood of observations at given parameters; minus infinity where there is none.
  ///
  /// - Parameter backcast: the variance before the first observation for `start=arch`; nil
  ///   computes it.
  /// - Precondition: `parameters` has an entry for each of `parameterNames`.
  public func logLikelihood(
    _ observations: [Double], parameters: [Double], backcast: Double? = nil
  ) throws(FitError) -> Double {
    try validate(observations, minimum: minimumObservations)
    precondition(parameters.count == parameterNames.count, "every parameter must be given")
    let sample = try GARCHSample(observations, model: self, backcast: backcast)
    return sample.likelihood.value(sample.scaled(parameters)) + sample.logScaleSum
  }

  var longestLag: Int { max(shockOrder, max(asymmetryOrder, varianceOrder)) }
  var meanCount: Int { mean == .zero ? 0 : mean == .constant ? 1 : 2 }
  var form: VarianceRecursion.Form { kind == .egarch ? .exponential : .linear }

  func recursion(_ start: VarianceRecursion.Start) -> VarianceRecursion {
    VarianceRecursion(
      form: form, shockOrder: shockOrder, asymmetryOrder: asymmetryOrder,
      stateOrder: varianceOrder, start: start)
  }
}
