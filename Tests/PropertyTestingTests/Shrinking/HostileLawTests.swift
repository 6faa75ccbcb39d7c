// SPDX-License-Identifier: GPL-3.0-or-later
//
// Shrinking ends within its budget whatever a property does.

import PropertyTesting
import Testing

@Suite struct HostileLawTests {
  private let generator = zip(
    Generator<Double>.anyDouble.list(), Generator<[UInt8]>.bytes(count: 0...50))

  /// Shrinks a failure of a property that answers by the number of its call.
  private func calls(limit: Int, fails: @escaping (Int) -> Bool) -> (spent: Int, isMinimal: Bool)? {
    var count = 0
    var checker = Checker(generator) { _ in
      count += 1
      if fails(count) { throw FalseLaw.Broken() }
    }
    guard let first = checker.search(seed: 5, cases: 1000) else { return nil }
    let (_, isMinimal, spent) = checker.shrink(first, callLimit: limit)
    return (spent, isMinimal)
  }

  @Test func alwaysFailing() throws {
    let result = try #require(calls(limit: 5000) { _ in true })
    #expect(result.isMinimal && result.spent < 20)
  }

  @Test func failingOnlyOnce() throws {
    let result = try #require(calls(limit: 5000) { $0 == 1 })
    #expect(result.isMinimal && result.spent <= 5000)
  }

  @Test(arguments: 0..<10 as Range<UInt64>) func failingAtRandom(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let result = try #require(calls(limit: 3000) { _ in random.next() & 1 == 0 })
    #expect(result.spent <= 3000)
  }

  @Test func failingEveryOtherTime() throws {
    let result = try #require(calls(limit: 3000) { $0 % 2 == 1 })
    #expect(result.spent <= 3000)
  }

  @Test func aBudgetOfNothingReturnsTheFailure() throws {
    let result = try #require(calls(limit: 0) { _ in true })
    #expect(result.spent == 0 && !result.isMinimal)
  }

  @Test func discardingAllButTheFirst() throws {
    var count = 0
    var checker = Checker(generator) { _ in
      count += 1
      if count > 1 { throw Interruption.discarded("tired") }
      throw FalseLaw.Broken()
    }
    let found = checker.search(seed: 5, cases: 10)
    let first = try #require(found)
    let (best, isMinimal, _) = checker.shrink(first, callLimit: 5000)
    #expect(isMinimal && best.tape == first.tape)
  }
}
