// SPDX-License-Identifier: GPL-3.0-or-later
//
// Maxima on the unit circle. The likelihood of a moving average is symmetric about it, so that it
// is flat there in the direction across: often a maximum, beside one further in or instead of it
// (Sargan and Bhargava, "Maximum likelihood estimation of regression models with first order moving
// average errors when the root lies on the unit circle", Econometrica 51 (1983)).

import NumericKernels

extension ARIMAProblem {
  /// A partial autocorrelation nearer to ±1 than so many times 1/n, and than a tenth, is next to
  /// the circle.
  private static let neighbourhood = 25.0
  /// A start so far below the best maximum leads to no higher one.
  private static let reach = 2.0
  /// Where, in units of 1/n, a search on the inner side begins.
  private static let inside = 8.0
  /// A number u next to the circle from where a search finds both ways: further out every
  /// likelihood is flat.
  private var circle: Double { max(50, 4 * inner(count: basis.remainder.count)) }

  /// The number u on the inner side: 1 − r is about 1/2u².
  private func inner(count: Int) -> Double { (Double(count) / (2 * Self.inside)).squareRoot() }

  /// Where the best maximum is on the circle, searches from inside of it, and from the circle where
  /// it is only near; where starts were given, these alone count.
  func followUnitCircle(_ objective: inout ARMAObjective, _ minima: inout [Minimum]) {
    guard model.starts == nil, let best = minima.min(by: { $0.value < $1.value }) else { return }
    let blocks = model.order.arma.blocks
    for index in Array(blocks.ma) + Array(blocks.seasonalMA) {
      let period = blocks.ma.contains(index) ? 1 : model.order.arma.period
      let count = basis.remainder.count / period
      let number = best.point[index]
      let limit = min(Self.neighbourhood / Double(max(count, 1)), 0.1)
      guard 1 - abs(StationaryMap.partial(number)) < limit else { continue }
      var start = best.point
      start[index] = abs(number) < 0.5 * circle ? circle : inner(count: count)
      if number < 0 { start[index].negate() }
      guard let value = objective.value(at: start), value < best.value + Self.reach else {
        continue
      }
      follow(start, &objective, &minima)
    }
  }
}
