// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct KolmogorovSmirnovTests {
  /// Catches: the limiting law in place of the law of n values; a wrong sign in an expansion term.
  @Test func `The law of the distance agrees with 40-digit arithmetic`() {
    let rows = InferenceReference.kolmogorov
    let values = rows.map { KolmogorovDistribution.survival($0[1], count: Int($0[0])) }
    let tail = rows.indices.filter { rows[$0][0] * rows[$0][1] * rows[$0][1] >= 3 }
    let exact = rows.indices.filter { rows[$0][0] <= 140 && !tail.contains($0) }
    let body = rows.indices.filter { rows[$0][0] > 140 }
    #expect(tail.count >= 5 && exact.count >= 12 && body.count >= 8)
    let tailError = tail.map { relativeError(values[$0], rows[$0][2]) }.max()
    #expect((tailError ?? 1) <= 4e-8)
    let exactError = exact.map { abs(values[$0] - rows[$0][2]) }.max()
    #expect((exactError ?? 1) <= 1e-13)
    let bodyError = body.map { abs(values[$0] - rows[$0][2]) }.max()
    #expect((bodyError ?? 1) <= 4e-6)
  }

  @Test func `The law is certain at its ends and falls without a jump between its methods`() {
    for count in [1, 2, 10, 140, 141, 5000] {
      let n = Double(count)
      #expect(KolmogorovDistribution.survival(0.5 / n, count: count) == 1)
      #expect(KolmogorovDistribution.survival(1, count: count) == 0)
      let distances = (1...400).map {
        0.5 / n + Double($0) / 400 * min(1 - 0.5 / n, 3 / n.squareRoot())
      }
      let values = distances.map { KolmogorovDistribution.survival($0, count: count) }
      let falls = zip(values, values.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 }
      #expect(falls)
    }
  }

  /// Catches: (i + 1)/n on both sides of the step.
  @Test func `The distance of a sample agrees with another implementation`() {
    let rows = InferenceReference.distances
    let values = rows.map { row in
      HypothesisTest.kolmogorovSmirnov(of: referenceSample(Int(row[0]))) {
        ($0 + 50.0625) / 126.125
      }
      .statistic
    }
    #expect(worstError(values, rows.map { $0[1] }, floor: 0) <= 1e-13)
  }

  /// Catches: the limiting law for 4 values.
  @Test(arguments: [1, 4, 50, 300])
  func `P-values are uniform where the law is right`(count: Int) {
    let result = uniformity(seeds: 2000, "Kolmogorov, right law") { stream in
      HypothesisTest.kolmogorovSmirnov(
        of: stream.normals(count), cumulative: Normal.standardCumulative
      ).pValue
    }
    #expect(result > uniformityLevel)
  }

  @Test func `A shift of a quarter of a standard deviation is found in 500 values`() {
    let found = power(seeds: 400, "Kolmogorov, shift") { stream in
      HypothesisTest.kolmogorovSmirnov(of: stream.normals(500)) {
        Normal.standardCumulative($0 - 0.25)
      }.pValue
    }
    #expect(found > 0.9)
  }

  @Test func `P-values that crowd towards zero are not uniform`() {
    let squares = pValues(seeds: 400, "crowded") { stream in
      let value = stream.uniform()
      return value * value
    }
    #expect(HypothesisTest.uniformity(ofPValues: squares).pValue < 1e-6)
    let result = uniformity(seeds: 400, "uniformity of uniformity") { stream in
      HypothesisTest.uniformity(ofPValues: stream.uniforms(100)).pValue
    }
    #expect(result > uniformityLevel)
  }
}
