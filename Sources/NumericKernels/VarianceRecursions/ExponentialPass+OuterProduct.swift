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
    var products = OuterProducts<Density>()
    for pair in slopes.indices {
      let (error, precision) = (scaled[pair].error, scaled[pair].precision)
      let terms = density.terms(
        square: error * error, ratio: error * precision, scaled: scaled[pair])
      products.add(
        density, terms, weight: -0.5 * (1 + terms.product), slopes: slopes[pair],
        kept: SIMD2(1, 2 * pair + 1 < response.count ? 1 : 0), hasGamma: true)
    }
    return products.matrix { hasMean || $0 != 0 }
  }
}
