// SPDX-License-Identifier: GPL-3.0-or-later

/// A complex number in Cartesian form, with the few operations that finding roots needs.
public struct ComplexRoot: Hashable, Sendable {
  /// The real part.
  public let real: Double
  /// The imaginary part.
  public let imaginary: Double

  /// Makes the number.
  @inlinable
  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The distance from zero, without overflow between.
  public var modulus: Double {
    let larger = max(abs(real), abs(imaginary))
    guard larger > 0, larger.isFinite else { return larger }
    let (x, y) = (real / larger, imaginary / larger)
    return larger * (x * x + y * y).squareRoot()
  }

  static func + (left: ComplexRoot, right: ComplexRoot) -> ComplexRoot {
    ComplexRoot(left.real + right.real, left.imaginary + right.imaginary)
  }

  static func - (left: ComplexRoot, right: ComplexRoot) -> ComplexRoot {
    ComplexRoot(left.real - right.real, left.imaginary - right.imaginary)
  }

  static func * (left: ComplexRoot, right: ComplexRoot) -> ComplexRoot {
    ComplexRoot(
      left.real * right.real - left.imaginary * right.imaginary,
      left.real * right.imaginary + left.imaginary * right.real)
  }

  /// Scaled by the divisor's larger part, so that neither square overflows.
  static func / (left: ComplexRoot, right: ComplexRoot) -> ComplexRoot {
    let scale = max(abs(right.real), abs(right.imaginary))
    let (x, y) = (right.real / scale, right.imaginary / scale)
    let square = (x * x + y * y) * scale
    return ComplexRoot(
      (left.real * x + left.imaginary * y) / square,
      (left.imaginary * x - left.real * y) / square)
  }
}
