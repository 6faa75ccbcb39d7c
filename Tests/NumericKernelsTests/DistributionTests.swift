// SPDX-License-Identifier: GPL-3.0-or-later
//
// Statistical laws have fixed seeds and limits that a correct generator exceeds with probability
// below 10⁻⁶ a seed. "Catches" names the faults that the tests are for.

import NumericKernels
import Testing

struct DistributionTests {
  /// Catches: chi-square of half the degrees; the square of the mean square taken; a variance of 1
  /// where it is ν / (ν − 2).
  @Test(arguments: [1.0, 2.5, 4, 30])
  func `Student's t has the distribution function of the GNU library`(degrees: Double) {
    var stream = RandomStream(seed: 1, purpose: "t")
    let values = (0..<20_000).map { _ in
      StudentT.cumulative(
        stream.studentT(degreesOfFreedom: degrees), degreesOfFreedom: degrees)
    }
    #expect(distanceFromUniform(values) * 20_000.0.squareRoot() < 2.7)
  }

  /// For a whole shape k, P(G > x) = e⁻ˣ Σ xⁱ / i! over i below k.
  /// Catches: d = shape for shape − ⅓; the acceptance's sign; the exponential's scale.
  @Test(arguments: [1, 2, 7])
  func `Gamma has its closed distribution function where the shape is whole`(shape: Int) {
    var stream = RandomStream(seed: 2, purpose: "gamma")
    let values = (0..<20_000).map { _ in
      let x = stream.gamma(shape: Double(shape))
      var (term, sum) = (1.0, 0.0)
      for order in 1...shape {
        sum += term
        term *= x / Double(order)
      }
      return PortableMath.exp(-x) * sum
    }
    #expect(distanceFromUniform(values) * 20_000.0.squareRoot() < 2.7)
  }

  /// A gamma of shape ½ is half the square of a normal: P(G ≤ x) = 2 Φ(√(2x)) − 1.
  /// Catches: the boost of shapes below 1 left out, or its power upside down.
  @Test func `Gamma of one half is half a squared normal`() {
    var stream = RandomStream(seed: 3, purpose: "gamma")
    let values = (0..<20_000).map { _ in
      2 * Normal.standardCumulative((2 * stream.gamma(shape: 0.5)).squareRoot()) - 1
    }
    #expect(distanceFromUniform(values) * 20_000.0.squareRoot() < 2.7)
  }

  /// Catches: one event too many or too few; the parts of a large mean not summed.
  @Test(arguments: [0.1, 1, 5, 16, 16.5, 100])
  func `Poisson counts have their mean, variance and share of zeros`(mean: Double) {
    var stream = RandomStream(seed: 4, purpose: "poisson")
    let count = 40_000
    let values = (0..<count).map { _ in Double(stream.poisson(mean: mean)) }
    let moments = SampleMoments(values)
    let n = Double(count)
    #expect(abs(moments.mean - mean) < 5 * (mean / n).squareRoot())
    // The fourth central moment is 3m² + m, so that the variance has variance (2m² + m) / n.
    let variance = moments.sumOfSquares / n
    #expect(abs(variance - mean) < 5 * ((2 * mean * mean + mean) / n).squareRoot() + mean / n)
    let zeros = Double(values.count { $0 == 0 })
    let expected = n * PortableMath.exp(-mean)
    #expect(abs(zeros - expected) < 5 * expected.squareRoot() + 5)
  }

  /// Catches: a mean of 0 that draws an event.
  @Test func `A mean of nothing gives nothing`() {
    var stream = RandomStream(seed: 5, purpose: "poisson")
    for _ in 0..<1000 { #expect(stream.poisson(mean: 0) == 0) }
  }
}
