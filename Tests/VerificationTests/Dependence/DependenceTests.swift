// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the shocks of every kind of dependence must be, counted in markets.

import NumericKernels
import Testing
import Verification

private typealias Support = DependenceSupport

private let bars = 100_000

@Test func shocksOfIndependentAssetsAreUncorrelatedNormalNumbers() throws {
  try expectPairs(.independent, assets: 3) { _, _ in 0 }
}

@Test(arguments: [-0.3, 0.4, 0.95])
func everyPairOfEqualDependenceHasItsCorrelation(correlation: Double) throws {
  try expectPairs(.equal(correlation: correlation), assets: 4) { _, _ in correlation }
}

@Test func pairsOfAFactorHaveTheProductOfTheirLoadings() throws {
  // The last of three loadings counts for the fourth asset too.
  let loadings = [0.8, 0.5, -0.3, -0.3]
  try expectPairs(.factor(loadings: [0.8, 0.5, -0.3]), assets: 4) { loadings[$0] * loadings[$1] }
}

@Test func pairsOfAMatrixHaveItsCorrelations() throws {
  let rows = [[1, 0.6, -0.2, 0.1], [0.6, 1, 0.3, 0], [-0.2, 0.3, 1, 0.5], [0.1, 0, 0.5, 1]]
  try expectPairs(.matrix(Correlation(rows)), assets: 4) { rows[$0][$1] }
}

private func expectPairs(
  _ dependence: Dependence, assets: Int, _ correlation: (Int, Int) -> Double
) throws {
  let shocks = try Support.shocks(Support.program(dependence, assets: assets, bars: bars))
  let claimed = dependence.correlation(assets: assets, bar: 0)
  for first in 0..<assets {
    #expect(claimed[first][first] == 1)
    for second in 0..<first {
      let expected = correlation(first, second)
      #expect(claimed[first][second] == expected && claimed[second][first] == expected)
      Support.expectNormal(
        shocks[first], shocks[second], correlation: expected, "assets \(second), \(first)")
      // Another bar's shock of the other asset is independent.
      Support.expectNormal(
        Array(shocks[first].dropFirst()), Array(shocks[second].dropLast()), correlation: 0,
        "assets \(second), \(first), a bar apart")
    }
  }
}

@Test(arguments: [0.3, 0.7])
func fractionalNoiseKeepsItsMemoryUnderEveryDependenceThatMixesAlike(hurst: Double) throws {
  let process = PriceProcess.fractional(FractionalBrownianMotion(volatility: 0.2, hurst: hurst))
  // Correlation of neighbours: 2^(2H − 1) − 1.
  let expected = PortableMath.exp((2 * hurst - 1) * PortableMath.log(2)) - 1
  let matrix = try Correlation([[1, 0.6, 0.1], [0.6, 1, 0.3], [0.1, 0.3, 1]])
  for dependence in [
    .independent, .equal(correlation: 0.6), .factor(loadings: [0.9]), .matrix(matrix),
  ] as [Dependence] {
    let program = Support.program([MarketSegment(process, bars: bars)], dependence, assets: 3)
    let deviation = 0.2 / Double(program.calendar.barsPerYear).squareRoot()
    for asset in try Support.returns(program) {
      let neighbours =
        Support.mean(zip(asset.dropFirst(), asset).map { $0 * $1 }) / (deviation * deviation)
      // Long memory widens the band: less than tenfold the variance of independent products.
      Support.expect(neighbours, expected, 10 / Double(bars), "\(dependence)")
    }
  }
}

// MARK: Rolling

@Test(arguments: [
  (Dependence.equal(correlation: 0.8), 0.8, Dependence.factor(loadings: [0.5, -0.8]), -0.4),
  (.factor(loadings: [0.9, 0.7]), 0.63, .equal(correlation: -0.4), -0.4),
  (.equal(correlation: 0.2), 0.2, .equal(correlation: 0.7), 0.7),
  (.factor(loadings: [0.9]), 0.81, .factor(loadings: [0.5]), 0.25),
  (.equal(correlation: 0.9), 0.9, .independent, 0),
])
func aRollingDependenceIsTheFirstAtThePeriodsEndsAndTheSecondInItsMiddle(
  one: Dependence, first: Double, other: Dependence, second: Double
) throws {
  let rolling = Dependence.rolling(one, other, period: 8)
  let bars = 200_000
  let shocks = try Support.shocks(Support.program(rolling, assets: 2, bars: bars))
  let middle = 0.5 * (first + second)
  for (phase, correlation) in [(0, first), (2, middle), (4, second), (6, middle)] {
    let places = stride(from: phase, to: bars, by: 8)
    #expect(
      (rolling.correlation(assets: 2, bar: phase + 8)[0][1] - correlation).magnitude < 1e-15)
    Support.expectNormal(
      places.map { shocks[0][$0] }, places.map { shocks[1][$0] }, correlation: correlation,
      "bar \(phase) of the period")
  }
}

@Test func atItsEndsARollingDependencesShocksAreThoseOfOneOfTheTwo() throws {
  let (first, second) = (Dependence.equal(correlation: 0.8), Dependence.factor(loadings: [0.5]))
  let rolling = Dependence.rolling(first, second, period: 64)
  let mixed = try Support.shocks(Support.program(rolling, assets: 3, bars: 129))
  let alone = try Support.shocks(Support.program(first, assets: 3, bars: 129))
  for asset in 0..<3 {
    for bar in [0, 64, 128] {
      #expect((mixed[asset][bar] - alone[asset][bar]).magnitude < 1e-10)
    }
    // The second has noise of its own: nothing of the first is left in the middle.
    #expect((mixed[asset][32] - alone[asset][32]).magnitude > 1e-3)
  }
}

// MARK: Student copula

@Test(arguments: [(3.0, 0.5), (4.0, -0.3), (10.0, 0.7)])
func aStudentCopulaHasNormalMarginsAndTheSignsOfItsCorrelation(
  freedom: Double, correlation: Double
) throws {
  let copula = Dependence.studentCopula(
    degreesOfFreedom: freedom, .equal(correlation: correlation))
  let shocks = try Support.shocks(Support.program(copula, assets: 2, bars: bars))
  for asset in shocks { Support.expectMargin(asset, "\(freedom) degrees of freedom") }
  Support.expectSigns(shocks[0], shocks[1], correlation: correlation, "\(freedom)")
}

@Test(arguments: [(3.0, 0.5), (4.0, -0.3), (10.0, 0.7)])
func jointTailsOfAStudentCopulaAreCountedAsOftenAsTheFormulaSays(
  freedom: Double, correlation: Double
) throws {
  let copula = Dependence.studentCopula(
    degreesOfFreedom: freedom, .equal(correlation: correlation))
  let shocks = try Support.shocks(Support.program(copula, assets: 2, bars: 400_000))
  for share in [0.2, 0.05, 0.01, 0.002] {
    let bound = Normal.standardQuantile(share)
    let probability = JointTail.probability(
      share, correlation: correlation, degreesOfFreedom: freedom)
    for sign in [1.0, -1.0] {
      let both = Support.mean(
        zip(shocks[0], shocks[1]).map { sign * $0 < bound && sign * $1 < bound ? 1 : 0 })
      Support.expect(
        both, probability, probability * (1 - probability) / 400_000,
        "share \(share), sign \(sign)")
    }
    // The normal copula's probability would be told apart.
    if share == 0.01 {
      let normal = JointTail.probability(
        share, correlation: correlation, degreesOfFreedom: 1e6)
      #expect((normal - probability).magnitude > 5 * (probability / 400_000).squareRoot())
    }
  }
}

@Test(arguments: [(3.0, 0.5), (4.0, 0.5), (4.0, 0.3), (2.5, -0.4)])
func jointTailsTendToTheTailDependenceOfTheCopula(freedom: Double, correlation: Double) {
  let limit = CopulaDependence.tailDependence(
    correlation: correlation, degreesOfFreedom: freedom)
  var last = Double.infinity
  for share in [1e-2, 1e-3, 1e-4, 1e-5, 1e-6] {
    let ratio =
      JointTail.probability(share, correlation: correlation, degreesOfFreedom: freedom) / share
    let distance = (ratio - limit).magnitude
    // The distance falls with the power 2/ν of the share.
    #expect(distance < last)
    #expect(distance < 2 * PortableMath.exp(2 / freedom * PortableMath.log(share)))
    last = distance
  }
}

@Test func jointTailsHaveTheirKnownValues() {
  for freedom in [1.0, 3, 8] {
    for correlation in [-0.9, -0.2, 0, 0.5, 0.99] {
      let quadrant = JointTail.probability(
        0.5, correlation: correlation, degreesOfFreedom: freedom)
      let tau = CopulaDependence.kendallTau(correlation: correlation)
      #expect((quadrant - 0.25 * (1 + tau)).magnitude < 1e-13)
    }
  }
  // Nearly normal variables without correlation are nearly independent.
  let product = JointTail.probability(0.1, correlation: 0, degreesOfFreedom: 1e7)
  #expect((product - 0.01).magnitude < 1e-7)
}
