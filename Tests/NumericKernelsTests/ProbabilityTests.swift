// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct ProbabilityTests {
  /// Catches: a coefficient changed in its ninth digit; the branch at 5 moved.
  @Test func `The normal quantile is right to one part in 10¹⁵ in both tails`() {
    let rows = ReferenceNumbers.normalQuantiles
    let worst = worstRelativeError(rows.map { Normal.standardQuantile($0[0]) }, rows.map { $0[1] })
    #expect(worst <= 1e-15)
  }

  /// A relative rounding error ε of the value becomes one of about x²ε in the far tail, so that is
  /// the best that any evaluation through x/√2 can do. Catches: √2 to ten digits.
  @Test func `The normal probability and density are right to their condition`() {
    let worst = ReferenceNumbers.normalProbabilities.map { row in
      let errors = [
        relativeError(Normal.standardCumulative(row[0]), row[1]),
        relativeError(Normal.standardDensity(row[0]), row[2]),
      ]
      return max(errors[0], errors[1]) / (1 + row[0] * row[0])
    }.max()
    #expect((worst ?? 1) <= 4 * Double.ulpOfOne)
  }

  /// Catches: an upper tail that is off by 10⁻¹².
  @Test func `The normal quantile inverts the probability, rises and is odd`() {
    let values = stride(from: -36.0, through: 8, by: 0.0625)
    var worst = 0.0
    var last = -Double.infinity
    var rises = true
    for value in values {
      let back = Normal.standardQuantile(Normal.standardCumulative(value))
      rises = rises && back > last
      last = back
      // In the upper tail a probability near 1 holds few digits of the value.
      let lost = value > 0 ? 0x1p-53 / Normal.standardDensity(value) : 0
      worst = max(worst, (abs(back - value) - 2 * lost) / (1 + abs(value)))
    }
    let dyadic = (1..<1024).map { Double($0) / 1024 }
    let odd = dyadic.allSatisfy { Normal.standardQuantile($0) == -Normal.standardQuantile(1 - $0) }
    #expect(worst <= 1e-15)
    #expect(rises && odd)
  }

  /// For one degree of freedom GSL takes tan(π(p − ½)), which loses the digits of a small p: that
  /// case is allowed 10⁻¹⁶/p. Catches: one degree of freedom more.
  @Test func `Student's quantile and probability agree with 60-digit arithmetic`() {
    let rows = ReferenceNumbers.studentQuantiles
    let worst = rows.map { row in
      let quantile = StudentT.quantile(row[1], degreesOfFreedom: row[0])
      let probability = StudentT.cumulative(row[2], degreesOfFreedom: row[0])
      let allowed = row[0] == 1 ? 1e-12 + 1e-16 / row[1] : 1e-12
      return max(relativeError(quantile, row[2]), relativeError(probability, row[1])) / allowed
    }.max()
    #expect((worst ?? 2) <= 1)
  }

  /// The quantile of one degree of freedom at 3/4 is tan(π/4), and of two at 3/4 √(2/3).
  @Test func `Student's quantile takes its closed forms`() {
    let quantiles = [1.0, 2.0].map { StudentT.quantile(0.75, degreesOfFreedom: $0) }
    let worst = worstRelativeError(quantiles, [1, (2.0 / 3.0).squareRoot()])
    #expect(worst <= 1e-14)
  }
}
