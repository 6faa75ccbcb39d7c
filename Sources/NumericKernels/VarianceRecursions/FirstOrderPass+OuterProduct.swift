// SPDX-License-Identifier: GPL-3.0-or-later

extension FirstOrderPass {
  /// The sum of the outer products of the scores by (μ,) ω, α, (γ,) β and the shape; nil where a
  /// variance is not positive.
  func outerProduct(_ response: [Double], hasMean: Bool) -> [[Double]]? {
    let pairs = (response.count + 1) / 2
    var states = [SIMD2<Double>](repeating: .zero, count: pairs)
    var slopes = [SlopePair](repeating: SlopePair(), count: pairs)
    recur(response, &states, &slopes)
    var sums = OuterSums()
    let whole = response.count / 2
    for pair in 0..<whole {
      let (state, slope) = (states[pair], slopes[pair])
      guard state.x > 0, state.y > 0 else { return nil }
      let even = SIMD4(slope.omega.x, slope.alpha.x, slope.gamma.x, slope.beta.x)
      let odd = SIMD4(slope.omega.y, slope.alpha.y, slope.gamma.y, slope.beta.y)
      sums.add(score(state.x, response[2 * pair], slope.mean.x, even), Self.self)
      sums.add(score(state.y, response[2 * pair + 1], slope.mean.y, odd), Self.self)
    }
    if whole < pairs {
      let (state, slope) = (states[whole], slopes[whole])
      guard state.x > 0 else { return nil }
      let even = SIMD4(slope.omega.x, slope.alpha.x, slope.gamma.x, slope.beta.x)
      sums.add(score(state.x, response[2 * whole], slope.mean.x, even), Self.self)
    }
    let kept = (0..<(5 + Density.shapeCount)).filter {
      (hasMean || $0 != 0) && (Choice.isOn || $0 != 3)
    }
    let rows = sums.rows
    let result = kept.map { row in kept.map { rows[row][$0] } }
    return result.allSatisfy { $0.allSatisfy(\.isFinite) } ? result : nil
  }

  /// The score of an observation by (μ, ω, α, γ, β, shape).
  @inline(__always)
  private func score(
    _ h: Double, _ value: Double, _ meanSlope: Double, _ slopes: SIMD4<Double>
  ) -> SIMD8<Double> {
    let inverse = 1 / h
    let precision = inverse.squareRoot()
    let z = (value - parameters.mean) * precision
    let terms = density.terms(z)
    let first = -0.5 * (1 + z * terms.slope) * inverse
    let byState = slopes * first
    let byMean = first * meanSlope - terms.slope * precision
    let shape = Density.shapeCount > 0 ? density.shapeSlope(z) : .zero
    return SIMD8(
      byMean, byState.x, byState.y, byState.z, byState.w, shape.x, shape.y, 0)
  }
}

/// The rows of a sum of outer products, each in registers.
struct OuterSums {
  private var mean = SIMD8<Double>.zero
  private var omega = SIMD8<Double>.zero
  private var alpha = SIMD8<Double>.zero
  private var gamma = SIMD8<Double>.zero
  private var beta = SIMD8<Double>.zero
  private var first = SIMD8<Double>.zero
  private var second = SIMD8<Double>.zero

  @inline(__always)
  mutating func add<Density, Choice>(
    _ score: SIMD8<Double>, _ pass: FirstOrderPass<Density, Choice>.Type
  ) {
    mean += score * score[0]
    omega += score * score[1]
    alpha += score * score[2]
    if Choice.isOn { gamma += score * score[3] }
    beta += score * score[4]
    if Density.shapeCount > 0 { first += score * score[5] }
    if Density.shapeCount > 1 { second += score * score[6] }
  }

  var rows: [SIMD8<Double>] { [mean, omega, alpha, gamma, beta, first, second] }
}
