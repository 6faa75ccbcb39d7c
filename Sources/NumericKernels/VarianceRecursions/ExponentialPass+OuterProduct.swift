// SPDX-License-Identifier: GPL-3.0-or-later

extension ExponentialPass {
  /// The sum of the outer products of the scores by (μ,) ω, α, γ, β and the shape; nil where a
  /// variance leaves the doubles.
  func outerProduct(_ response: [Double], hasMean: Bool) -> [[Double]]? {
    let pairs = (response.count + 1) / 2
    var scaled = [ScaledPair](repeating: ScaledPair(), count: pairs)
    var slopes = [SlopePair](repeating: SlopePair(), count: pairs)
    var pass = self
    guard pass.recur(response, &scaled, &slopes) else { return nil }
    var sums = OuterSums()
    for pair in slopes.indices {
      let (slope, error, precision) = (slopes[pair], scaled[pair].error, scaled[pair].precision)
      let even = SIMD4(slope.omega.x, slope.alpha.x, slope.gamma.x, slope.beta.x)
      sums.add(
        score(error.x, precision.x, slope.mean.x, even), FirstOrderPass<Density, Asymmetric>.self)
      guard 2 * pair + 1 < response.count else { break }
      let odd = SIMD4(slope.omega.y, slope.alpha.y, slope.gamma.y, slope.beta.y)
      sums.add(
        score(error.y, precision.y, slope.mean.y, odd), FirstOrderPass<Density, Asymmetric>.self)
    }
    let kept = (0..<(5 + Density.shapeCount)).filter { hasMean || $0 != 0 }
    let rows = sums.rows
    let result = kept.map { row in kept.map { rows[row][$0] } }
    return result.allSatisfy { $0.allSatisfy(\.isFinite) } ? result : nil
  }

  /// The score of an observation by (μ, ω, α, γ, β, shape).
  @inline(__always)
  private func score(
    _ z: Double, _ precision: Double, _ meanSlope: Double, _ slopes: SIMD4<Double>
  ) -> SIMD8<Double> {
    let terms = density.terms(z)
    let first = -0.5 * (1 + z * terms.slope)
    let byState = slopes * first
    let byMean = first * meanSlope - terms.slope * precision
    let shape = Density.shapeCount > 0 ? density.shapeSlope(z) : .zero
    return SIMD8(byMean, byState.x, byState.y, byState.z, byState.w, shape.x, shape.y, 0)
  }
}
