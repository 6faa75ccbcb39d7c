// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct PolynomialRootsTests {
  /// Catches: the modulus of the reversed polynomial; a root lost at a repeated start.
  @Test func `Known roots of small polynomials are found`() {
    let quadratic = PolynomialRoots(coefficients: [6, -5, 1])
    #expect(quadratic.roots.map(\.real) == [2, 3])
    #expect(quadratic.roots.map(\.imaginary) == [0, 0])
    let circle = PolynomialRoots(coefficients: [1, 0, 1])
    #expect(circle.roots.map(\.imaginary) == [1, -1])
    #expect(PolynomialRoots(coefficients: [0, 0, -4, 2]).roots.map(\.real) == [0, 0, 2])
    #expect(PolynomialRoots(coefficients: [5, 0, 0]).roots.isEmpty)
    #expect(PolynomialRoots(coefficients: [5]).smallestModulus == nil)
  }

  /// Products of simple factors with exact coefficients: (1 − z^s/2)(1 + z/4) for s up to 52.
  @Test(arguments: [2, 4, 7, 12, 24, 52])
  func `A seasonal product's moduli have fifteen digits`(period: Int) {
    var coefficients = [Double](repeating: 0, count: period + 2)
    coefficients[0] = 1
    coefficients[1] = 0.25
    coefficients[period] -= 0.5
    coefficients[period + 1] -= 0.125
    let result = PolynomialRoots(coefficients: coefficients)
    let seasonal = PortableMath.exp(PortableMath.log(2) / Double(period))
    let truth = [Double](repeating: seasonal, count: period) + [4]
    #expect(result.converged)
    #expect(worstRelativeError(result.roots.map(\.modulus), truth) <= 1e-14)
  }

  /// Multiplies a polynomial by 1 + bz + az², whose coefficients are multiples of 2⁻¹².
  private static func product(_ factors: [[Double]]) -> [Double] {
    factors.reduce([1]) { product, factor in
      var result = [Double](repeating: 0, count: product.count + factor.count - 1)
      for (i, left) in product.enumerated() {
        for (j, right) in factor.enumerated() { result[i + j] += left * right }
      }
      return result
    }
  }

  /// Coefficients of few bits, so that four factors multiply without rounding. Catches: values in
  /// working precision at the end, which lose digits where roots are near each other.
  @Test func `Roots near each other keep ten digits`() {
    var stream = RandomStream(seed: 4, purpose: "near roots")
    for _ in 0..<200 {
      let middle = Double(stream.index(below: 4096)) / 4096 + 1
      let factors = (0..<4).map { [-(middle + Double($0) / 256), 1] }
      let result = PolynomialRoots(coefficients: Self.product(factors))
      let truth = factors.map { -$0[0] }.sorted()
      #expect(result.converged)
      #expect(worstRelativeError(result.roots.map(\.modulus), truth) <= 1e-10)
    }
  }

  /// Catches: pairs that are not conjugates; a sum of roots that a lost root breaks.
  @Test(arguments: [3, 10, 29, 60])
  func `Random polynomials are the products of their roots`(degree: Int) {
    var stream = RandomStream(seed: UInt64(degree), purpose: "random polynomials")
    for _ in 0..<20 {
      let coefficients = (0...degree).map { _ in stream.normal() }
      let result = PolynomialRoots(coefficients: coefficients)
      #expect(result.converged)
      #expect(result.roots.count == degree)
      // Vieta: the sum of the roots and the product of the moduli.
      let sum = compensatedSum(result.roots.map(\.real))
      let expected = -coefficients[degree - 1] / coefficients[degree]
      let size = result.roots.map(\.modulus).reduce(0, +)
      #expect(abs(sum - expected) <= 1e-13 * size)
      #expect(abs(compensatedSum(result.roots.map(\.imaginary))) <= 1e-15 * size)
      let product = result.roots.map(\.modulus).reduce(1, *)
      #expect(relativeError(product, abs(coefficients[0] / coefficients[degree])) <= 1e-12)
    }
  }

  @Test func `A root of modulus far from one is found beside the others`() {
    let result = PolynomialRoots(coefficients: Self.product([[-1e-8, 1], [-1, 1], [-1e8, 1]]))
    #expect(worstRelativeError(result.roots.map(\.real), [1e-8, 1, 1e8]) <= 1e-12)
  }

  @Test func `A polynomial without a coefficient stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = PolynomialRoots(coefficients: [0, 0])
    }
  }
}
