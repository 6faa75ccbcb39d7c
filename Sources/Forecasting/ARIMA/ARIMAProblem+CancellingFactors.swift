// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts with factors of both polynomials that all but cancel: a mixed model of a series that is
// nearly noise has a maximum at each frequency where the spectrum has a bump, and from elsewhere a
// search walks past the higher ones.

import NumericKernels
import RealModule

extension ARIMAProblem {
  /// How much more log-likelihood than a scan foresees a search may find for each coefficient: the
  /// grid is coarse, and the other coefficients are free.
  private static let slackPerCoefficient = 1.0

  /// Searches from the most promising factors, those that may lead above the best so far.
  func followCancellingFactors(
    _ objective: inout ARMAObjective, _ minima: inout [Minimum], beside hill: KnownHill? = nil
  ) {
    let order = model.order.arma
    let degree = min(order.p, order.q)
    guard degree > 0 else { return }
    let scan = FactorScan(basis.remainder, count: 2, hasPairs: degree > 1)
    let slack = Self.slackPerCoefficient * Double(order.coefficientCount - 1)
    for factors in scan.singles + scan.pairs {
      let best = minima.map(\.value).min() ?? .infinity
      guard foreseenValue(factors) - slack <= best,
        let start = map.numbers(coefficients(factors))
      else { continue }
      follow(start, &objective, &minima, beside: hill)
    }
  }

  /// Minus the log-likelihood of noise that the factors have whitened.
  private func foreseenValue(_ factors: FactorPair) -> Double {
    let count = Double(basis.remainder.count)
    let variance = basis.remainder.reduce(0) { $0 + $1 * $1 } / count
    return 0.5 * count
      * (.log(2 * .pi * variance * max(1 - factors.gain, .leastNormalMagnitude)) + 1)
  }

  private func coefficients(_ factors: FactorPair) -> [Double] {
    let blocks = model.order.arma.blocks
    var values = [Double](repeating: 0, count: model.order.arma.coefficientCount)
    for (place, value) in zip(blocks.ar, factors.autoregressive) { values[place] = value }
    for (place, value) in zip(blocks.ma, factors.movingAverage) { values[place] = value }
    return values
  }
}
