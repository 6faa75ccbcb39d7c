// SPDX-License-Identifier: GPL-3.0-or-later

/// The orders of a multiplicative seasonal ARMA process.
///
/// φ(B)Φ(Bˢ) wₜ = θ(B)Θ(Bˢ) εₜ with φ(B) = 1 − φ₁B − … − φₚBᵖ and θ(B) = 1 + θ₁B + … + θ_qB^q, the
/// seasonal polynomials likewise in Bˢ (Box and Jenkins, "Time series analysis", the chapter on
/// seasonal models).
///
/// Coefficients stand in one array throughout, in the order φ, θ, Φ, Θ.
public struct SeasonalARMAOrder: Hashable, Sendable {
  /// The number of autoregressive coefficients, p.
  public let p: Int
  /// The number of moving-average coefficients, q.
  public let q: Int
  /// The number of seasonal autoregressive coefficients, P.
  public let seasonalP: Int
  /// The number of seasonal moving-average coefficients, Q.
  public let seasonalQ: Int
  /// The length of the season, s; 1 where there is no season.
  public let period: Int

  /// Makes an order.
  ///
  /// - Precondition: no count is negative; `period` is positive, and at least 2 where there are
  ///   seasonal coefficients.
  public init(p: Int, q: Int, seasonalP: Int = 0, seasonalQ: Int = 0, period: Int = 1) {
    precondition(min(p, q, seasonalP, seasonalQ) >= 0, "an order must not be negative")
    precondition(period >= 1, "the period must be positive")
    precondition(
      seasonalP + seasonalQ == 0 || period >= 2, "seasonal coefficients need a period of 2 or more")
    self.p = p
    self.q = q
    self.seasonalP = seasonalP
    self.seasonalQ = seasonalQ
    self.period = period
  }

  /// The number of coefficients, p + q + P + Q.
  public var coefficientCount: Int { p + q + seasonalP + seasonalQ }
  /// The degree of the product of the autoregressive polynomials, p + sP.
  public var autoregressiveDegree: Int { p + period * seasonalP }
  /// The degree of the product of the moving-average polynomials, q + sQ.
  public var movingAverageDegree: Int { q + period * seasonalQ }
  /// The dimension of the state, max(p + sP, q + sQ, 1).
  public var stateDimension: Int { max(autoregressiveDegree, movingAverageDegree, 1) }

  /// Where φ, θ, Φ and Θ stand among the coefficients.
  package var blocks:
    (ar: Range<Int>, ma: Range<Int>, seasonalAR: Range<Int>, seasonalMA: Range<Int>)
  {
    let (first, second) = (p + q, p + q + seasonalP)
    return (0..<p, p..<first, first..<second, second..<coefficientCount)
  }

  /// The coefficients of the product of the autoregressive polynomials: wₜ = Σ cₖ wₜ₋ₖ + …, with
  /// c₁ first.
  ///
  /// - Precondition: there are `coefficientCount` coefficients.
  public func autoregressiveWeights(_ coefficients: [Double]) -> [Double] {
    var weights = [Double](repeating: 0, count: autoregressiveDegree)
    LagProduct(autoregressive: self).expand(coefficients, into: &weights)
    return weights
  }

  /// The coefficients of the product of the moving-average polynomials: wₜ = … + εₜ + Σ cₖ εₜ₋ₖ,
  /// with c₁ first.
  ///
  /// - Precondition: there are `coefficientCount` coefficients.
  public func movingAverageWeights(_ coefficients: [Double]) -> [Double] {
    var weights = [Double](repeating: 0, count: movingAverageDegree)
    LagProduct(movingAverage: self).expand(coefficients, into: &weights)
    return weights
  }
}

/// The product of an ordinary and a seasonal polynomial, by the lags that can differ from zero.
struct LagProduct: Sendable {
  /// The range of the ordinary coefficients, and that of the seasonal ones.
  private let ordinary: Range<Int>
  private let seasonal: Range<Int>
  private let period: Int
  /// The sign of a product of two coefficients: −1 for 1 − Σ, +1 for 1 + Σ.
  private let crossSign: Double
  /// The lags that occur, ascending, each once.
  let lags: [Int]

  init(autoregressive order: SeasonalARMAOrder) {
    self.init(order.blocks.ar, order.blocks.seasonalAR, period: order.period, crossSign: -1)
  }

  init(movingAverage order: SeasonalARMAOrder) {
    self.init(order.blocks.ma, order.blocks.seasonalMA, period: order.period, crossSign: 1)
  }

  private init(
    _ ordinary: Range<Int>, _ seasonal: Range<Int>, period: Int, crossSign: Double
  ) {
    self.ordinary = ordinary
    self.seasonal = seasonal
    self.period = period
    self.crossSign = crossSign
    var lags = Set<Int>()
    for major in 0...seasonal.count {
      for minor in 0...ordinary.count where major + minor > 0 {
        lags.insert(major * period + minor)
      }
    }
    self.lags = lags.sorted()
  }

  /// Adds the coefficient of each lag to the entry before it, which starts at zero.
  func expand(_ coefficients: [Double], into weights: inout [Double]) {
    for index in weights.indices { weights[index] = 0 }
    for minor in 0..<ordinary.count { weights[minor] += coefficients[ordinary.lowerBound + minor] }
    for major in 0..<seasonal.count {
      let outer = coefficients[seasonal.lowerBound + major]
      let base = (major + 1) * period
      weights[base - 1] += outer
      for minor in 0..<ordinary.count {
        weights[base + minor] += crossSign * outer * coefficients[ordinary.lowerBound + minor]
      }
    }
  }

  /// Adds to the gradient by coefficients what a gradient by lags says.
  func pullBack(_ byLag: [Double], _ coefficients: [Double], into gradient: inout [Double]) {
    for minor in 0..<ordinary.count { gradient[ordinary.lowerBound + minor] += byLag[minor] }
    for major in 0..<seasonal.count {
      let outer = coefficients[seasonal.lowerBound + major]
      let base = (major + 1) * period
      var own = byLag[base - 1]
      for minor in 0..<ordinary.count {
        let slope = crossSign * byLag[base + minor]
        own += slope * coefficients[ordinary.lowerBound + minor]
        gradient[ordinary.lowerBound + minor] += slope * outer
      }
      gradient[seasonal.lowerBound + major] += own
    }
  }
}
