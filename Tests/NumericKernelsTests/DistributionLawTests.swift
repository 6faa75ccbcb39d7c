// SPDX-License-Identifier: GPL-3.0-or-later
//
// Statistical laws have fixed seeds and limits that a correct generator exceeds with probability
// below 10⁻⁶ a seed. "Catches" names faults that the tests were seen to catch.

import NumericKernels
import Testing

struct DistributionLawTests {
  /// P(E ≤ x) = 1 − e⁻ˣ: Kolmogorov's distance, and the mean by its standard error.
  /// Catches: a mean of 1.03.
  @Test func `Exponential numbers have the exponential distribution`() {
    var stream = RandomStream(seed: 21, purpose: "exponential")
    let n = 100_000.0
    let values = (0..<100_000).map { _ in stream.exponential() }
    let distance = distanceFromUniform(values.map { 1 - PortableMath.exp(-$0) })
    let mean = values.reduce(0, +) / n
    #expect(distance * n.squareRoot() < 2.7)
    #expect(abs(mean - 1) * n.squareRoot() < 5)
    #expect(values.allSatisfy { $0 > 0 })
  }

  /// Nothing is remembered: beyond 3 the excess has the same law, and so has four times the least
  /// of four. Catches: a mean of 1.03.
  @Test func `Exponential numbers forget, and the least of four is a quarter of one`() {
    var stream = RandomStream(seed: 22, purpose: "exponential")
    let values = (0..<200_000).map { _ in stream.exponential() }
    let excess = values.filter { $0 > 3 }.map { 1 - PortableMath.exp(3 - $0) }
    let least = stride(from: 0, to: values.count, by: 4).map { start in
      1 - PortableMath.exp(-4 * (values[start..<(start + 4)].min() ?? 0))
    }
    #expect(distanceFromUniform(excess) * Double(excess.count).squareRoot() < 2.7)
    #expect(distanceFromUniform(least) * Double(least.count).squareRoot() < 2.7)
    // The largest of 200,000 is below 6 with probability e⁻⁴⁹⁵.
    #expect((values.max() ?? 0) > 6)
  }

  /// Catches: ν − 1 for ν − 2.
  @Test(arguments: [2.1, 3, 5, 30])
  func `A standardised t has Student's law and variance 1`(degrees: Double) {
    var stream = RandomStream(seed: 23, purpose: "standardised t")
    let values = (0..<40_000).map { _ in stream.standardisedStudentT(degreesOfFreedom: degrees) }
    let scale = (degrees / (degrees - 2)).squareRoot()
    let distance = distanceFromUniform(
      values.map { StudentT.cumulative($0 * scale, degreesOfFreedom: degrees) })
    #expect(distance * 40_000.0.squareRoot() < 2.7)
    guard degrees > 8 else { return }
    // The fourth moment is 3 + 6 / (ν − 4).
    let square = values.reduce(0) { $0 + $1 * $1 } / 40_000
    #expect(abs(square - 1) < 5 * ((2 + 6 / (degrees - 4)) / 40_000).squareRoot())
  }

  /// Catches: a squeeze of 1 − 0.0031 x⁴, which accepts what the law refuses; a uniform number that
  /// is drawn twice.
  @Test(arguments: [0.3, 1, 1.5, 7, 400, 1e8, 1e12])
  func `Gamma's squeeze changes no bit and no draw`(shape: Double) {
    var stream = RandomStream(seed: 24, purpose: "gamma")
    var twin = stream
    var differences = 0
    for _ in 0..<30_000 {
      if stream.gamma(shape: shape) != plainGamma(shape, &twin) { differences += 1 }
    }
    #expect(differences == 0)
    #expect(stream.nextBits() == twin.nextBits())
  }

  /// The squeeze's bound, 0.999 − 0.0331 x⁴, lies below the law's for every shape from 1 on.
  @Test(arguments: [1, 1.01, 1.3, 2, 10, 1000, 1e6, 9e8])
  func `Gamma's squeeze lies inside the law`(shape: Double) {
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    for x in stride(from: -2.35, through: 2.35, by: 0x1p-10) {
      let squeeze = 0.999 - 0.0331 * x * x * x * x
      let root = 1 + c * x
      guard squeeze > 0, root > 0 else { continue }
      let v = root * root * root
      let bound = 0.5 * x * x + d - d * v + d * PortableMath.log(v)
      #expect(PortableMath.log(squeeze) < bound - 0.0005)
    }
  }

  /// Marsaglia and Tsang's method without its squeeze.
  private func plainGamma(_ shape: Double, _ stream: inout RandomStream) -> Double {
    guard shape >= 1 else {
      let power = PortableMath.log(stream.uniform()) / shape
      return plainGamma(shape + 1, &stream) * PortableMath.exp(power)
    }
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = stream.normal()
      let root = 1 + c * x
      let v = root * root * root
      guard v > 0 else { continue }
      let bound = 0.5 * x * x + d - d * v + d * PortableMath.log(v)
      if PortableMath.log(stream.uniform()) < bound { return d * v }
    }
  }
}
