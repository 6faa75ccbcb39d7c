// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule

/// The quantiles of a simulated sample, kept on a grid that is fine in both tails.
///
/// Nodes are equally far apart in the logarithm of the odds, from −L to L with L the log odds of
/// half a draw; between nodes quantiles are linear in that logarithm. Beyond the outer nodes the
/// sample says nothing: the quantile stays at the smallest and the largest draw.
public struct SimulatedQuantiles: Hashable, Sendable {
  private static let nodeCount = 257

  /// The log odds of the last node.
  private let reach: Double
  /// The quantiles at the nodes, ascending.
  private let values: [Double]

  /// Makes the quantiles of a sample.
  ///
  /// - Precondition: there are at least two draws, in ascending order, none of them NaN.
  /// - Complexity: O(1) beside the sorting.
  public init(ascending draws: [Double]) {
    precondition(draws.count >= 2, "quantiles need two draws")
    let count = Double(draws.count)
    let reach = Double.log(2 * count - 1)
    self.reach = reach
    values = (0..<Self.nodeCount).map { node in
      let odds = reach * (2 * Double(node) / Double(Self.nodeCount - 1) - 1)
      // The draw of rank k stands for the probability (k + ½)/n.
      let place = min(max(Self.probability(logOdds: odds) * count - 0.5, 0), count - 1)
      let lower = Int(place)
      let upper = min(lower + 1, draws.count - 1)
      return draws[lower] + (place - Double(lower)) * (draws[upper] - draws[lower])
    }
  }

  /// The value that a draw does not exceed with a probability.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "the probability must lie inside (0, 1)")
    let odds = Double.log(probability) - .log(onePlus: -probability)
    let last = values.count - 1
    let place = min(max((odds / reach + 1) / 2, 0), 1) * Double(last)
    let lower = min(Int(place), last - 1)
    return values[lower] + (place - Double(lower)) * (values[lower + 1] - values[lower])
  }

  private static func probability(logOdds: Double) -> Double { 1 / (1 + .exp(-logOdds)) }
}
