// SPDX-License-Identifier: GPL-3.0-or-later
//
// The orders that shrinking minimises must be total, or it could go in circles or stop too early.

import PropertyTesting
import Testing

@Suite struct OrderTests {
  /// Values that a generator gives for a number of seeds.
  private func values<Value>(of generator: Generator<Value>, count: Int) -> [Value] {
    var values: [Value] = []
    var checker = Checker(generator) { values.append($0) }
    _ = checker.search(seed: 7, cases: count)
    return values
  }

  @Test func doublesHaveATotalOrder() {
    let doubles = values(of: .anyDouble, count: 300)
    var wrong: [String] = []
    for one in doubles {
      for two in doubles {
        let (a, b) = (DoubleOrder(one), DoubleOrder(two))
        // NaNs of one sign share a place; every other two doubles differ.
        let isSame =
          one.bitPattern == two.bitPattern
          || (one.isNaN && two.isNaN && one.sign == two.sign)
        if [a < b, b < a, a == b].count(where: { $0 }) != 1 || (a == b) != isSame {
          wrong.append("\(one) \(two)")
        }
        for three in doubles.prefix(60) where a < b && b < DoubleOrder(three) {
          if !(a < DoubleOrder(three)) { wrong.append("\(one) \(two) \(three)") }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func whatAPersonFindsSimplerComesFirst() {
    let ladder: [Double] = [
      0, 1, 2, 1001, 0x1p53, 0.5, 1.5, 0.25, 0.375, 0.1, 0.3, 0.01, 0.301, 0x1p-30,
      1000.000_000_000_000_1, 1e-9, 0x1p63, 1e300, .infinity, .nan, -0.0, -1, -2, -0.5, -0.1,
      -.infinity,
    ]
    let order = ladder.map { DoubleOrder($0) }
    #expect(order == order.sorted())
    #expect(Set(order).count == order.count)
  }

  @Test(arguments: [(-20, 20, 0), (0, 20, 5), (-20, -3, -3)] as [(Int64, Int64, Int64)])
  func integersAlternateAroundTheirCentre(low: Int64, high: Int64, centre: Int64) {
    let sorted = (low...high).map { Choice.plantedInteger($0, in: low...high, centre: centre) }
      .sorted { IntegerPlace($0) < IntegerPlace($1) }.map { Int64(bitPattern: $0.bits) }
    let expected = (low...high).sorted {
      ($0 - centre).magnitude != ($1 - centre).magnitude
        ? ($0 - centre).magnitude < ($1 - centre).magnitude : $0 > $1
    }
    #expect(sorted == expected)
  }

  @Test func farIntegersHaveOnePlaceEach() {
    let ends: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
    for centre in ends {
      let places = ends.map {
        IntegerPlace(.plantedInteger($0, in: .min ... .max, centre: centre))
      }
      #expect(Set(places).count == ends.count)
    }
  }

  @Test func theSimplestDoubleOfARangeIsSimplerThanItsOthers() {
    let ranges: [ClosedRange<Double>] = [
      -1...1, 0...5, -5 ... -2, 0.01...1e6, 0.3...0.4, 0.31...0.32, 1e-9...2e-9, -0.7 ... -0.6,
      1e300...1e301, 0x1p-1074...0x1p-1070, .infinity ... .infinity, 1.25...1.25,
    ]
    for range in ranges {
      let simplest = simplestDouble(in: range)
      let others = values(of: .double(in: range), count: 500)
      let beaten = others.filter { DoubleOrder($0) < DoubleOrder(simplest) }
      #expect(range.contains(simplest))
      #expect(beaten.isEmpty, "\(range): \(beaten.prefix(3)) before \(simplest)")
    }
  }

  /// Shrinking needs to know what the elements may become.
  @Test(arguments: [(5...9, 5), (-1...1, 0), (0.31...0.32, 0.3125)] as [(ClosedRange, Double)])
  func aBlockKnowsItsElementsRange(range: ClosedRange<Double>, simplest: Double) throws {
    let generator = Generator<[Double]>.block(count: 2...9, in: range)
    var checker = Checker(generator) { _ in throw FalseLaw.Broken() }
    let choice = try #require(checker.search(seed: 1, cases: 1)?.tape.choices.first)
    #expect(choice.elementRange == range && choice.simplestElement == simplest)
  }

  @Test func tapesHaveATotalOrder() {
    let generator = Generator<Int>.integer(in: -3...3).list(count: 0...3)
    var tapes: [Tape] = []
    var checker = Checker(generator) { _ in throw FalseLaw.Broken() }
    for seed in 0..<120 {
      if let result = checker.search(seed: UInt64(seed), cases: 1) { tapes.append(result.tape) }
    }
    var wrong = 0
    for one in tapes {
      for two in tapes {
        let ways = [one.isSimpler(than: two), two.isSimpler(than: one), one == two]
        if ways.count(where: { $0 }) != 1 { wrong += 1 }
        for three in tapes where one.isSimpler(than: two) && two.isSimpler(than: three) {
          if !one.isSimpler(than: three) { wrong += 1 }
        }
      }
    }
    #expect(wrong == 0)
  }
}
