// SPDX-License-Identifier: GPL-3.0-or-later
//
// The likelihood of the linear recursion of orders one, constant or no mean and a given start, with
// its score and Hessian in three short loops. It gives what `LikelihoodPass` gives:
//
//   h' = ω + αe² + γe²[e < 0] + βh
//   ∂h' = β ∂h + (−2ke, 1, e², e²[e < 0], h),  k = α + γ[e < 0]
//
// and the second derivatives of h are driven by ∂h (with β), 2k (with μ twice), −2e (with μ, α) and
// −2e[e < 0] (with μ, γ), all others being 0.

/// Whether the recursion has the asymmetric term, known where the pass is compiled.
protocol AsymmetryChoice {
  static var isOn: Bool { get }
}
enum Symmetric: AsymmetryChoice { static var isOn: Bool { false } }
enum Asymmetric: AsymmetryChoice { static var isOn: Bool { true } }

/// The parameters of the pass; γ is 0 without asymmetry, μ is 0 without a mean.
struct FirstOrderParameters {
  var mean: Double
  var omega: Double
  var alpha: Double
  var gamma: Double
  var beta: Double
  var start: Double
}

/// The running sums of a pass, made in three loops, each free of what makes the others wait: the
/// recursions, the density, and the adjoint with the products. Observations stand in pairs; an odd
/// last one has a partner of weight 0.
struct FirstOrderPass<Density: StandardisedDensity, Choice: AsymmetryChoice> {
  let density: Density
  let parameters: FirstOrderParameters

  private var sums = DensitySums<Density>()
  private var derivatives = PassDerivatives()

  init(density: Density, parameters: FirstOrderParameters) {
    self.density = density
    self.parameters = parameters
  }

  /// Runs over the observations; false where a variance is not positive and finite.
  @inline(__always)
  mutating func run(_ response: [Double], _ workspace: LikelihoodWorkspace) -> Bool {
    var buffers = PassBuffers()
    swap(&buffers, &workspace.buffers)
    defer { swap(&buffers, &workspace.buffers) }
    buffers.resize(
      (response.count + 1) / 2, hasShape: Density.shapeCount > 0, isScaled: false)
    recur(response, &buffers.states, &buffers.slopes)
    guard weigh(response, buffers.states, &buffers.weights, &buffers.shapeWeights)
    else { return false }
    multiply(buffers.slopes, buffers.weights)
    adjoin(response, buffers.slopes, buffers.weights)
    if Density.shapeCount > 0 {
      derivatives.multiplyShape(
        buffers.slopes, buffers.shapeWeights, shapeCount: Density.shapeCount,
        errors: sums.shapeError)
    }
    return true
  }

  /// The variances and their slopes.
  @inline(__always)
  func recur(
    _ response: [Double], _ states: inout [SIMD2<Double>], _ slopes: inout [SlopePair]
  ) {
    let (mean, omega, alpha, beta) = (
      parameters.mean, parameters.omega, parameters.alpha, parameters.beta
    )
    let (gamma, start) = (parameters.gamma, parameters.start)
    var h = omega + alpha * start
    if Choice.isOn { h += gamma * (0.5 * start) }
    h += beta * start
    var (byMean, byOmega, byAlpha, byGamma, byBeta) = (0.0, 1.0, start, 0.5 * start, start)
    // Written out for both lanes: an entry set by a variable index goes through memory.
    @inline(__always)
    func advance(_ value: Double) {
      let error = value - mean
      let square = error * error
      byBeta = beta * byBeta + h
      byOmega = beta * byOmega + 1
      byAlpha = beta * byAlpha + square
      var next = omega + alpha * square
      if Choice.isOn {
        let negative = error < 0 ? square : 0
        let transfer = error < 0 ? alpha + gamma : alpha
        byMean = beta * byMean - 2 * transfer * error
        byGamma = beta * byGamma + negative
        next += gamma * negative
      } else {
        byMean = beta * byMean - 2 * alpha * error
      }
      h = next + beta * h
    }
    let last = response.count - 1
    var stateSpan = states.mutableSpan
    var slopeSpan = slopes.mutableSpan
    for pair in stateSpan.indices {
      let first = (h, byMean, byOmega, byAlpha, byGamma, byBeta)
      advance(response[2 * pair])
      stateSpan[pair] = SIMD2(first.0, h)
      slopeSpan[pair] = SlopePair(
        mean: SIMD2(first.1, byMean), omega: SIMD2(first.2, byOmega),
        alpha: SIMD2(first.3, byAlpha),
        gamma: Choice.isOn ? SIMD2(first.4, byGamma) : .zero, beta: SIMD2(first.5, byBeta))
      advance(response[min(2 * pair + 1, last)])
    }
  }

  /// The density at every observation.
  @inline(__always)
  private mutating func weigh(
    _ response: [Double], _ states: [SIMD2<Double>], _ weights: inout [WeightPair],
    _ shapeWeights: inout [(SIMD2<Double>, SIMD2<Double>)]
  ) -> Bool {
    let mean = parameters.mean
    var sums = DensitySums<Density>()
    var weights = weights.mutableSpan
    var shapeWeights = shapeWeights.mutableSpan
    let whole = response.count / 2
    for pair in 0..<whole {
      let state = states[pair]
      let first = sums.add(density, state.x, response[2 * pair] - mean)
      let second = sums.add(density, state.y, response[2 * pair + 1] - mean)
      weights[pair] = WeightPair(first, second)
      if Density.shapeCount > 0 { shapeWeights[pair] = shapePair(first, second) }
    }
    if whole < states.count {
      let first = sums.add(density, states[whole].x, response[2 * whole] - mean)
      weights[whole] = WeightPair(first, DensityWeights())
      if Density.shapeCount > 0 { shapeWeights[whole] = shapePair(first, DensityWeights()) }
    }
    self.sums = sums
    return sums.isValid
  }

  /// Σ lₕₕ ∂h ∂h' with Σ lₕₑ ∂h, the slope of an error by μ being −1.
  @inline(__always)
  private mutating func multiply(_ slopes: [SlopePair], _ weights: [WeightPair]) {
    let zero = SIMD2<Double>.zero
    var (mm, mo, ma, mb) = (zero, zero, zero, zero)
    var (oo, oa, ob, aa, ab, bb) = (zero, zero, zero, zero, zero, zero)
    var (gm, go, ga, gg, gb) = (zero, zero, zero, zero, zero)
    for pair in slopes.indices {
      let (slope, weight) = (slopes[pair], weights[pair].second)
      let cross = weights[pair].cross
      let mean = weight * slope.mean - cross
      let omega = weight * slope.omega
      let alpha = weight * slope.alpha
      mm += (mean - cross) * slope.mean
      mo += mean * slope.omega
      ma += mean * slope.alpha
      mb += mean * slope.beta
      oo += omega * slope.omega
      oa += omega * slope.alpha
      ob += omega * slope.beta
      aa += alpha * slope.alpha
      ab += alpha * slope.beta
      bb += weight * slope.beta * slope.beta
      if Choice.isOn {
        let gamma = weight * slope.gamma
        gm += mean * slope.gamma
        go += gamma * slope.omega
        ga += gamma * slope.alpha
        gg += gamma * slope.gamma
        gb += gamma * slope.beta
      }
    }
    let rows = [
      [mm, mo, ma, gm, mb], [mo, oo, oa, go, ob], [ma, oa, aa, ga, ab], [gm, go, ga, gg, gb],
      [mb, ob, ab, gb, bb],
    ]
    derivatives.matrix = rows.map { $0.map { $0.x + $0.y } }
    derivatives.matrix[0][0] += sums.errorError
  }

  /// The score, and what the second derivatives of the variance add, by the adjoint
  /// λₜ = lₕ + βλₜ₊₁: their sum is that of λₜ₊₁ times what drives them at t.
  @inline(__always)
  private mutating func adjoin(
    _ response: [Double], _ slopes: [SlopePair], _ weights: [WeightPair]
  ) {
    let (mean, beta) = (parameters.mean, parameters.beta)
    let (alpha, gamma) = (parameters.alpha, parameters.gamma)
    let zero = SIMD2<Double>.zero
    var (gm, go, ga, gg, gb) = (zero, zero, zero, zero, zero)
    var (bm, bo, ba, bg, bb) = (zero, zero, zero, zero, zero)
    var (meanMean, meanAlpha, meanGamma) = (0.0, 0.0, 0.0)
    var adjoint = 0.0
    @inline(__always)
    func advance(_ value: Double, _ weight: Double) {
      let error = value - mean
      meanAlpha -= 2 * error * adjoint
      if Choice.isOn {
        meanMean += 2 * (error < 0 ? alpha + gamma : alpha) * adjoint
        meanGamma -= (error < 0 ? 2 * error : 0) * adjoint
      } else {
        meanMean += 2 * alpha * adjoint
      }
      adjoint = weight + beta * adjoint
    }
    for pair in slopes.indices.reversed() {
      let (slope, weight) = (slopes[pair], weights[pair].first)
      let odd = 2 * pair + 1
      var later = SIMD2<Double>.zero
      if odd < response.count {
        later.y = adjoint
        advance(response[odd], weight.y)
      }
      later.x = adjoint
      advance(response[odd - 1], weight.x)
      gm += weight * slope.mean
      go += weight * slope.omega
      ga += weight * slope.alpha
      gb += weight * slope.beta
      bm += later * slope.mean
      bo += later * slope.omega
      ba += later * slope.alpha
      bb += later * slope.beta
      if Choice.isOn {
        gg += weight * slope.gamma
        bg += later * slope.gamma
      }
    }
    derivatives.gradient = [gm, go, ga, gg, gb].map { $0.x + $0.y }
    derivatives.gradient[0] += sums.gradientMean
    derivatives.matrix[0][0] += meanMean
    derivatives.add(0, 2, meanAlpha)
    derivatives.add(0, 3, meanGamma)
    for (column, sum) in [bm, bo, ba, bg, bb].enumerated() {
      derivatives.add(4, column, sum.x + sum.y)
    }
  }

  /// The likelihood, its score and its Hessian by (μ,) ω, α, (γ,) β and the shape.
  func curvature(count: Int, hasMean: Bool) -> LikelihoodCurvature? {
    derivatives.curvature(
      value: sums.logDensity(density, count: count) - 0.5 * sums.variances.logarithm,
      shape: sums.shapeDerivatives(density), shapeCount: Density.shapeCount
    ) { (hasMean || $0 != 0) && (Choice.isOn || $0 != 3) }
  }
}
