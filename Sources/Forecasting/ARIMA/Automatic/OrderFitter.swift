// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// What fits one model of an order search to the series that the search is about.
///
/// The search knows orders and log-likelihoods only; the series, its differencing, its regressors
/// and the method of the likelihood are the fitter's. All log-likelihoods must be of the same data
/// with the same convention, or their comparison means nothing.
public protocol OrderFitter {
  /// Fits a model by maximum likelihood.
  ///
  /// - Parameters:
  ///   - order: the orders, all with the same differences and period within one search.
  ///   - includesConstant: whether the differenced series has a mean.
  ///   - start: coefficients to start from in the layout of `OrderFit.parameters`, taken from a
  ///     neighbour with zeros for what it lacks; nil where there is none. They need not be inside
  ///     the stationary region where the neighbour was the larger model.
  ///   - needed: the log-likelihood below which the model cannot be chosen, so that a fit may be
  ///     given up that will not reach it; nil where the maximum itself is asked for.
  /// - Returns: nil where no fit exists at all.
  func fit(
    _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
  ) -> OrderFit?
}

/// What a search needs to know of one fit.
public struct OrderFit: Hashable, Sendable {
  /// The maximised log-likelihood; where the fit was abandoned, the highest that it came by.
  public let logLikelihood: Double
  /// φ₁ … φₚ, θ₁ … θ_q, Φ₁ … , Θ₁ … and last the mean where there is one.
  public let parameters: [Double]
  /// Whether the optimiser reached its stop.
  public let converged: Bool
  /// Whether the optimiser gave up, or did not begin, because the needed log-likelihood was out of
  /// reach.
  public let isAbandoned: Bool
  /// The least modulus of an autoregressive or moving-average root; nil without coefficients.
  public let minimumRootModulus: Double?

  /// Names the parts.
  public init(
    logLikelihood: Double, parameters: [Double], converged: Bool, minimumRootModulus: Double?,
    isAbandoned: Bool = false
  ) {
    self.isAbandoned = isAbandoned
    self.logLikelihood = logLikelihood
    self.parameters = parameters
    self.converged = converged
    self.minimumRootModulus = minimumRootModulus
  }
}

/// One model of an order search: its orders and whether it has a constant.
public struct OrderCandidate: Hashable, Sendable, CustomStringConvertible {
  /// The orders.
  public let order: ARIMAOrder
  /// Whether the differenced series has a mean.
  public let includesConstant: Bool

  /// Makes the candidate.
  public init(order: ARIMAOrder, includesConstant: Bool) {
    self.order = order
    self.includesConstant = includesConstant
  }

  /// The number of estimated parameters, the innovation variance among them.
  public var parameterCount: Int { order.arma.coefficientCount + (includesConstant ? 1 : 0) + 1 }

  /// Whether every likelihood of this model is one of the other.
  public func isNested(in other: OrderCandidate) -> Bool {
    order.isNested(in: other.order) && (!includesConstant || other.includesConstant)
  }

  /// The parameters of a fit of another candidate in this one's layout, zeros where it has none.
  func start(from other: OrderCandidate, parameters: [Double]) -> [Double] {
    precondition(
      parameters.count == other.parameterCount - 1, "there must be one number a parameter")
    var rest = parameters[...]
    var result: [Double] = []
    for (mine, theirs) in zip(blocks, other.blocks) {
      result += rest.prefix(min(mine, theirs))
      result += [Double](repeating: 0, count: max(0, mine - theirs))
      rest = rest.dropFirst(theirs)
    }
    return result
  }

  private var blocks: [Int] {
    [order.p, order.q, order.seasonalP, order.seasonalQ, includesConstant ? 1 : 0]
  }

  public var description: String {
    order.description + (includesConstant ? " with constant" : "")
  }
}

/// What a search minimises.
public enum OrderCriterion: String, CaseIterable, Hashable, Sendable {
  /// −2ℓ + 2k.
  case aic
  /// AIC + 2k(k + 1)/(n − k − 1).
  case aicc
  /// −2ℓ + k log n.
  case bic
}
