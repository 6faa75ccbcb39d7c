// SPDX-License-Identifier: GPL-3.0-or-later
//
// Goals in order: the same bits on every machine, an error below 10⁻⁹ and rising values, then
// speed: a t-copula asks for the score of every draw.

/// The map from Student's t distribution to the normal one for fixed degrees of freedom, fast.
///
/// In u = √(ν log(1 + x²/ν)) the score is nearly a straight line for every ν, which is why
/// Wallace's approximation to the distribution works. Cubic pieces through values and slopes at
/// every thirty-second of u then follow `PortableStudentT.normalScore` to 10⁻⁹; beyond the last
/// piece that function itself is taken.
///
/// Source: Wallace, "Bounds on normal approximations to Student's and the chi-square
/// distributions", Ann. Math. Statist. 30 (1959), for the variable; the pieces are ours.
public struct StudentTNormalScore: Sendable {
  /// The degrees of freedom ν.
  public let degreesOfFreedom: Double
  /// Four coefficients a piece, the constant first.
  private let pieces: [SIMD4<Double>]
  private let inverseDegrees: Double

  private static var piecesPerUnit: Double { 32 }

  /// Makes the map for degrees of freedom.
  ///
  /// - Complexity: some 1,200 evaluations of `PortableStudentT.normalScore`.
  /// - Precondition: the degrees of freedom lie in 1...10⁴.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom >= 1 && degreesOfFreedom <= 10_000,
      "the degrees of freedom must lie in 1...10⁴")
    self.degreesOfFreedom = degreesOfFreedom
    inverseDegrees = 1 / degreesOfFreedom
    // Where u² / ν is above 700 a value's square is out of range.
    let reach = min(38, (700 * degreesOfFreedom).squareRoot())
    let count = Int(reach * Self.piecesPerUnit)
    let tail = StudentTTail(degreesOfFreedom: degreesOfFreedom)
    let step = 1 / Self.piecesPerUnit
    let nodes = (0...count).map { Self.node(Double($0) * step, tail) }
    pieces = (0..<count).map { index in
      let (left, right) = (nodes[index], nodes[index + 1])
      let rise = right.score - left.score
      let (first, last) = (step * left.slope, step * right.slope)
      return SIMD4(left.score, first, 3 * rise - 2 * first - last, first + last - 2 * rise)
    }
  }

  /// The score of a value, within 10⁻⁹ of `PortableStudentT.normalScore`.
  ///
  /// - Complexity: O(1) but for magnitudes that no draw reaches.
  /// - Precondition: the value is a number.
  public func normalScore(_ value: Double) -> Double {
    let ratio = value * value * inverseDegrees
    let place =
      (degreesOfFreedom * PortableMath.logOnePlus(ratio)).squareRoot() * Self.piecesPerUnit
    guard place < Double(pieces.count) else {
      return PortableStudentT.normalScore(value, degreesOfFreedom: degreesOfFreedom)
    }
    let index = Int(place)
    let t = place - Double(index)
    let piece = pieces[index]
    let magnitude = piece.x + t * (piece.y + t * (piece.z + t * piece.w))
    return value < 0 ? -magnitude : magnitude
  }

  /// The score where the variable is u, and its slope by u.
  ///
  /// The slope is the t density over the normal one at the score, times dx/du = u (1 + x²/ν) / x.
  private static func node(_ u: Double, _ tail: StudentTTail) -> (score: Double, slope: Double) {
    let degrees = tail.degreesOfFreedom
    let spread = u * u / degrees
    let value = (degrees * (PortableMath.exp(spread) - 1)).squareRoot()
    let score = tail.normalScore(value)
    let exponent = 0.5 * (score * score - (degrees - 1) * spread) - tail.logBeta
    let stretch = u > 0 ? u / value : 1
    let scale = (2 * Double.pi / degrees).squareRoot()
    return (score, scale * stretch * PortableMath.exp(exponent))
  }
}
