// SPDX-License-Identifier: GPL-3.0-or-later
//
// All roots of a real polynomial at once, by the Ehrlich–Aberth iteration.
//
// Goals in order: moduli to ten digits where roots are simple, the same result whatever stands
// before, then speed. Values are taken in doubled precision at the end, so that roots near each
// other keep their digits; a root of multiplicity m keeps about 32/m of them.
//
// Sources: Aberth, "Iteration methods for finding all zeros of a polynomial simultaneously",
// Mathematics of Computation 27 (1973); Bini, "Numerical computation of polynomial zeros by means
// of Aberth's method", Numerical Algorithms 13 (1996), for the starting points and the stop.

import RealModule

/// The complex roots of a real polynomial.
public struct PolynomialRoots: Hashable, Sendable {
  /// The roots, smallest modulus first; a pair stands with its positive imaginary part first.
  public let roots: [ComplexRoot]
  /// Whether each root met the stop within the sweeps.
  public let converged: Bool

  /// The smallest modulus; nil for a constant polynomial.
  public var smallestModulus: Double? { roots.first?.modulus }

  /// Finds the roots of c₀ + c₁z + … + cₙzⁿ.
  ///
  /// Leading zeros lower the degree; a zero c₀ gives a root at zero.
  ///
  /// - Precondition: some coefficient differs from zero and all are finite.
  /// - Complexity: O(sweeps × n²), about ten sweeps for simple roots.
  public init(coefficients: [Double]) {
    precondition(coefficients.allSatisfy(\.isFinite), "the coefficients must be finite")
    guard let last = coefficients.lastIndex(where: { $0 != 0 }),
      let first = coefficients.firstIndex(where: { $0 != 0 })
    else { preconditionFailure("some coefficient must differ from zero") }
    let polynomial = Array(coefficients[first...last])
    var found = Self.startingPoints(polynomial)
    self.converged = Self.refine(&found, of: polynomial)
    found = Self.symmetric(found)
    found += [ComplexRoot](repeating: ComplexRoot(0), count: first)
    self.roots = found.map { ($0.modulus, $0) }.sorted { left, right in
      // A pair has one modulus to the bit, so its order is that of the imaginary parts.
      if left.0 != right.0 { return left.0 < right.0 }
      if left.1.real != right.1.real { return left.1.real < right.1.real }
      return left.1.imaginary > right.1.imaginary
    }.map(\.1)
  }

  /// Points on circles whose radii are the slopes of the upper hull of (k, log |cₖ|).
  private static func startingPoints(_ polynomial: [Double]) -> [ComplexRoot] {
    let degree = polynomial.count - 1
    guard degree > 0 else { return [] }
    var hull: [Int] = []
    let heights = polynomial.map { $0 == 0 ? -Double.infinity : Double.log(abs($0)) }
    for index in 0...degree where polynomial[index] != 0 {
      while hull.count > 1, isBelow(hull[hull.count - 1], hull[hull.count - 2], index, heights) {
        hull.removeLast()
      }
      hull.append(index)
    }
    var points: [ComplexRoot] = []
    for (left, right) in zip(hull, hull.dropFirst()) {
      let count = right - left
      let radius = Double.exp((heights[left] - heights[right]) / Double(count))
      for index in 0..<count {
        // The offset keeps the start off the real axis and off any symmetry of the roots.
        let angle = 2 * Double.pi * (Double(index) / Double(count) + Double(left) / 7) + 0.7
        points.append(ComplexRoot(radius * Double.cos(angle), radius * Double.sin(angle)))
      }
    }
    return points
  }

  private static func isBelow(_ middle: Int, _ left: Int, _ right: Int, _ y: [Double]) -> Bool {
    (y[middle] - y[left]) * Double(right - left) <= (y[right] - y[left]) * Double(middle - left)
  }

  /// Sweeps until every root stands; each root uses those already moved in the same sweep.
  ///
  /// A root stands first where the value is within its own rounding error, then, with the value in
  /// doubled precision, where its step is.
  private static func refine(_ roots: inout [ComplexRoot], of polynomial: [Double]) -> Bool {
    var doubled = [Bool](repeating: false, count: roots.count)
    var settled = doubled
    for sweep in 0..<200 {
      if settled.allSatisfy({ $0 }) { return true }
      for index in roots.indices where !settled[index] {
        let evaluation = Evaluation(polynomial, at: roots[index], doubled: doubled[index])
        if !doubled[index] && (evaluation.isRounding || sweep > 40) {
          doubled[index] = true
          continue
        }
        let step = step(evaluation.newtonStep, of: index, among: roots)
        guard step.real.isFinite && step.imaginary.isFinite else {
          // A value of zero or a collision with another root: nothing moves it any more.
          settled[index] = doubled[index]
          doubled[index] = true
          continue
        }
        roots[index] = roots[index] - step
        if step.modulus <= 4e-16 * roots[index].modulus {
          settled[index] = doubled[index]
          doubled[index] = true
        }
      }
    }
    return settled.allSatisfy { $0 }
  }

  /// Newton's step with the other roots divided out.
  private static func step(
    _ newton: ComplexRoot, of index: Int, among roots: [ComplexRoot]
  ) -> ComplexRoot {
    var repulsion = ComplexRoot(0)
    for other in roots.indices where other != index {
      let distance = roots[index] - roots[other]
      if distance.modulus > 0 { repulsion = repulsion + ComplexRoot(1) / distance }
    }
    return newton / (ComplexRoot(1) - newton * repulsion)
  }

  /// A polynomial's value and slope at a point, scaled alike.
  ///
  /// Outside the unit circle the reversed polynomial q is used, z⁻ⁿp(z) = q(1/z), so that no power
  /// overflows.
  private struct Evaluation {
    /// p/p′.
    let newtonStep: ComplexRoot
    /// Whether the value is within the rounding error of its terms.
    let isRounding: Bool

    init(_ polynomial: [Double], at point: ComplexRoot, doubled: Bool) {
      let degree = polynomial.count - 1
      let outside = point.modulus > 1
      let argument = outside ? ComplexRoot(1) / point : point
      let size = argument.modulus
      var (value, slope) = (ComplexRoot(0), ComplexRoot(0))
      var bound = 0.0
      for index in 0...degree {
        let coefficient = polynomial[outside ? index : degree - index]
        slope = slope * argument + value
        value = value * argument + ComplexRoot(coefficient)
        bound = bound * size + value.modulus
      }
      isRounding = value.modulus <= 4.5e-16 * bound
      if doubled {
        (value, slope) = doubledHorner(polynomial, reversed: outside, at: argument)
      }
      // Outside, p/p′ = z q / (n q − q′/z), all at 1/z.
      newtonStep =
        outside
        ? point * value / (ComplexRoot(Double(degree)) * value - argument * slope)
        : value / slope
    }
  }

  /// The roots with each pair made exactly conjugate and each lone root real.
  private static func symmetric(_ roots: [ComplexRoot]) -> [ComplexRoot] {
    var result: [ComplexRoot] = []
    var free = [Bool](repeating: true, count: roots.count)
    // The most complex roots choose their partners first.
    let order = roots.indices.sorted {
      abs(roots[$0].imaginary) / roots[$0].modulus > abs(roots[$1].imaginary) / roots[$1].modulus
    }
    for index in order where free[index] {
      free[index] = false
      let root = roots[index]
      let mirror = ComplexRoot(root.real, -root.imaginary)
      let partner = order.filter { free[$0] }.min {
        (roots[$0] - mirror).modulus < (roots[$1] - mirror).modulus
      }
      let nearest = partner.map { (roots[$0] - mirror).modulus } ?? .infinity
      // A root nearer to the axis than to any partner is real.
      guard let partner, nearest < abs(root.imaginary) else {
        result.append(ComplexRoot(root.real))
        continue
      }
      free[partner] = false
      let real = (root.real + roots[partner].real) / 2
      let imaginary = (abs(root.imaginary) + abs(roots[partner].imaginary)) / 2
      result += [ComplexRoot(real, imaginary), ComplexRoot(real, -imaginary)]
    }
    return result
  }
}
