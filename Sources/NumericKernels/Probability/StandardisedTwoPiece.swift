// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two halves of a symmetric density, the left one of width 1 − λ and the right one of width 1 + λ,
// moved and scaled to mean 0 and variance 1. Hansen's skew t is of this kind, and so is every
// density skewed after Fernández and Steel: their ξ is λ = (ξ² − 1)/(ξ² + 1), since the common
// factor of the two widths is scaled away.

import RealModule

/// What a symmetric standardised density must tell to be skewed.
protocol SkewableDensity: StandardisedDensity {
  /// The first and second derivative of `absoluteMean` by the first shape parameter.
  var absoluteMeanSlopes: SIMD2<Double> { get }
  /// The mean of the variable where it is below `q`, and 0 elsewhere.
  func partialMean(below q: Double) -> Double
  /// The mean of the square of the variable where it is below `q`, and 0 elsewhere.
  func partialSquare(below q: Double) -> Double
}

/// A symmetric density made skew, with mean 0 and variance 1.
///
/// Formula: y = a + bz has density g(y/(1 ± λ)), minus for y < 0; a = 2λ E|x| and
/// b² = 1 + 3λ² − a², x being the symmetric variable with density g.
struct TwoPiece<Half: SkewableDensity>: Sendable {
  let half: Half
  let asymmetry: Double
  let shift: Double
  let scale: Double
  let constant: Double
  /// The derivatives of `shift` and `scale` by the half's shape and by the asymmetry.
  private let shiftSlope: SIMD2<Double>
  private let scaleSlope: SIMD2<Double>
  private let constantSlope: SIMD2<Double>
  /// The second derivatives of `shift` and `scale`: by the half's shape, by both, by asymmetry.
  private let shiftCurvature: SIMD4<Double>
  private let scaleCurvature: SIMD4<Double>
  private let inverseLeft: Double
  private let inverseRight: Double

  init(_ half: Half, asymmetry: Double) {
    precondition(abs(asymmetry) < 1, "the asymmetry must lie inside (−1, 1)")
    self.half = half
    self.asymmetry = asymmetry
    shift = 2 * asymmetry * half.absoluteMean
    scale = (1 + 3 * asymmetry * asymmetry - shift * shift).squareRoot()
    constant = half.constant + .log(scale)
    let meanSlopes = half.absoluteMeanSlopes
    shiftSlope = SIMD2(2 * asymmetry * meanSlopes.x, 2 * half.absoluteMean)
    scaleSlope = (SIMD2(0, 3 * asymmetry) - shiftSlope * shift) / scale
    constantSlope = scaleSlope / scale
    shiftCurvature = SIMD4(2 * asymmetry * meanSlopes.y, 2 * meanSlopes.x, 0, 0)
    let constantPart = SIMD4<Double>(0, 0, 3, 0)
    scaleCurvature =
      (constantPart - pairs(shiftSlope, shiftSlope) - shiftCurvature * shift
        - pairs(scaleSlope, scaleSlope)) / scale
    inverseLeft = 1 / (1 - asymmetry)
    inverseRight = 1 / (1 + asymmetry)
  }

  /// The terms, the shape derivatives being by the half's shape and by the asymmetry.
  @inline(__always)
  func terms(_ z: Double) -> DensityTerms {
    let y = scale * z + shift
    let isLeft = y < 0
    let inverse = isLeft ? inverseLeft : inverseRight
    var terms = half.terms(y * inverse)
    let slope = terms.slope
    let widthSlope = y * inverse * inverse * (isLeft ? 1 : -1)
    let argumentSlope = (scaleSlope * z + shiftSlope) * inverse + SIMD2(0, widthSlope)
    terms.shape = terms.shape + constantSlope + argumentSlope * slope
    let widening = constantSlope + SIMD2(0, isLeft ? inverse : -inverse)
    terms.slopeShape =
      (terms.slopeShape + argumentSlope * terms.curvature + widening * slope) * (scale * inverse)
    terms.slope = slope * scale * inverse
    terms.curvature *= scale * inverse * scale * inverse
    return terms
  }

  /// The second derivatives by the half's shape, by both and by the asymmetry.
  @inline(__always)
  func shapeCurvature(_ z: Double) -> SIMD4<Double> {
    let y = scale * z + shift
    let side = y < 0 ? -1.0 : 1
    let inverse = y < 0 ? inverseLeft : inverseRight
    let terms = half.terms(y * inverse)
    let growth = scaleSlope * z + shiftSlope
    let width = SIMD2(0, side * inverse)
    let argument = (growth - width * y) * inverse
    let argumentCurvature =
      ((scaleCurvature * z + shiftCurvature) - pairs(growth, width) - pairs(width, growth)
        + pairs(width, width) * (2 * y)) * inverse
    let halfSlope = SIMD2(terms.slopeShape.x, 0)
    return scaleCurvature / scale - pairs(constantSlope, constantSlope)
      + pairs(argument, argument) * terms.curvature + argumentCurvature * terms.slope
      + pairs(halfSlope, argument) + pairs(argument, halfSlope)
      + SIMD4(half.shapeCurvature(y * inverse).x, 0, 0, 0)
  }

  func cumulative(_ z: Double) -> Double {
    let y = scale * z + shift
    if y < 0 { return (1 - asymmetry) * half.cumulative(y * inverseLeft) }
    return 0.5 * (1 - asymmetry) + (1 + asymmetry) * (half.cumulative(y * inverseRight) - 0.5)
  }

  func quantile(_ probability: Double) -> Double {
    let left = 0.5 * (1 - asymmetry)
    if probability < left {
      return ((1 - asymmetry) * half.quantile(probability * inverseLeft) - shift) / scale
    }
    // From the upper tail, where a probability near 1 would lose its digits.
    let upper = (1 - probability) * inverseRight
    return (-(1 + asymmetry) * half.quantile(upper) - shift) / scale
  }

  /// ∫ w(y) over y < q with w = 1, y or y², by the half's partial means.
  private func partial(_ power: Int, below q: Double) -> Double {
    func sum(_ x: Double) -> Double {
      switch power {
      case 0: half.cumulative(x)
      case 1: half.partialMean(below: x)
      default: half.partialSquare(below: x)
      }
    }
    func width(_ side: Double) -> Double {
      (0...power).reduce(1) { product, _ in product * side }
    }
    guard q > 0 else { return width(1 - asymmetry) * sum(q * inverseLeft) }
    return width(1 - asymmetry) * sum(0) + width(1 + asymmetry) * (sum(q * inverseRight) - sum(0))
  }

  /// E|z| = −2 E[z; z < 0], z < 0 being y < a.
  var absoluteMean: Double {
    2 * (shift * partial(0, below: shift) - partial(1, below: shift)) / scale
  }

  var negativeSquareMean: Double {
    let square = partial(2, below: shift)
    let mean = partial(1, below: shift)
    let mass = partial(0, below: shift)
    return (square - 2 * shift * mean + shift * shift * mass) / (scale * scale)
  }
}

/// The entries (1, 1), symmetrised (1, 2) and (2, 2) of an outer product.
@inline(__always)
private func pairs(_ first: SIMD2<Double>, _ second: SIMD2<Double>) -> SIMD4<Double> {
  SIMD4(
    first.x * second.x, 0.5 * (first.x * second.y + first.y * second.x), first.y * second.y, 0)
}
