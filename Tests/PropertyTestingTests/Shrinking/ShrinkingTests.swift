// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Synchronization
import Testing

@Suite struct ShrinkingTests {
  /// How often a law's smallest counterexample was reached, and the most calls that it took.
  private func result(_ law: FalseLaw, seeds: Range<UInt64>) -> (missed: [String], calls: Int) {
    var (missed, most): ([String], Int) = ([], 0)
    for seed in seeds {
      guard let outcome = law.shrunk(seed, ShrinkPass.all) else {
        missed.append("seed \(seed) found nothing")
        continue
      }
      if !outcome.isExact || !outcome.isMinimal { missed.append("seed \(seed): \(outcome.value)") }
      most = max(most, outcome.calls)
    }
    return (missed, most)
  }

  @Test(arguments: FalseLaw.numberLaws + FalseLaw.structureLaws + FalseLaw.publicLaws)
  func theSmallestCounterexampleIsReached(law: FalseLaw) {
    let (missed, calls) = result(law, seeds: 0..<10)
    // Two of a hundred may fail to arrive, so one of ten is let pass.
    #expect(missed.count <= 1, "\(missed)")
    #expect(calls <= 1500)
  }

  @Test func aLongSeriesIsCutToItsCause() {
    let generator = Generator<Int>.integer(in: 0...1_000_000).list(count: 0...20_000)
    for seed in 0..<4 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      var guilty: Set<Int> = []
      while guilty.count < 3 { guilty.insert(Int(random.next(below: 10_000))) }
      var choices: [Choice] = []
      for index in 0..<10_000 {
        let value = guilty.contains(index) ? 999_999 : Int64(random.next(below: 900_000))
        choices.append(.plantedBoolean(true))
        choices.append(.plantedInteger(value, in: 0...1_000_000, centre: 0))
      }
      choices.append(.plantedBoolean(false))
      var checker = Checker(generator) { list in
        if list.count(where: { $0 > 950_000 }) >= 3 { throw FalseLaw.Broken() }
      }
      guard let first = checker.run(replaying: Tape(plain: choices)) else {
        Issue.record("the planted series was not run")
        return
      }
      let (best, isMinimal, calls) = checker.shrink(first, callLimit: 20_000)
      #expect((try? checker.value(of: best.tape)) == [950_001, 950_001, 950_001])
      #expect(isMinimal && calls <= 2000)
    }
  }

  /// What is deleted from a list that must not become shorter grows back, and trying every item of
  /// it would take a time that grows with the square of the length.
  @Test(arguments: [3000...3000, 3000...9000])
  func aListAtItsLeastLengthIsNotTriedItemByItem(count: ClosedRange<Int>) throws {
    let made = Mutex(0)
    let item = Generator<Int>.integer(in: 0...1_000_000).list(count: 3)
    let generator = item.list(count: count).map { list in
      made.withLock { $0 += 1 }
      return list
    }
    var checker = Checker(generator) { list in
      if list.count(where: { $0[1] > 900_000 }) >= 2 { throw FalseLaw.Broken() }
    }
    let found = checker.search(seed: 1, cases: 1000)
    let first = try #require(found)
    let best = checker.shrink(first, callLimit: 20_000).best
    let value = try checker.value(of: best.tape)
    #expect(value.count == 3000 && value.count { $0 == [0, 900_001, 0] } == 2)
    let cases = made.withLock { $0 }
    #expect(cases < 2000, "the list was made \(cases) times")
  }

  @Test func whatIsReturnedFailsAndIsSimpler() {
    let generator = zip(
      Generator<Int>.integer(in: -500...500).list(), Generator<Double>.anyDouble)
    for seed in 0..<40 as Range<UInt64> {
      // Each seed has a law of its own: the value's hash decides.
      func breaks(_ list: [Int], _ number: Double) -> Bool {
        let sum = list.reduce(Int(truncatingIfNeeded: number.bitPattern >> 40)) { $0 &* 31 &+ $1 }
        return RandomSource(seed: seed ^ UInt64(bitPattern: Int64(sum))).first & 3 == 0
      }
      var checker = Checker(generator) { if breaks($0, $1) { throw FalseLaw.Broken() } }
      guard let first = checker.search(seed: seed, cases: 1000) else { continue }
      let (best, isMinimal, _) = checker.shrink(first, callLimit: 20_000)
      let value = try? checker.value(of: best.tape)
      #expect(value.map { breaks($0.0, $0.1) } == true)
      #expect(best.tape == first.tape || best.tape.isSimpler(than: first.tape))
      // Locally minimal: shrinking again changes nothing.
      let again = checker.shrink(best, callLimit: 20_000)
      #expect(isMinimal && again.isMinimal && again.best.tape == best.tape)
    }
  }

  @Test func anotherFailureIsNotTakenForThisOne() throws {
    struct Other: Error {}
    var checker = Checker(Generator<Int>.integer(in: 0...10_000)) {
      if $0 > 5000 { throw FalseLaw.Broken() }
      if $0 > 10 { throw Other() }
    }
    let tape = Tape(plain: [.plantedInteger(9000, in: 0...10_000, centre: 0)])
    let found = checker.run(replaying: tape)
    let first = try #require(found)
    let best = checker.shrink(first, callLimit: 1000).best
    #expect(try checker.value(of: best.tape) == 5001)
  }
}

extension RandomSource {
  /// The first number of the stream.
  fileprivate var first: UInt64 {
    var copy = self
    return copy.next()
  }
}

extension FalseLaw: CustomTestStringConvertible {
  var testDescription: String { name }
}
