// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

/// Models and coefficients on which the likelihood's laws are tried.
struct ARMACase: Sendable, CustomTestStringConvertible {
  let order: SeasonalARMAOrder
  let coefficients: [Double]

  var testDescription: String {
    "(\(order.p),\(order.q))(\(order.seasonalP),\(order.seasonalQ))\(order.period) \(coefficients)"
  }

  /// White noise, pure and mixed models, seasons, and roots close to 1; states of every width that
  /// has code of its own, with and without an autoregression.
  static let all: [ARMACase] = [
    .init(order: .init(p: 0, q: 0), coefficients: []),
    .init(order: .init(p: 1, q: 0), coefficients: [0.8]),
    .init(order: .init(p: 4, q: 0), coefficients: [0.5, 0.2, -0.1, -0.2]),
    .init(order: .init(p: 0, q: 1), coefficients: [-0.999]),
    .init(order: .init(p: 0, q: 3), coefficients: [0.5, 0.2, -0.1]),
    .init(order: .init(p: 1, q: 1), coefficients: [0.97, -0.5]),
    .init(order: .init(p: 2, q: 3), coefficients: [0.5, 0.2, 0.7, -0.1, 0.2]),
    .init(order: .init(p: 3, q: 1), coefficients: [0.5, 0.2, -0.3, -0.9]),
    .init(order: .init(p: 2, q: 2), coefficients: [1.1, -0.6, 0.2, 0.5]),
    .init(
      order: .init(p: 0, q: 1, seasonalQ: 1, period: 12), coefficients: [-0.4, -0.6]),
    .init(
      order: .init(p: 1, q: 1, seasonalP: 1, seasonalQ: 1, period: 4),
      coefficients: [0.4, -0.7, 0.8, -0.6]),
    .init(
      order: .init(p: 3, q: 2, seasonalP: 1, seasonalQ: 2, period: 2),
      coefficients: [0.4, -0.3, 0.2, -0.1, 0.3, 0.4, -0.6, 0.2]),
    .init(order: .init(p: 0, q: 0, seasonalP: 2, period: 5), coefficients: [0.3, 0.4]),
    .init(order: .init(p: 0, q: 5), coefficients: [0.3, -0.2, 0.1, 0.2, -0.7]),
    .init(order: .init(p: 0, q: 1, seasonalQ: 1, period: 9), coefficients: [-0.4, -0.6]),
    .init(order: .init(p: 0, q: 0, seasonalQ: 1, period: 4), coefficients: [-0.8]),
    .init(
      order: .init(p: 1, q: 1, seasonalP: 1, period: 12), coefficients: [0.4, -0.7, 0.6]),
  ]

  /// A series of standard normal noise; the laws hold for any series.
  static func noise(_ count: Int, seed: UInt64 = 7) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "arma likelihood laws")
    return (0..<count).map { _ in stream.normal() }
  }

  /// The model's autocovariances, from its moving-average weights.
  func autocovariances(_ count: Int) -> [Double] {
    ARMAInnovationsReference.autocovariances(
      order: order, coefficients: coefficients, count: count, tail: 3000)
  }
}
