// SPDX-License-Identifier: GPL-3.0-or-later

/// Memory for passes over as many observations, so that each need not ask for its own.
///
/// One workspace serves one search at a time.
public final class LikelihoodWorkspace {
  var buffers = PassBuffers()

  /// Makes an empty workspace.
  public init() {}
}

/// What a pass keeps of every pair of observations.
///
/// A pass takes the buffers out of the workspace while it runs: arrays are fast as local variables
/// only.
struct PassBuffers {
  var states: [SIMD2<Double>] = []
  var scaled: [ScaledPair] = []
  var slopes: [SlopePair] = []
  var weights: [WeightPair] = []
  var shapeWeights: [ShapeWeightPair] = []

  /// Makes room for so many pairs; for the scaled errors of the exponential form, or the states of
  /// the linear one.
  mutating func resize(_ pairs: Int, hasShape: Bool, isScaled: Bool) {
    if hasShape, shapeWeights.count != pairs {
      shapeWeights = [ShapeWeightPair](repeating: (.zero, .zero), count: pairs)
    }
    if isScaled, scaled.count != pairs {
      scaled = [ScaledPair](repeating: ScaledPair(), count: pairs)
    }
    if !isScaled, states.count != pairs {
      states = [SIMD2<Double>](repeating: .zero, count: pairs)
    }
    guard slopes.count != pairs else { return }
    slopes = [SlopePair](repeating: SlopePair(), count: pairs)
    weights = [WeightPair](repeating: WeightPair(), count: pairs)
  }
}

/// The derivatives of the state at two observations, by μ, ω, α, γ and β.
struct SlopePair {
  var mean = SIMD2<Double>.zero
  var omega = SIMD2<Double>.zero
  var alpha = SIMD2<Double>.zero
  var gamma = SIMD2<Double>.zero
  var beta = SIMD2<Double>.zero
}
