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
/// recursions forward, the density, and the products backward with the adjoint. Observations stand
/// in pairs; an odd last one has a partner of weight 0.
struct FirstOrderPass<Density: PairedDensity, Choice: AsymmetryChoice> {
  let density: Density
  let parameters: FirstOrderParameters

  private var sums = DensitySums<Density>()
  private var derivatives = PassDerivatives()

  init(density: Density, parameters: FirstOrderParameters) {
    self.density = density
    self.parameters = parameters
  }

  /// Runs over the observations; false where a variance is not positive and finite, or the
  /// likelihood is below the least that is wanted.
  @inline(__always)
  mutating func run(
    _ response: [Double], _ request: PassRequest, _ workspace: LikelihoodWorkspace
  ) -> Bool {
    var buffers = PassBuffers()
    swap(&buffers, &workspace.buffers)
    defer { swap(&buffers, &workspace.buffers) }
    buffers.resize(
      (response.count + 1) / 2, hasShape: Density.shapeCount > 0, isScaled: false)
    recur(response, &buffers.states, &buffers.slopes)
    let information = request.scaleInformation
    sums = DensitySums(scaleInformation: information)
    weigh(response, buffers.states, &buffers.weights, &buffers.shapeWeights)
    guard sums.isValid, value(response.count) >= request.leastValue else { return false }
    // Compiled for either case.
    if information == nil {
      multiply(response, buffers.slopes, buffers.weights, isExpected: false)
    } else {
      multiply(response, buffers.slopes, buffers.weights, isExpected: true)
    }
    if Density.shapeCount > 0 {
      derivatives.multiplyShape(
        buffers.slopes, buffers.shapeWeights, shapeCount: Density.shapeCount,
        errors: sums.shapeError)
    }
    return true
  }

  private func value(_ count: Int) -> Double {
    sums.logDensity(density, count: count) - 0.5 * sums.logVariance
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
    _ shapeWeights: inout [ShapeWeightPair]
  ) {
    let mean = parameters.mean
    var sums = sums
    var weights = weights.mutableSpan
    var shapeWeights = shapeWeights.mutableSpan
    let whole = response.count / 2
    for pair in 0..<whole {
      let error = SIMD2(response[2 * pair], response[2 * pair + 1]) - mean
      let (weight, shape) = sums.add(
        density, variance: states[pair], error: error, kept: DensitySums<Density>.both)
      weights[pair] = weight
      if Density.shapeCount > 0 { shapeWeights[pair] = shape }
    }
    if whole < states.count {
      let (weight, shape) = sums.add(
        density, variance: SIMD2(states[whole].x, 1), error: SIMD2(response[2 * whole] - mean, 0),
        kept: DensitySums<Density>.firstAlone)
      weights[whole] = weight
      if Density.shapeCount > 0 { shapeWeights[whole] = shape }
    }
    self.sums = sums
  }

  /// The score and the Hessian, backward with the adjoint λₜ = lₕ + βλₜ₊₁: what the second
  /// derivatives of the variances add is the sum of λₜ₊₁ times what drives them at t, and is left
  /// out of what is expected.
  @inline(__always)
  private mutating func multiply(
    _ response: [Double], _ slopes: [SlopePair], _ weights: [WeightPair], isExpected: Bool
  ) {
    let (mean, beta) = (parameters.mean, parameters.beta)
    let squaredBeta = beta * beta
    let zero = SIMD2<Double>.zero
    var (gm, go, ga, gg, gb) = (zero, zero, zero, zero, zero)
    var (mm, mo, ma, mg, mb) = (zero, zero, zero, zero, zero)
    var (oo, oa, og, ob) = (zero, zero, zero, zero)
    var (aa, ag, ab, gamma2, gammaBeta, bb) = (zero, zero, zero, zero, zero, zero)
    // Σ λₜ₊₁ and Σ λₜ₊₁eₜ, and the same of negative errors.
    var (driven, drivenError, negative, negativeError) = (zero, zero, zero, zero)
    var adjoint = 0.0
    let last = response.count - 1
    for pair in slopes.indices.reversed() {
      let (slope, weight) = (slopes[pair], weights[pair])
      let byMean = weight.second * slope.mean - weight.cross
      let byOmega = weight.second * slope.omega
      let byAlpha = weight.second * slope.alpha
      gm += weight.first * slope.mean
      go += weight.first * slope.omega
      ga += weight.first * slope.alpha
      gb += weight.first * slope.beta
      mm += (byMean - weight.cross) * slope.mean
      mo += byMean * slope.omega
      ma += byMean * slope.alpha
      oo += byOmega * slope.omega
      oa += byOmega * slope.alpha
      aa += byAlpha * slope.alpha
      var later = zero
      if !isExpected {
        // The partner of an odd last one has no weight, and nothing comes after it.
        later = SIMD2(weight.first.y + beta * adjoint, adjoint)
        adjoint = (weight.first.x + beta * weight.first.y) + squaredBeta * adjoint
        let error = SIMD2(response[2 * pair], response[min(2 * pair + 1, last)]) - mean
        let push = later * error
        driven += later
        drivenError += push
        if Choice.isOn {
          let isNegative = error .< zero
          negative += zero.replacing(with: later, where: isNegative)
          negativeError += zero.replacing(with: push, where: isNegative)
        }
      }
      mb += byMean * slope.beta + later * slope.mean
      ob += byOmega * slope.beta + later * slope.omega
      ab += byAlpha * slope.beta + later * slope.alpha
      bb += (weight.second * slope.beta + 2 * later) * slope.beta
      guard Choice.isOn else { continue }
      let byGamma = weight.second * slope.gamma
      gg += weight.first * slope.gamma
      mg += byMean * slope.gamma
      og += byOmega * slope.gamma
      ag += byAlpha * slope.gamma
      gamma2 += byGamma * slope.gamma
      gammaBeta += byGamma * slope.beta + later * slope.gamma
    }
    derivatives.gradient = [gm, go, ga, gg, gb].map { $0.x + $0.y }
    derivatives.gradient[0] += sums.gradientMean
    let rows = [
      [mm, mo, ma, mg, mb], [mo, oo, oa, og, ob], [ma, oa, aa, ag, ab],
      [mg, og, ag, gamma2, gammaBeta], [mb, ob, ab, gammaBeta, bb],
    ]
    derivatives.matrix = rows.map { $0.map { $0.x + $0.y } }
    derivatives.matrix[0][0] +=
      sums.errorError + 2 * parameters.alpha * (driven.x + driven.y)
      + 2 * parameters.gamma * (negative.x + negative.y)
    derivatives.add(0, 2, -2 * (drivenError.x + drivenError.y))
    derivatives.add(0, 3, -2 * (negativeError.x + negativeError.y))
  }

  /// The likelihood, its score and its Hessian by (μ,) ω, α, (γ,) β and the shape.
  func curvature(count: Int, hasMean: Bool) -> LikelihoodCurvature? {
    derivatives.curvature(
      value: value(count),
      shape: sums.shapeDerivatives(density), shapeCount: Density.shapeCount
    ) { (hasMean || $0 != 0) && (Choice.isOn || $0 != 3) }
  }
}
