// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct SummationTests {
  /// Multiples of 2⁻⁴⁰ below 2⁸⁰: their sum fits into 128 bits of integer, which is the oracle.
  /// Catches: the compensation left out (a plain sum).
  @Test func `A compensated sum is the exact sum rounded once`() {
    var stream = RandomStream(seed: 5, purpose: "summation")
    var wrong = 0
    for _ in 0..<200 {
      var terms: [Double] = []
      var exact: Int128 = 0
      for _ in 0..<200 {
        let mantissa = Int128(stream.index(below: 1 << 52)) - (1 << 51)
        let shift = stream.index(below: 60)
        terms.append(Double(mantissa << shift) * 0x1p-40)
        exact += mantissa << shift
      }
      if compensatedSum(terms) != Double(exact) * 0x1p-40 { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  /// Catches: the two-sum for ordered terms, which loses the small terms of 1, 10¹⁰⁰, 1, −10¹⁰⁰.
  @Test func `Large terms that cancel leave the small ones`() {
    let sums = [
      [1, 1e100, 1, -1e100], [1e100, 1, -1e100, 1], [-1e16, 1, 1e16, 1e-16], [], [0.1, -0.1],
      [Double](repeating: 0.1, count: 10),
    ].map(compensatedSum)
    #expect(sums == [2, 2, 1, 0, 0, 1])
  }

  /// (1 + 2⁻³⁰)² − 1 − 2⁻²⁹ is 2⁻⁶⁰, which a rounded product loses.
  /// Catches: the product's rounding error dropped.
  @Test func `A product is added exactly`() {
    var sum = CompensatedSum()
    sum.add(product: 1 + 0x1p-30, 1 + 0x1p-30)
    sum.add(-1)
    sum.add(-0x1p-29)
    #expect(sum.value == 0x1p-60)
  }

  /// Catches: a remainder of zero.
  @Test func `The remainder is what the value rounds away`() {
    var sum = CompensatedSum()
    for term in [1, 0x1p-60, 0x1p-61] { sum.add(term) }
    let parts = [sum.value, sum.remainder]
    #expect(parts == [1, 0x1.8p-60])
  }
}
