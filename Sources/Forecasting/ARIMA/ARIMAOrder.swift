// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The orders of a seasonal ARIMA model, (p, d, q)(P, D, Q)ₛ.
///
/// φ(B)Φ(Bˢ)((1 − B)ᵈ(1 − Bˢ)ᴰ zₜ − μ) = θ(B)Θ(Bˢ)εₜ, with zₜ the series less its regression.
public struct ARIMAOrder: Hashable, Sendable, CustomStringConvertible {
  /// The orders of the differenced series.
  public let arma: SeasonalARMAOrder
  /// The number of ordinary differences, d.
  public let d: Int
  /// The number of seasonal differences, D.
  public let seasonalD: Int

  /// Makes an order.
  ///
  /// - Precondition: no count is negative; `period` is positive, and at least 2 where a seasonal
  ///   count is positive.
  public init(
    p: Int, d: Int, q: Int, seasonalP: Int = 0, seasonalD: Int = 0, seasonalQ: Int = 0,
    period: Int = 1
  ) {
    precondition(min(d, seasonalD) >= 0, "a number of differences must not be negative")
    precondition(seasonalD == 0 || period >= 2, "a seasonal difference needs a period of 2 or more")
    arma = SeasonalARMAOrder(
      p: p, q: q, seasonalP: seasonalP, seasonalQ: seasonalQ, period: period)
    self.d = d
    self.seasonalD = seasonalD
  }

  /// An order with the same differences and other coefficients.
  init(_ order: ARIMAOrder, arma: SeasonalARMAOrder) {
    self.arma = arma
    d = order.d
    seasonalD = order.seasonalD
  }

  /// The number of observations that the differences use up, d + sD.
  public var lostObservations: Int { d + arma.period * seasonalD }

  public var description: String {
    let plain = "(\(arma.p),\(d),\(arma.q))"
    guard arma.period > 1 else { return plain }
    return plain + "(\(arma.seasonalP),\(seasonalD),\(arma.seasonalQ))[\(arma.period)]"
  }
}

/// The weights of (1 − B)ᵈ(1 − Bˢ)ᴰ by lag: the difference is yₜ − Σ weight·yₜ₋ₗₐ₉.
struct DifferenceWeights: Hashable, Sendable {
  let lags: [Int]
  let weights: [Double]
  /// d + sD.
  let length: Int

  init(_ order: ARIMAOrder) {
    length = order.lostObservations
    var polynomial = [Double](repeating: 0, count: length + 1)
    polynomial[0] = 1
    let shifts =
      [Int](repeating: 1, count: order.d)
      + [Int](repeating: order.arma.period, count: order.seasonalD)
    for shift in shifts {
      for lag in stride(from: length, through: shift, by: -1) {
        polynomial[lag] -= polynomial[lag - shift]
      }
    }
    lags = polynomial.indices.filter { $0 > 0 && polynomial[$0] != 0 }
    weights = lags.map { -polynomial[$0] }
  }

  /// The differenced series, `length` shorter.
  func differences(_ series: [Double]) -> [Double] {
    guard !lags.isEmpty else { return series }
    guard series.count > length else { return [] }
    var result = Array(series[length...])
    for (lag, weight) in zip(lags, weights) {
      for time in result.indices { result[time] -= weight * series[time + length - lag] }
    }
    return result
  }

  /// The responses of the levels to the responses of the differences.
  func summed(_ responses: [Double]) -> [Double] {
    var result = responses
    for step in result.indices {
      for (lag, weight) in zip(lags, weights) where lag <= step {
        result[step] += weight * result[step - lag]
      }
    }
    return result
  }
}
