// SPDX-License-Identifier: GPL-3.0-or-later
//
// The complex arithmetic that characteristic functions need, and no more. Accuracy first: the
// logarithm near 1 keeps its digits. No scaling against overflow in products and quotients.

import RealModule

/// A complex number.
public struct ComplexNumber: Hashable, Sendable {
  /// The real part.
  public var real: Double
  /// The imaginary part.
  public var imaginary: Double

  /// Makes a number of its two parts.
  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The imaginary unit.
  static let i = ComplexNumber(0, 1)

  /// The distance from 0.
  public var magnitude: Double { .hypot(real, imaginary) }

  static func + (left: Self, right: Self) -> Self {
    Self(left.real + right.real, left.imaginary + right.imaginary)
  }

  static func - (left: Self, right: Self) -> Self {
    Self(left.real - right.real, left.imaginary - right.imaginary)
  }

  static func * (left: Self, right: Self) -> Self {
    Self(
      left.real * right.real - left.imaginary * right.imaginary,
      left.real * right.imaginary + left.imaginary * right.real)
  }

  static func * (factor: Double, number: Self) -> Self {
    Self(factor * number.real, factor * number.imaginary)
  }

  static func / (left: Self, right: Self) -> Self {
    let square = right.real * right.real + right.imaginary * right.imaginary
    return Self(
      (left.real * right.real + left.imaginary * right.imaginary) / square,
      (left.imaginary * right.real - left.real * right.imaginary) / square)
  }

  static prefix func - (number: Self) -> Self { Self(-number.real, -number.imaginary) }

  /// The exponential.
  var exponential: Self {
    let length = Double.exp(real)
    return Self(length * .cos(imaginary), length * .sin(imaginary))
  }

  /// The square root with a real part that is not negative.
  var squareRoot: Self {
    guard real != 0 || imaginary != 0 else { return Self(0) }
    let half = (0.5 * (magnitude + real.magnitude)).squareRoot()
    let other = 0.5 * imaginary / half
    guard real < 0 else { return Self(half, other) }
    return imaginary < 0 ? Self(-other, -half) : Self(other, half)
  }

  /// The principal logarithm of 1 plus this number.
  var logarithmOfOnePlus: Self {
    let excess = 2 * real + real * real + imaginary * imaginary
    return Self(0.5 * .log(onePlus: excess), .atan2(y: imaginary, x: 1 + real))
  }
}
