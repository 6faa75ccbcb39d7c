// SPDX-License-Identifier: GPL-3.0-or-later
//
// Markov chains and returns that follow them. Reference numbers:
// scripts/reference/closed_forms.py. Planted faults caught here: the elimination without its
// division or with its matrix turned; a power skipped; 1/(1 − p) − 1; σ² for 3σ² and 3μ²σ² for
// 6μ²σ² in the moments; σ² left out of the squares.

import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct RegimeLawTests {
  /// Bull, bear, sideways and crisis, which stay with the given probabilities.
  static let four = MarkovChainLaw(
    transition: (0..<4).map { row in (0..<4).map { column in entry(row, column) } })
  static let stays = [0.99, 0.97, 0.98, 0.90]

  /// Whoever leaves goes to another state j with a weight of j + 1.
  static func entry(_ row: Int, _ column: Int) -> Double {
    guard row != column else { return stays[row] }
    return (1 - stays[row]) * Double(column + 1) / Double(9 - row)
  }

  static let two = MarkovChainLaw(transition: [[0.95, 0.05], [0.2, 0.8]])
  static let three = RegimeReturnLaw(
    chain: MarkovChainLaw(
      transition: [[0.7, 0.2, 0.1], [0.3, 0.5, 0.2], [0.0, 0.6, 0.4]]),
    means: [0.3, -0.2, -1], deviations: [0.5, 1, 2])

  @Test func fourStatesHaveTheReferenceShares() {
    let expected = [
      0.330477356181150551, 0.19583843329253366, 0.385556915544675643, 0.0881272949816401469,
    ]
    for (share, reference) in zip(Self.four.stationary, expected) {
      #expect(abs(share - reference) < 1e-14)
    }
  }

  @Test func rareStatesKeepTheirDigits() {
    let law = MarkovChainLaw(transition: [[1 - 1e-13, 1e-13], [0.5, 0.5]])
    // The row's rounding moves the small entry by nothing: it is written as it is used.
    #expect(abs(law.stationary[1] / (1e-13 / (0.5 + 1e-13)) - 1) < 4e-15)
    #expect(abs(law.meanDuration(state: 0) / 1e13 - 1) < 4e-15)
  }

  @Test func theStationaryLawStaysAsItIsAndEveryStartForgetsItself() {
    let chain = Self.three.chain
    let far = chain.transition(steps: 400)
    for state in 0..<3 {
      let next = (0..<3).reduce(0.0) {
        $0 + chain.stationary[$1] * chain.transition[$1][state]
      }
      #expect(abs(next - chain.stationary[state]) < 4e-15)
      for start in 0..<3 { #expect(abs(far[start][state] - chain.stationary[state]) < 1e-14) }
    }
  }

  @Test func stepsOfTwoStatesFollowTheirSecondEigenvalue() {
    for steps in [0, 1, 2, 7, 30] {
      let left = Double.pow(0.75, steps)
      let power = Self.two.transition(steps: steps)
      #expect(abs(power[0][0] - (0.8 + 0.2 * left)) < 1e-14)
      #expect(abs(power[1][0] - (0.8 - 0.8 * left)) < 1e-14)
    }
  }

  @Test func theMeanDurationIsThatOfAGeometricLaw() {
    var mean = 0.0
    for length in 1...3000 { mean += Double(length) * .pow(0.95, length - 1) * 0.05 }
    #expect(abs(Self.two.meanDuration(state: 0) - mean) < 1e-11)
    #expect(abs(Self.two.meanDuration(state: 1) - 5) < 1e-14)
  }

  @Test func oneStateGivesIndependentNormalReturns() {
    let law = RegimeReturnLaw(
      chain: MarkovChainLaw(transition: [[1]]), means: [0.1], deviations: [0.5])
    #expect(law.chain.stationary == [1] && law.chain.meanDuration(state: 0) == .infinity)
    #expect(law.mean == 0.1 && law.cumulants.variance == 0.25)
    #expect(law.cumulants.skewness == 0 && law.cumulants.excessKurtosis == 0)
    #expect(law.autocovariance(lag: 3) == 0 && law.autocovarianceOfSquares(lag: 3) == 0)
    // Var r² of N(μ, σ²) is 4μ²σ² + 2σ⁴.
    #expect(abs(law.varianceOfSquares - (4 * 0.01 * 0.25 + 2 * 0.0625)) < 4e-16)
  }

  @Test func cumulantsAreThoseOfTheMixturesDensity() {
    let law = Self.three
    // The trapezoidal rule is exact to rounding on a density that vanishes at both ends.
    let step = 0.01
    var moments = [0.0, 0, 0, 0]
    for index in -3000...3000 {
      let value = Double(index) * step
      var density = 0.0
      for state in 0..<3 {
        let z = (value - law.means[state]) / law.deviations[state]
        density += law.chain.stationary[state] * Normal.standardDensity(z) / law.deviations[state]
      }
      for order in 1...4 { moments[order - 1] += step * density * .pow(value, order) }
    }
    let (m1, m2, m3, m4) = (moments[0], moments[1], moments[2], moments[3])
    let variance = m2 - m1 * m1
    let third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1
    let fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1
    let found = law.cumulants
    #expect(abs(found.mean - m1) < 1e-13 && abs(found.variance - variance) < 1e-12)
    #expect(abs(found.skewness - third / .pow(variance, 1.5)) < 1e-12)
    #expect(abs(found.excessKurtosis - (fourth / (variance * variance) - 3)) < 1e-12)
    #expect(abs(law.varianceOfSquares - (m4 - m2 * m2)) < 1e-12)
  }

  @Test func autocovariancesAreSumsOverAllPathsOfTheChain() {
    let law = Self.three
    let rows = law.chain.transition
    let squares = (0..<3).map {
      law.means[$0] * law.means[$0] + law.deviations[$0] * law.deviations[$0]
    }
    var (product, squared) = (0.0, 0.0)
    for start in 0..<3 {
      for second in 0..<3 {
        for third in 0..<3 {
          for end in 0..<3 {
            let way = rows[start][second] * rows[second][third] * rows[third][end]
            let weight = law.chain.stationary[start] * way
            product += weight * law.means[start] * law.means[end]
            squared += weight * squares[start] * squares[end]
          }
        }
      }
    }
    let shares = law.chain.stationary
    let mean = zip(shares, law.means).reduce(0.0) { $0 + $1.0 * $1.1 }
    let meanSquare = zip(shares, squares).reduce(0.0) { $0 + $1.0 * $1.1 }
    #expect(abs(law.autocovariance(lag: 3) - (product - mean * mean)) < 4e-15)
    #expect(abs(law.autocovarianceOfSquares(lag: 3) - (squared - meanSquare * meanSquare)) < 1e-14)
  }

  @Test func drawnReturnsHaveTheStatedAutocorrelations() {
    let law = RegimeReturnLaw(chain: Self.two, means: [0.5, -1], deviations: [0.5, 2])
    var stream = RandomStream(seed: 2, purpose: "regime law")
    var state = 0
    let returns = (0..<400_000).map { _ in
      state = stream.uniform() < Self.two.transition[state][0] ? 0 : 1
      return law.means[state] + law.deviations[state] * stream.normal()
    }
    let (mean, variance) = (law.mean, law.cumulants.variance)
    let (meanSquare, spread) = (variance + mean * mean, law.varianceOfSquares)
    for lag in [1, 4] {
      let pairs = zip(returns, returns.dropFirst(lag))
      let products = pairs.map { ($0 - mean) * ($1 - mean) / variance }
      #expect(ClosedFormSupport.agrees(products, with: law.autocorrelation(lag: lag)))
      let squares = pairs.map {
        ($0 * $0 - meanSquare) * ($1 * $1 - meanSquare) / spread
      }
      #expect(ClosedFormSupport.agrees(squares, with: law.autocorrelationOfSquares(lag: lag)))
    }
  }
}
