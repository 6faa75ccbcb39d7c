// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A seasonal ARIMA model whose orders are chosen by the data.
///
/// Differences by tests, then the orders with the least corrected Akaike criterion among fits that
/// converged and whose roots lie outside the circle of radius 1.01.
public struct AutomaticARIMA: ForecastModel, Hashable {
  /// How the orders are searched.
  public enum Search: String, CaseIterable, Hashable, Sendable {
    /// Every order up to p, q ≤ 5 and P, Q ≤ 2 that bounds cannot rule out.
    case lattice
    /// From a few starts to better neighbours.
    case stepwise
  }

  /// The number of observations in a season; 1 for none.
  public let period: Int
  /// How the orders are searched.
  public let search: Search

  /// Makes the configuration.
  ///
  /// - Precondition: the period is positive.
  public init(period: Int = 1, search: Search = .lattice) {
    precondition(period > 0, "the period must be positive")
    self.period = period
    self.search = search
  }

  public var specification: String {
    (period == 1 ? "auto-arima" : "auto-arima[\(period)]") + ";search=\(search.rawValue)"
  }

  public var minimumObservations: Int { max(10, period > 1 ? 2 * period + 5 : 10) }

  public func fit(_ observations: [Double]) throws(FitError) -> any FittedModel {
    try validate(observations, minimum: minimumObservations)
    guard observations.contains(where: { $0 != observations[0] }) else {
      throw .degenerate("the series is constant")
    }
    let (fit, candidate) = try chosen(observations)
    return FittedARIMA(fit, chosen: ARIMAForecaster(candidate).specification)
  }

  /// The best fit and its model.
  ///
  /// - Throws: `FitError` where no candidate has a fit that converged.
  public func chosen(
    _ observations: [Double]
  ) throws(FitError) -> (fit: ARIMAFit, model: ARIMAModel) {
    for entry in search(observations).ranking {
      guard let end = entry.fit else { continue }
      let order = entry.candidate.order
      // From where the search ended alone: another start may lead to a maximum next to the unit
      // circle, which the search has left aside.
      let model = ARIMAModel(
        order: order, mean: entry.candidate.includesConstant ? .constant : .none,
        starts: [.coefficients(Array(end.parameters.prefix(order.coefficientCount)))])
      do {
        let fit = try model.fit(observations, regressors: [])
        if fit.certificate.converged { return (fit, model) }
      } catch { throw FitError(error) }
    }
    throw .degenerate("no order gave a fit that converged with roots off the unit circle")
  }

  /// Searches the orders of a series.
  public func search(_ observations: [Double]) -> OrderSearchResult {
    let selection = DifferencingSelection(observations, period: period)
    let lost = selection.differences + period * selection.seasonalDifferences
    let lattice = OrderLattice(
      differences: selection.differences, seasonalDifferences: selection.seasonalDifferences,
      period: period, maximumOrder: selection.isConstant ? 0 : 5,
      maximumSeasonalOrder: selection.isConstant ? 0 : 2,
      observationCount: observations.count - lost)
    let order = OrderSearch(
      lattice: lattice, observationCount: observations.count - lost,
      strategy: search == .lattice ? .exhaustive(usesBounds: false) : .stepwise())
    return order.run(
      LatticeFitter(
        observations: observations, lattice: lattice, minimumRootModulus: order.minimumRootModulus))
  }
}
