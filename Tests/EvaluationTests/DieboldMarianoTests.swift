// SPDX-License-Identifier: GPL-3.0-or-later
//
// The comparison of two forecasts' losses. "Catches" names the faults that were planted and seen to
// be caught.

import Evaluation
import NumericKernels
import Testing

/// Losses with memory, the second's larger by a part of its own size.
private func losses(_ count: Int, seed: UInt64, excess: Double = 0) -> ([Double], [Double]) {
  var stream = RandomStream(seed: seed, purpose: "losses")
  let first = (0..<count).map { _ in stream.normal() }
  let second = (0..<count).map { _ in stream.normal() * (1 + excess) }
  return (first.map { $0 * $0 }, second.map { $0 * $0 })
}

struct DieboldMarianoTests {
  /// Catches: divisor n − k of the autocovariances; the correction left out; the last lag left
  /// out; p-values of the normal distribution; the step to lag 1 where the sum is negative.
  @Test func `Statistics are those of numpy and scipy`() throws {
    let numbers = referenceNumbers(100)
    let first = numbers[..<50].map { $0 * $0 }
    let second = numbers[50...].map { $0 * $0 }
    for row in ReferenceNumbers.dieboldMariano {
      let test = try #require(
        DieboldMariano(first: first, second: second, horizon: Int(row[0])))
      #expect(relativeError(test.uncorrected.finiteValue, row[1]) <= 1e-12)
      #expect(relativeError(test.statistic.finiteValue, row[2]) <= 1e-12)
      #expect(relativeError(test.pValue, row[3]) <= 1e-10)
      #expect(test.kernel == (row[0] == 13 ? .bartlett : .rectangular) && test.count == 50)
    }
  }

  @Test func `The correction has its published values`() {
    let golden = [(100, 1, 0.994987437), (100, 5, 0.954986911), (50, 10, 0.809938269)]
    for (count, horizon, truth) in golden {
      let factor = DieboldMariano.correction(count: count, horizon: horizon) ?? 0
      #expect(abs(factor - truth) < 5e-10)
    }
    #expect(DieboldMariano.correction(count: 5, horizon: 5) == nil)
  }

  /// Catches: the absolute value of the statistic.
  @Test(arguments: [1, 3, 8])
  func `Swapping the forecasts turns the sign, scaling the losses turns nothing`(
    horizon: Int
  ) throws {
    let (first, second) = losses(200, seed: 3, excess: 0.2)
    let test = try #require(DieboldMariano(first: first, second: second, horizon: horizon))
    let turned = try #require(DieboldMariano(first: second, second: first, horizon: horizon))
    let scaled = try #require(
      DieboldMariano(
        first: first.map { 1e-3 * $0 }, second: second.map { 1e-3 * $0 }, horizon: horizon))
    let value = try #require(test.statistic.finiteValue)
    #expect(turned.statistic.finiteValue == -value && turned.pValue == test.pValue)
    #expect(relativeError(scaled.statistic.finiteValue, value) < 1e-12)
    #expect(value < 0)
  }

  /// Under the null 5 % of the tests reject, within 4.5 standard errors of the count.
  /// Catches: a one-sided p-value; the variance of the sum for that of the mean.
  @Test func `Equal forecasts are told apart as often as the level says`() {
    let rejected = (0..<2000).count { seed in
      let (first, second) = losses(60, seed: UInt64(seed))
      return DieboldMariano(first: first, second: second)?.pValue.map { $0 < 0.05 } ?? false
    }
    #expect(abs(Double(rejected) - 100) < 4.5 * (2000 * 0.05 * 0.95).squareRoot())
  }

  /// Catches: nil for equal losses; a statistic from the rounding of constant differences.
  @Test func `Nothing, equal and constant losses are told apart`() throws {
    #expect(DieboldMariano(first: [], second: []) == nil)
    let equal = try #require(DieboldMariano(first: [1, 2, 3], second: [1, 2, 3], horizon: 2))
    #expect(equal.statistic == .finite(0) && equal.pValue == 1)
    let losses = (0..<40).map { 0.1 * Double($0) }
    let constant = try #require(
      DieboldMariano(first: losses.map { $0 + 0.3 }, second: losses))
    #expect(constant.statistic.finiteValue == nil && constant.pValue == nil)
    let few = try #require(DieboldMariano(first: [1], second: [2]))
    #expect(few.statistic.finiteValue == nil && few.pValue == nil)
  }
}
