// SPDX-License-Identifier: GPL-3.0-or-later
//
// Horner's scheme at a complex point in twice the working precision.
//
// Near a root the terms of a polynomial cancel, and a value in working precision is only their
// rounding. Roots that lie near each other, as those of two seasonal factors, then lose half their
// digits. With twice the precision a root is as good as its own rounding.

/// A number as the unevaluated sum of two.
///
/// Source: the operations are those of Dekker, "A floating-point technique for extending the
/// available precision", Numerische Mathematik 18 (1971), with a fused multiply-add for the error
/// of a product.
struct DoubledNumber {
  var leading: Double
  var trailing: Double

  init(_ leading: Double, _ trailing: Double = 0) {
    self.leading = leading
    self.trailing = trailing
  }

  static func + (left: DoubledNumber, right: DoubledNumber) -> DoubledNumber {
    let sum = left.leading + right.leading
    let virtual = sum - left.leading
    let error = (left.leading - (sum - virtual)) + (right.leading - virtual)
    return normalised(sum, error + (left.trailing + right.trailing))
  }

  static func * (left: DoubledNumber, right: Double) -> DoubledNumber {
    let product = left.leading * right
    let error = (-product).addingProduct(left.leading, right)
    return normalised(product, error + left.trailing * right)
  }

  private static func normalised(_ sum: Double, _ rest: Double) -> DoubledNumber {
    let leading = sum + rest
    return DoubledNumber(leading, rest - (leading - sum))
  }
}

/// Returns the value and the slope of a polynomial at a complex point, rounded once from doubled
/// precision.
///
/// - Parameter reversed: whether the first coefficient belongs to the highest power.
func doubledHorner(
  _ polynomial: [Double], reversed: Bool, at point: ComplexRoot
) -> (value: ComplexRoot, slope: ComplexRoot) {
  let degree = polynomial.count - 1
  let zero = DoubledNumber(0)
  var (real, imaginary, slope) = (zero, zero, (zero, zero))
  for index in 0...degree {
    slope = times(slope, point)
    slope = (slope.0 + real, slope.1 + imaginary)
    (real, imaginary) = times((real, imaginary), point)
    real = real + DoubledNumber(polynomial[reversed ? index : degree - index])
  }
  return (
    ComplexRoot(real.leading, imaginary.leading),
    ComplexRoot(slope.0.leading, slope.1.leading)
  )
}

private func times(
  _ number: (DoubledNumber, DoubledNumber), _ point: ComplexRoot
) -> (DoubledNumber, DoubledNumber) {
  (
    number.0 * point.real + number.1 * -point.imaginary,
    number.0 * point.imaginary + number.1 * point.real
  )
}
