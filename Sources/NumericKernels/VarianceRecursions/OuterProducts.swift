// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The sum of the outer products of the scores by (μ, ω, α, γ, β, shape), two observations at a
/// time, each product in a register of its own.
struct OuterProducts<Density: PairedDensity> {
  private var (mm, mo, ma, mg, mb) = fiveZeros
  private var (oo, oa, og, ob, aa) = fiveZeros
  private var (ag, ab, gg, gb, bb) = fiveZeros
  private var first = fiveZeros
  private var second = fiveZeros
  private var (firstFirst, firstSecond, secondSecond) = (
    SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero
  )
  private static var fiveZeros: Five { (.zero, .zero, .zero, .zero, .zero) }
  private typealias Five = (
    SIMD2<Double>, SIMD2<Double>, SIMD2<Double>, SIMD2<Double>, SIMD2<Double>
  )

  /// Adds two observations.
  ///
  /// - Parameters:
  ///   - weight: ∂l/∂h of both.
  ///   - slopes: the derivatives of h.
  ///   - kept: 0 in the place of a partner that there is none of.
  @inline(__always)
  mutating func add(
    _ density: Density, _ terms: PairTerms, weight: SIMD2<Double>, slopes: SlopePair,
    kept: SIMD2<Double>, hasGamma: Bool
  ) {
    let m = kept * (weight * slopes.mean - terms.drift)
    let w = kept * weight
    let (o, a, b) = (w * slopes.omega, w * slopes.alpha, w * slopes.beta)
    mm += m * m
    mo += m * o
    ma += m * a
    mb += m * b
    oo += o * o
    oa += o * a
    ob += o * b
    aa += a * a
    ab += a * b
    bb += b * b
    var g = SIMD2<Double>.zero
    if hasGamma {
      g = w * slopes.gamma
      mg += m * g
      og += o * g
      ag += a * g
      gg += g * g
      gb += g * b
    }
    guard Density.shapeCount > 0 else { return }
    let logarithm = SIMD2<Double>(.log(terms.factor.x), .log(terms.factor.y))
    let score = kept * (terms.shape.0 + density.logWeightSlope.x * logarithm)
    Self.add(score, (m, o, a, g, b), to: &first)
    firstFirst += score * score
    guard Density.shapeCount > 1 else { return }
    let other = kept * (terms.shape.1 + density.logWeightSlope.y * logarithm)
    Self.add(other, (m, o, a, g, b), to: &second)
    firstSecond += score * other
    secondSecond += other * other
  }

  @inline(__always)
  private static func add(_ score: SIMD2<Double>, _ scores: Five, to sums: inout Five) {
    sums.0 += score * scores.0
    sums.1 += score * scores.1
    sums.2 += score * scores.2
    sums.3 += score * scores.3
    sums.4 += score * scores.4
  }

  /// The matrix; nil where it is not finite.
  ///
  /// - Parameter isKept: whether the parameter of an index is one of the model's.
  func matrix(isKept: (Int) -> Bool) -> [[Double]]? {
    let rows = [
      [mm, mo, ma, mg, mb, first.0, second.0], [mo, oo, oa, og, ob, first.1, second.1],
      [ma, oa, aa, ag, ab, first.2, second.2], [mg, og, ag, gg, gb, first.3, second.3],
      [mb, ob, ab, gb, bb, first.4, second.4],
      [first.0, first.1, first.2, first.3, first.4, firstFirst, firstSecond],
      [second.0, second.1, second.2, second.3, second.4, firstSecond, secondSecond],
    ]
    let kept = (0..<(5 + Density.shapeCount)).filter(isKept)
    let matrix = kept.map { row in kept.map { rows[row][$0].x + rows[row][$0].y } }
    return matrix.allSatisfy { $0.allSatisfy(\.isFinite) } ? matrix : nil
  }
}
