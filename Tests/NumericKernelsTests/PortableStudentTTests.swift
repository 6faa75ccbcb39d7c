// SPDX-License-Identifier: GPL-3.0-or-later
//
// The references have 60 digits; see scripts/reference/incomplete_beta.py. "Catches" names faults
// that the tests were seen to catch.

import NumericKernels
import Testing

struct PortableStudentTTests {
  /// Catches: a Stirling coefficient's sign.
  @Test func `The logarithm of gamma agrees with 60-digit arithmetic`() {
    let worst = StudentReference.logGammas.map { row in
      abs(PortableMath.logGamma(row[0]) - row[1]) / (4 + abs(row[1]))
    }.max()
    #expect((worst ?? 1) <= 1e-15)
  }

  /// Catches: the fraction cut off after four turns.
  @Test func `The incomplete beta function agrees with 60-digit arithmetic`() {
    let worst = StudentReference.incompleteBetas.map { row in
      let value = PortableMath.regularisedIncompleteBeta(row[0], a: row[1], b: row[2])
      // Where the reference is no normal number the value is next to nothing.
      guard row[3] > 0 else { return value < .leastNormalMagnitude ? 0 : .infinity }
      return relativeError(value, row[3]) / (10 - PortableMath.log(row[3]))
    }.max()
    let ends = [0.0, 1].map { PortableMath.regularisedIncompleteBeta($0, a: 2, b: 3) }
    #expect((worst ?? 1) <= 1e-15)
    #expect(ends == [0, 1])
  }

  /// Catches: ν + 10⁻⁹ for ν in one place.
  @Test func `Student's probability agrees with 60-digit arithmetic in both tails`() {
    var worst = 0.0
    for row in StudentReference.tails where row[2] > 0 {
      let lower = PortableStudentT.cumulative(-row[1], degreesOfFreedom: row[0])
      let upper = PortableStudentT.cumulative(row[1], degreesOfFreedom: row[0])
      worst = max(worst, relativeError(lower, row[2]), relativeError(upper, 1 - row[2]))
    }
    #expect(worst <= 5e-13)
  }

  /// Catches: ν + 10⁻⁹ for ν in one place; a sign in the asymptotic series.
  @Test func `Normal scores agree with 60-digit arithmetic, however far`() {
    var worst = 0.0
    for row in StudentReference.tails {
      let upper = PortableStudentT.normalScore(row[1], degreesOfFreedom: row[0])
      let lower = PortableStudentT.normalScore(-row[1], degreesOfFreedom: row[0])
      worst = max(worst, lower == -upper ? relativeError(upper, row[3]) : .infinity)
    }
    #expect(worst <= 1e-13)
  }

  /// For two degrees of freedom P(T > x) = 1 / (r (r + x)) with r = √(2 + x²).
  @Test func `Two degrees of freedom take their closed form`() {
    var worst = 0.0
    for x in stride(from: 0.0, to: 60, by: 0x1p-7) {
      let r = (2 + x * x).squareRoot()
      worst = max(
        worst,
        relativeError(PortableStudentT.cumulative(-x, degreesOfFreedom: 2), 1 / (r * (r + x))))
    }
    #expect(worst <= 1e-14)
  }

  /// The seam of the two branches lies in here, which the few references may step over. Above 30
  /// degrees the library takes an approximation that is right to 10⁻⁹.
  @Test(arguments: [2.0, 3.3, 8, 30])
  func `Student's probability agrees with the GNU library between the references`(degrees: Double) {
    var worst = 0.0
    for x in stride(from: -12.0, through: 12, by: 0x1p-6) {
      let value = PortableStudentT.cumulative(x, degreesOfFreedom: degrees)
      worst = max(worst, relativeError(value, StudentT.cumulative(x, degreesOfFreedom: degrees)))
    }
    #expect(worst <= 1e-11)
  }

  @Test func `Ends of the range have their limits`() {
    let limits = [-Double.infinity, 0, .infinity].map {
      [
        PortableStudentT.cumulative($0, degreesOfFreedom: 3),
        PortableStudentT.normalScore($0, degreesOfFreedom: 3),
        StudentTNormalScore(degreesOfFreedom: 3).normalScore($0),
      ]
    }
    #expect(
      limits == [[0, -.infinity, -.infinity], [0.5, 0, 0], [1, .infinity, .infinity]])
  }

  /// From 10⁻⁹ to beyond the last piece.
  /// Catches: a slope without dx/du; pieces of an eighth.
  @Test(arguments: [1.0, 2, 2.5, 4, 9, 30, 200, 10_000])
  func `The fast scores follow their twin, rise and are odd`(degrees: Double) {
    let fast = StudentTNormalScore(degreesOfFreedom: degrees)
    var (worst, last, value) = (0.0, 0.0, 1e-9)
    var (rises, odd) = (true, true)
    while value < 1e200 {
      let score = fast.normalScore(value)
      let twin = PortableStudentT.normalScore(value, degreesOfFreedom: degrees)
      worst = max(worst, abs(score - twin) / min(1, 0.01 + twin))
      rises = rises && score > last
      odd = odd && fast.normalScore(-value) == -score
      last = score
      value = value < 20 ? value * 1.003 + 1e-4 : value * 1.02
    }
    #expect(worst <= 1e-9)
    #expect(rises && odd)
  }

  /// The map as a copula uses it.
  @Test(arguments: [2.0, 4, 40])
  func `Scores of t numbers are normal`(degrees: Double) {
    var stream = RandomStream(seed: 41, purpose: "scores")
    let fast = StudentTNormalScore(degreesOfFreedom: degrees)
    let values = (0..<20_000).map { _ in
      Normal.standardCumulative(
        fast.normalScore(stream.studentT(degreesOfFreedom: degrees)))
    }
    #expect(distanceFromUniform(values) * 20_000.0.squareRoot() < 2.7)
  }
}
