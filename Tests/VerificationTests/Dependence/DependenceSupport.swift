// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule
import Testing
import Verification

/// Programs and measurements for the tests of dependence.
enum DependenceSupport {
  static let brownian = PriceProcess.brownian(GeometricBrownianMotion(drift: 0.05, volatility: 0.2))

  /// A market of Brownian motions without anything beside the prices.
  static func program(
    _ dependence: Dependence, assets: Int, bars: Int, name: String = "dependence"
  ) -> MarketProgram {
    program([MarketSegment(brownian, bars: bars)], dependence, assets: assets, name: name)
  }

  static func program(
    _ segments: [MarketSegment], _ dependence: Dependence = .independent, assets: Int,
    name: String = "dependence"
  ) -> MarketProgram {
    MarketProgram(
      name: name, assets: MarketProgram.assetNames(assets), dependence: dependence, volume: nil,
      segments: segments)
  }

  /// Every asset's shocks: the log returns less their means, in standard deviations.
  static func shocks(_ program: MarketProgram, seed: UInt64 = 1) throws -> [[Double]] {
    try program.market(seed: seed, threads: 1).assets.map { asset in
      (0..<asset.count).map { bar in
        let before = bar == 0 ? program.initialPrice : asset.closes[bar - 1]
        return (Double.log(asset.closes[bar] / before) - asset.truth.expectedReturn[bar])
          / asset.truth.conditionalVolatility[bar]
      }
    }
  }

  /// The log returns of each asset.
  static func returns(_ program: MarketProgram, seed: UInt64 = 1) throws -> [[Double]] {
    try program.market(seed: seed, threads: 1).assets.map { asset in
      (1..<asset.count).map { Double.log(asset.closes[$0] / asset.closes[$0 - 1]) }
    }
  }

  /// Expects normal shocks of two assets with a correlation, each within five standard errors.
  ///
  /// The mean product of two standard normal numbers has the variance 1 + ρ², the mean fourth
  /// power 96, the sign of the product is positive with the probability ½ + asin(ρ)/π.
  static func expectNormal(
    _ first: [Double], _ second: [Double], correlation: Double, _ comment: Comment
  ) {
    let count = Double(first.count)
    let products = zip(first, second).map { $0 * $1 }
    expect(
      mean(products), correlation, (1 + correlation * correlation) / count, "\(comment): product")
    expectSigns(first, second, correlation: correlation, comment)
    for shocks in [first, second] { expectMargin(shocks, comment) }
  }

  /// Expects the share of products above 0 that every elliptical copula with a correlation has.
  static func expectSigns(
    _ first: [Double], _ second: [Double], correlation: Double, _ comment: Comment
  ) {
    let agreeing = 0.5 + .asin(correlation) / .pi
    let share = mean(zip(first, second).map { $0 * $1 > 0 ? 1 : 0 })
    expect(share, agreeing, agreeing * (1 - agreeing) / Double(first.count), "\(comment): signs")
  }

  /// Expects the first, second and fourth moment of a standard normal law.
  static func expectMargin(_ shocks: [Double], _ comment: Comment) {
    let count = Double(shocks.count)
    expect(mean(shocks), 0, 1 / count, "\(comment): mean")
    expect(mean(shocks.map { $0 * $0 }), 1, 2 / count, "\(comment): variance")
    expect(mean(shocks.map { $0 * $0 * $0 * $0 }), 3, 96 / count, "\(comment): fourth moment")
  }

  static func expect(
    _ estimate: Double, _ expected: Double, _ variance: Double, _ comment: Comment
  ) {
    let score = (estimate - expected) / variance.squareRoot()
    #expect(score.magnitude < 5, "\(comment): \(estimate) where \(expected) is due")
  }

  static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// One dependence of every kind and some nested ones, for three to five assets.
  ///
  /// Those for fewer assets are those for more without the last ones.
  static func everyKind(assets: Int) throws -> [Dependence] {
    let full = [
      [1, 0.6, -0.2, 0.1, 0], [0.6, 1, 0.3, 0, 0.2], [-0.2, 0.3, 1, 0.5, 0.4],
      [0.1, 0, 0.5, 1, 0.3], [0, 0.2, 0.4, 0.3, 1],
    ]
    let matrix = try Dependence.matrix(
      Correlation(full.prefix(assets).map { Array($0.prefix(assets)) }))
    let factor = Dependence.factor(loadings: [0.8, 0.5, -0.3])
    return [
      .independent, .equal(correlation: 0.4), factor, matrix,
      .rolling(matrix, factor, period: 20), .rolling(factor, .independent, period: 9),
      .rolling(.equal(correlation: 0.7), .factor(loadings: [0.9]), period: 30),
      .studentCopula(degreesOfFreedom: 4, matrix),
      .studentCopula(degreesOfFreedom: 6, .rolling(factor, matrix, period: 12)),
    ]
  }
}
