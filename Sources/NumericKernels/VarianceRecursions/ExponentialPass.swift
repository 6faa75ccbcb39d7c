// SPDX-License-Identifier: GPL-3.0-or-later
//
// The likelihood of the exponential recursion of orders one, constant or no mean and a given start,
// with its score and Hessian in three loops. It gives what `LikelihoodPass` gives:
//
//   u' = ω + α(|z| − √(2/π)) + γz + βu,  z = (y − μ)·exp(−u/2)
//   ∂u' = c ∂u + (−sp, 1, |z| − √(2/π), z, u),  c = β − sz/2,  s = ±α + γ with the sign of z
//
// and p = exp(−u/2). The adjoint λ = lᵤ + cλ' carries the second derivatives: those of u' are sz/4
// (u twice), −sp/2 (u, e), and by α, γ and β times u: −|z|/2, −z/2 and 1, times e: ±p, p and 0.

import RealModule

/// The running sums of a pass. Observations stand in pairs; an odd last one has a partner of weight
/// 0.
struct ExponentialPass<Density: PairedDensity> {
  let density: Density
  let parameters: FirstOrderParameters

  private(set) var sums = DensitySums<Density>()
  /// Σ log σ².
  private var logVariance = 0.0
  /// Π|∂u'/∂u|, without the last observation's.
  private var carries = LogProduct()
  private var derivatives = PassDerivatives()

  init(density: Density, parameters: FirstOrderParameters) {
    self.density = density
    self.parameters = parameters
  }

  /// Runs over the observations; false where a variance leaves the doubles, or the likelihood is
  /// below the least that is wanted.
  @inline(__always)
  mutating func run(
    _ response: [Double], _ request: PassRequest, _ workspace: LikelihoodWorkspace
  ) -> Bool {
    var buffers = PassBuffers()
    swap(&buffers, &workspace.buffers)
    defer { swap(&buffers, &workspace.buffers) }
    buffers.resize(
      (response.count + 1) / 2, hasShape: Density.shapeCount > 0, isScaled: true)
    guard recur(response, &buffers.scaled, &buffers.slopes) else { return false }
    let information = request.scaleInformation
    sums = DensitySums(scaleInformation: information)
    weigh(response.count, buffers.scaled, &buffers.weights, &buffers.shapeWeights)
    guard value(response.count) >= request.leastValue else { return false }
    // Compiled for either case.
    if information == nil {
      multiply(buffers.scaled, buffers.slopes, buffers.weights, isExpected: false)
    } else {
      multiply(buffers.scaled, buffers.slopes, buffers.weights, isExpected: true)
    }
    if Density.shapeCount > 0 {
      derivatives.multiplyShape(
        buffers.slopes, buffers.shapeWeights, shapeCount: Density.shapeCount,
        errors: sums.shapeError)
    }
    return true
  }

  private func value(_ count: Int) -> Double {
    sums.logDensity(density, count: count) - 0.5 * logVariance
  }

  /// The scaled errors and the slopes of the states.
  @inline(__always)
  mutating func recur(
    _ response: [Double], _ scaled: inout [ScaledPair], _ slopes: inout [SlopePair]
  ) -> Bool {
    let (mean, omega, alpha) = (parameters.mean, parameters.omega, parameters.alpha)
    let (gamma, beta, start) = (parameters.gamma, parameters.beta, parameters.start)
    var u = omega + beta * start
    var (byMean, byOmega, byAlpha, byGamma, byBeta) = (0.0, 1.0, 0.0, 0.0, start)
    var (z, precision) = (0.0, 0.0)
    var total = 0.0
    var carries = LogProduct()
    var isValid = true
    @inline(__always)
    func advance(_ value: Double, isLast: Bool) {
      precision = .exp(-0.5 * u)
      z = (value - mean) * precision
      let shock = abs(z) - rootTwoOverPi
      let signed = (z < 0 ? -alpha : alpha) + gamma
      let carry = beta - 0.5 * signed * z
      carries.multiply(by: isLast ? 1 : abs(carry))
      byMean = carry * byMean - signed * precision
      byOmega = carry * byOmega + 1
      byAlpha = carry * byAlpha + shock
      byGamma = carry * byGamma + z
      byBeta = carry * byBeta + u
      u = omega + alpha * shock + gamma * z + beta * u
    }
    let last = response.count - 1
    var scaledSpan = scaled.mutableSpan
    var slopeSpan = slopes.mutableSpan
    for pair in scaledSpan.indices {
      if !(abs(u) < 600) { isValid = false }
      total += u
      let first = (byMean, byOmega, byAlpha, byGamma, byBeta)
      advance(response[2 * pair], isLast: 2 * pair >= last)
      let (z0, precision0) = (z, precision)
      slopeSpan[pair] = SlopePair(
        mean: SIMD2(first.0, byMean), omega: SIMD2(first.1, byOmega),
        alpha: SIMD2(first.2, byAlpha), gamma: SIMD2(first.3, byGamma),
        beta: SIMD2(first.4, byBeta))
      if 2 * pair < last {
        if !(abs(u) < 600) { isValid = false }
        total += u
      }
      advance(response[min(2 * pair + 1, last)], isLast: 2 * pair + 1 >= last)
      scaledSpan[pair] = ScaledPair(
        error: SIMD2(z0, z), precision: SIMD2(precision0, precision))
    }
    logVariance = total
    self.carries = carries
    return isValid
  }

  /// The density at every observation.
  @inline(__always)
  private mutating func weigh(
    _ count: Int, _ scaled: [ScaledPair], _ weights: inout [WeightPair],
    _ shapeWeights: inout [ShapeWeightPair]
  ) {
    var sums = sums
    var weights = weights.mutableSpan
    var shapeWeights = shapeWeights.mutableSpan
    for pair in weights.indices {
      let (weight, shape) = sums.add(
        density, scaled: scaled[pair],
        kept: 2 * pair + 1 < count ? DensitySums<Density>.both : DensitySums<Density>.firstAlone)
      weights[pair] = weight
      if Density.shapeCount > 0 { shapeWeights[pair] = shape }
    }
    self.sums = sums
  }

  /// The score and the Hessian by (μ, ω, α, γ, β), backward with the adjoint; what is expected
  /// goes without it.
  @inline(__always)
  private mutating func multiply(
    _ scaled: [ScaledPair], _ slopes: [SlopePair], _ weights: [WeightPair], isExpected: Bool
  ) {
    let (alpha, gamma, beta) = (parameters.alpha, parameters.gamma, parameters.beta)
    let zero = SIMD2<Double>.zero
    var (gm, go, ga, gg, gb) = (zero, zero, zero, zero, zero)
    var (mm, mo, ma, mg, mb) = (zero, zero, zero, zero, zero)
    var (oo, oa, og, ob) = (zero, zero, zero, zero)
    var (aa, ag, ab, gamma2, gammaBeta, bb) = (zero, zero, zero, zero, zero, zero)
    var (alphaError, gammaError) = (zero, zero)
    let alphas = SIMD2(repeating: alpha)
    var adjoint = 0.0
    for pair in slopes.indices.reversed() {
      let (slope, weight) = (slopes[pair], weights[pair])
      let (z, precision) = (scaled[pair].error, scaled[pair].precision)
      let sign = SIMD2(z.x < 0 ? -1.0 : 1, z.y < 0 ? -1.0 : 1)
      let signed = alphas * sign + gamma
      let carry = beta - 0.5 * signed * z
      // The partner of an odd last one has no weight, and nothing comes after it.
      let laterY = adjoint
      let laterX = weight.first.y + carry.y * laterY
      adjoint = weight.first.x + carry.x * laterX
      let later = isExpected ? zero : SIMD2(laterX, laterY)
      let state = weight.second + 0.25 * later * signed * z
      let cross = weight.cross - 0.5 * later * signed * precision
      let byAlpha = -0.5 * later * z * sign
      let byGamma = -0.5 * later * z
      gm += weight.first * slope.mean
      go += weight.first * slope.omega
      ga += weight.first * slope.alpha
      gg += weight.first * slope.gamma
      gb += weight.first * slope.beta
      let mean = state * slope.mean - cross
      mm += (mean - cross) * slope.mean
      mo += mean * slope.omega
      ma += mean * slope.alpha + byAlpha * slope.mean
      mg += mean * slope.gamma + byGamma * slope.mean
      mb += mean * slope.beta + later * slope.mean
      let omega = state * slope.omega
      oo += omega * slope.omega
      oa += omega * slope.alpha + byAlpha * slope.omega
      og += omega * slope.gamma + byGamma * slope.omega
      ob += omega * slope.beta + later * slope.omega
      let shock = state * slope.alpha + byAlpha
      aa += (shock + byAlpha) * slope.alpha
      ag += shock * slope.gamma + byGamma * slope.alpha
      ab += shock * slope.beta + later * slope.alpha
      let asymmetry = state * slope.gamma + byGamma
      gamma2 += (asymmetry + byGamma) * slope.gamma
      gammaBeta += asymmetry * slope.beta + later * slope.gamma
      bb += (state * slope.beta + 2 * later) * slope.beta
      alphaError += later * sign * precision
      gammaError += later * precision
    }
    derivatives.gradient = [gm, go, ga, gg, gb].map { $0.x + $0.y }
    derivatives.gradient[0] += sums.gradientMean
    let rows = [
      [mm, mo, ma, mg, mb], [mo, oo, oa, og, ob], [ma, oa, aa, ag, ab],
      [mg, og, ag, gamma2, gammaBeta], [mb, ob, ab, gammaBeta, bb],
    ]
    derivatives.matrix = rows.map { $0.map { $0.x + $0.y } }
    derivatives.matrix[0][0] += sums.errorError
    derivatives.add(0, 2, -(alphaError.x + alphaError.y))
    derivatives.add(0, 3, -(gammaError.x + gammaError.y))
  }

  /// The likelihood, its score and its Hessian by (μ,) ω, α, γ, β and the shape.
  func curvature(count: Int, hasMean: Bool) -> LikelihoodCurvature? {
    var result = derivatives.curvature(
      value: value(count),
      shape: sums.shapeDerivatives(density), shapeCount: Density.shapeCount
    ) { hasMean || $0 != 0 }
    result?.lyapunovExponent = count > 1 ? carries.logarithm / Double(count - 1) : -.infinity
    return result
  }
}
