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

  private func share(_ values: [Double], _ isWanted: (Double) -> Bool) -> Double {
    Double(values.count(where: isWanted)) / Double(values.count)
  }

  /// Small magnitudes that are rounded would all be 0, which is the end of many ranges.
  @Test(
    arguments: [
      -1...0, 0...1, -1...1, 0...100, 0...0.02, 0x1p-1074...1, 0.01...1e6, -8...8, -1e300...1e300,
      -.infinity ... .infinity,
    ] as [ClosedRange<Double>])
  func zerosAndEndsAreNotCommon(range: ClosedRange<Double>) {
    let values = doubles(Generator<Double>.double(in: range).list(count: 50), cases: 4000)
      .flatMap { $0 }
    if range.contains(0) { #expect((0.006...0.015).contains(share(values) { $0 == 0 })) }
    let ends = share(values) { $0 == range.lowerBound || $0 == range.upperBound }
    #expect((0.003...0.025).contains(ends))
  }

  /// 14 of 64 each, a little more by specials and copies, a little less where magnitudes fall
  /// outside.
  @Test func everyMannerHasItsShare() {
    let values = doubles(Generator<Double>.double(in: 0...1024).list(count: 50), cases: 4000)
      .flatMap { $0 }
    #expect(values.count == 200_000)
    func isDecimal(_ value: Double) -> Bool { (value * 100).rounded() / 100 == value }
    #expect((0.2...0.26).contains(share(values) { $0 != 0 && $0 == $0.rounded() }))
    #expect((0.2...0.26).contains(share(values) { $0 != $0.rounded() && isDecimal($0) }))
    #expect((0.05...0.09).contains(share(values) { $0 != 0 && $0 < 0x1p-20 }))
    // Half of what is uniform, which stands in for what falls outside, too.
    #expect((0.14...0.2).contains(share(values) { $0 > 512 && !isDecimal($0) }))
    let any = doubles(Generator<Double>.anyDouble.list(count: 50), cases: 4000).flatMap { $0 }
    #expect((0.16...0.21).contains(share(any) { $0.magnitude < 0x1p53 && $0 == $0.rounded() }))
    let decimals = share(any) { $0.magnitude < 0x1p44 && $0 != $0.rounded() && isDecimal($0) }
    #expect((0.15...0.2).contains(decimals))
    #expect((0.3...0.36).contains(share(any) { $0.isFinite && $0 == $0.rounded() }))
  }

  @Test func neighboursRepeatEachOther() {
    let lists = doubles(Generator<Double>.double(in: 0...1e6).list(count: 20), cases: 2000)
    let pairs = lists.flatMap { Swift.zip($0, $0.dropFirst()).map { ($0, $1) } }
    let equal = pairs.count { $0 == $1 }
    let beside = pairs.count { $0 != $1 && ($0.nextUp == $1 || $0.nextDown == $1) }
    #expect(equal > pairs.count / 1000)
    #expect(beside > pairs.count / 1000)
  }

  @Test func elementsOfABlockRepeatEachOther() {
    let blocks = doubles(Generator<[Double]>.block(count: 50...50, in: 0.3...1e6), cases: 2000)
    let values = blocks.flatMap { block in
      block.indices.dropFirst().map { (block[$0], block[max(0, $0 - 16)..<$0]) }
    }
    // Of 64 elements two repeat one of the sixteen before, and two are beside one.
    let equal = values.count { value, before in before.contains(value) }
    let beside = values.count { value, before in
      before.contains(value.nextUp) || before.contains(value.nextDown)
    }
    #expect((0.025...0.15).contains(Double(equal) / Double(values.count)))
    #expect((0.025...0.05).contains(Double(beside) / Double(values.count)))
  }

  @Test(arguments: [0.01...1e6, -0.4 ... -0.3, 1000...1001, 0x1p-1074...1, -1e300...1e300])
  func rangesAreFilled(range: ClosedRange<Double>) {
    let values = doubles(Generator<Double>.double(in: range).list(count: 20), cases: 500)
      .flatMap { $0 }
    #expect(values.allSatisfy { range.contains($0) })
    #expect(values.contains(range.lowerBound) && values.contains(range.upperBound))
    #expect(Set(values).count > values.count / 3)
  }

  private func integers<Number>(_ generator: Generator<Number>, cases: Int) -> [[Number]] {
    var lists: [[Number]] = []
    var checker = Checker(generator.list(count: 50)) { lists.append($0) }
    _ = checker.search(seed: 12, cases: cases)
    return lists
  }

  /// A range of 256 numbers finds as many faults at its ends as one of 257.
  @Test(arguments: [8, 100, 255, 256, 9999]) func integersLieAtEndsAndRepeatThemselves(last: Int) {
    let lists = integers(Generator<Int>.integer(in: 0...last), cases: 1000)
    let values = lists.flatMap { $0 }
    let ends = Double(values.count { $0 == 0 || $0 == last }) / Double(values.count)
    // The boundary alone gives half of one in 32, evenness two in the size of the range.
    #expect(ends > 0.012 + (last < 256 ? 1.6 / Double(last) : 0))
    let equal = lists.map { list in list.indices.dropFirst().count { list[$0] == list[$0 - 1] } }
    // Every second choice is the list's Boolean: one in 32 repeats one of eight integers exactly.
    #expect(Double(equal.reduce(0, +)) > 0.005 * Double(values.count))
    #expect(Set(values).count > min(last, 1000) * 9 / 10)
  }

  @Test func fewNumbersAreEven() {
    let values = integers(Generator<Int>.integer(in: 0...7), cases: 1000).flatMap { $0 }
    for number in 0...7 {
      let share = Double(values.count { $0 == number }) / Double(values.count)
      #expect((0.118...0.132).contains(share))
    }
  }

  @Test func bytesLieAtEndsAndRepeatThemselves() {
    var strings: [[UInt8]] = []
    var checker = Checker(Generator<[UInt8]>.bytes(count: 0...100)) { strings.append($0) }
    _ = checker.search(seed: 12, cases: 4000)
    let bytes = strings.flatMap { $0 }
    func share(_ count: Int) -> Double { Double(count) / Double(bytes.count) }
    #expect((0.03...0.042).contains(share(bytes.count { $0 == 0 })))
    #expect((0.03...0.042).contains(share(bytes.count { $0 == 255 })))
    let equal = strings.map { list in list.indices.dropFirst().count { list[$0] == list[$0 - 1] } }
    #expect((0.055...0.07).contains(share(equal.reduce(0, +))))
    #expect(Set(bytes).count == 256)
  }

  @Test func weightsAreKept() {
    let generator = Generator<Int>.oneOf(
      [.constant(0), .constant(1), .constant(2)], weights: [1, 1_000_000, 3_000_000])
    let values = integers(generator, cases: 2000).flatMap { $0 }
    let share = Double(values.count { $0 == 1 }) / Double(values.count)
    #expect((0.24...0.26).contains(share))
    let even = integers(Generator<Int>.oneOf((0..<20).map { .constant($0) }), cases: 2000)
    for number in 0..<20 {
      let share = Double(even.flatMap { $0 }.count { $0 == number }) / 100_000
      #expect((0.046...0.054).contains(share))
    }
  }
}
