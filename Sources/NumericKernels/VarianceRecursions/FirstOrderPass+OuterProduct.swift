// SPDX-License-Identifier: GPL-3.0-or-later

extension FirstOrderPass {
  /// The sum of the outer products of the scores by (μ,) ω, α, (γ,) β and the shape; nil where a
  /// variance is not positive.
  func outerProduct(_ response: [Double], hasMean: Bool) -> [[Double]]? {
    let pairs = (response.count + 1) / 2
    var states = [SIMD2<Double>](repeating: .zero, count: pairs)
    var slopes = [SlopePair](repeating: SlopePair(), count: pairs)
    recur(response, &states, &slopes)
    var products = OuterProducts<Density>()
    let last = response.count - 1
    for pair in 0..<pairs {
      let isWhole = 2 * pair < last
      let h = isWhole ? states[pair] : SIMD2(states[pair].x, 1)
      guard h.x > 0, h.y > 0 else { return nil }
      let error = SIMD2(response[2 * pair], response[min(2 * pair + 1, last)]) - parameters.mean
      let inverse = 1 / h
      let ratio = error * inverse
      func scaled() -> ScaledPair {
        let precision = inverse.squareRoot()
        return ScaledPair(error: error * precision, precision: precision)
      }
      let terms = density.terms(square: error * ratio, ratio: ratio, scaled: scaled())
      products.add(
        density, terms, weight: -0.5 * (1 + terms.product) * inverse, slopes: slopes[pair],
        kept: SIMD2(1, isWhole ? 1 : 0), hasGamma: Choice.isOn)
    }
    return products.matrix { (hasMean || $0 != 0) && (Choice.isOn || $0 != 3) }
  }
}
