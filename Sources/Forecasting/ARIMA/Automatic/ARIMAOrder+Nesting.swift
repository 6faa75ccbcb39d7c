// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension ARIMAOrder {
  /// The number of autoregressive coefficients, p.
  public var p: Int { arma.p }
  /// The number of moving-average coefficients, q.
  public var q: Int { arma.q }
  /// The number of seasonal autoregressive coefficients, P.
  public var seasonalP: Int { arma.seasonalP }
  /// The number of seasonal moving-average coefficients, Q.
  public var seasonalQ: Int { arma.seasonalQ }
  /// The number of observations in a season; 1 for a model without one.
  public var period: Int { arma.period }

  /// The number of coefficients, without constant and variance.
  public var coefficientCount: Int { arma.coefficientCount }

  /// Whether a model of these orders is a special case of one with those: the same differences and
  /// no order larger.
  public func isNested(in other: ARIMAOrder) -> Bool {
    d == other.d && seasonalD == other.seasonalD
      && (period == other.period || seasonalP + seasonalQ + seasonalD == 0) && p <= other.p
      && q <= other.q && seasonalP <= other.seasonalP && seasonalQ <= other.seasonalQ
  }
}
