// SPDX-License-Identifier: GPL-3.0-or-later
//
// What share of random doubles is special is documented, so it is measured.

import PropertyTesting
import Testing

@Suite struct DistributionTests {
  private func doubles(_ generator: Generator<[Double]>, cases: Int) -> [[Double]] {
    var lists: [[Double]] = []
    var checker = Checker(generator) { lists.append($0) }
    _ = checker.search(seed: 11, cases: cases)
    return lists
  }

  @Test func doublesThatBreakProgramsComeUp() {
    let values = doubles(Generator<Double>.anyDouble.list(count: 50), cases: 4000).flatMap { $0 }
    func share(_ isWanted: (Double) -> Bool) -> Double {
      Double(values.count(where: isWanted)) / Double(values.count)
    }
    // One in 16 is special and one in eight of those NaN; copies repeat them.
    #expect((0.007...0.011).contains(share { $0.isNaN }))
    #expect(share { $0 == .infinity } > 0.001)
    #expect(share { $0 == -.infinity } > 0.001)
    #expect(share { $0 == 0 && $0.sign == .minus } > 0.001)
    #expect(share { $0.isSubnormal } > 0.003)
    #expect(share { $0.sign == .minus } > 0.4)
    #expect(share { $0.isFinite && $0 == $0.rounded() } > 0.2)
    #expect(share { $0.magnitude < 1e-50 && $0 != 0 } > 0.02)
    #expect(share { $0.magnitude > 1e50 } > 0.02)
    #expect((0.1...0.5).contains(share { $0.magnitude >= 1 && $0.magnitude < 1e6 }))
  }

  @Test func neighboursRepeatEachOther() {
    let lists = doubles(Generator<Double>.double(in: 0...1e6).list(count: 20), cases: 2000)
    let pairs = lists.flatMap { Swift.zip($0, $0.dropFirst()).map { ($0, $1) } }
    let equal = pairs.count { $0 == $1 }
    let beside = pairs.count { $0 != $1 && ($0.nextUp == $1 || $0.nextDown == $1) }
    #expect(equal > pairs.count / 1000)
    #expect(beside > pairs.count / 1000)
  }

  @Test(arguments: [0.01...1e6, -0.4 ... -0.3, 1000...1001, 0x1p-1074...1, -1e300...1e300])
  func rangesAreFilled(range: ClosedRange<Double>) {
    let values = doubles(Generator<Double>.double(in: range).list(count: 20), cases: 500)
      .flatMap { $0 }
    #expect(values.allSatisfy { range.contains($0) })
    #expect(values.contains(range.lowerBound) && values.contains(range.upperBound))
    #expect(Set(values).count > values.count / 3)
  }
}
