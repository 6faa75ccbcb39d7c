// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the roots of the lag polynomials say about a fitted ARIMA model.

import NumericKernels
import RealModule

/// The coefficients of a seasonal ARMA model, φ(B)Φ(Bˢ) yₜ = θ(B)Θ(Bˢ) εₜ.
public struct LagPolynomials: Hashable, Sendable {
  /// φ₁ … φₚ in 1 − φ₁B − … .
  public let autoregressive: [Double]
  /// θ₁ … θ_q in 1 + θ₁B + … .
  public let movingAverage: [Double]
  /// Φ₁ … in 1 − Φ₁Bˢ − … .
  public let seasonalAutoregressive: [Double]
  /// Θ₁ … in 1 + Θ₁Bˢ + … .
  public let seasonalMovingAverage: [Double]
  /// The number of observations in a season, s.
  public let period: Int

  /// Names the coefficients.
  ///
  /// - Precondition: all are finite and the period is positive.
  public init(
    autoregressive: [Double] = [], movingAverage: [Double] = [],
    seasonalAutoregressive: [Double] = [], seasonalMovingAverage: [Double] = [], period: Int = 1
  ) {
    precondition(period > 0, "the period must be positive")
    self.autoregressive = autoregressive
    self.movingAverage = movingAverage
    self.seasonalAutoregressive = seasonalAutoregressive
    self.seasonalMovingAverage = seasonalMovingAverage
    self.period = period
  }

  /// The least modulus of a root of φ(z)Φ(zˢ); nil where neither has a coefficient.
  ///
  /// Above 1 the model is stationary. A seasonal factor's roots are s-th roots, so its least
  /// modulus is the s-th root of that of Φ.
  public var smallestAutoregressiveModulus: Double? {
    smallest(autoregressive.map { -$0 }, seasonalAutoregressive.map { -$0 })
  }

  /// The least modulus of a root of θ(z)Θ(zˢ); nil where neither has a coefficient.
  ///
  /// Above 1 the model is invertible.
  public var smallestMovingAverageModulus: Double? {
    smallest(movingAverage, seasonalMovingAverage)
  }

  private func smallest(_ plain: [Double], _ seasonal: [Double]) -> Double? {
    let first = NumericKernels.PolynomialRoots(coefficients: [1] + plain).smallestModulus
    let second = NumericKernels.PolynomialRoots(coefficients: [1] + seasonal).smallestModulus.map {
      Double.root($0, period)
    }
    switch (first, second) {
    case (let first?, let second?): return min(first, second)
    default: return first ?? second
    }
  }

  /// Something about the roots that a reader of the fit should know.
  public enum Warning: Hashable, Sendable, CustomStringConvertible {
    /// An autoregressive root is on or near the unit circle: the series may need a difference.
    case autoregressiveRootNearUnit(modulus: Double)
    /// A moving-average root is on or near the unit circle: a difference too many, perhaps.
    case movingAverageRootNearUnit(modulus: Double)
    /// Both sides nearly share a root: lower orders would do as well.
    case commonFactor(modulus: Double, distance: Double)

    public var description: String {
      switch self {
      case .autoregressiveRootNearUnit(let modulus):
        "an autoregressive root has modulus \(modulus): the series may need another difference"
      case .movingAverageRootNearUnit(let modulus):
        "a moving-average root has modulus \(modulus): there may be a difference too many"
      case .commonFactor(let modulus, let distance):
        "both sides have a root of modulus \(modulus), \(distance) apart: lower orders may do"
      }
    }
  }

  /// The warnings in a fixed order: autoregressive, moving average, common factors by modulus.
  ///
  /// - Parameters:
  ///   - margin: how far from the unit circle a root is near it; 0.01 is the bound at which order
  ///     selection rejects a model.
  ///   - tolerance: the distance of the inverses of two roots at which they count as one.
  /// - Precondition: neither number is negative.
  /// - Complexity: that of finding the roots of the products, O((p + sP)² + (q + sQ)²) a sweep.
  public func warnings(margin: Double = 0.01, tolerance: Double = 0.05) -> [Warning] {
    precondition(margin >= 0 && tolerance >= 0, "margin and tolerance must not be negative")
    var warnings: [Warning] = []
    if let modulus = smallestAutoregressiveModulus, modulus < 1 + margin {
      warnings.append(.autoregressiveRootNearUnit(modulus: modulus))
    }
    if let modulus = smallestMovingAverageModulus, modulus < 1 + margin {
      warnings.append(.movingAverageRootNearUnit(modulus: modulus))
    }
    return warnings + commonFactors(tolerance: tolerance)
  }

  /// Pairs of an autoregressive and a moving-average root whose inverses are close.
  ///
  /// A pair of conjugates is one warning. Roots far out matter little to the model; their inverses
  /// are near zero, where a coefficient is, so inverses of less than `tolerance` count for nothing.
  private func commonFactors(tolerance: Double) -> [Warning] {
    let left = inverses(autoregressive.map { -$0 }, seasonalAutoregressive.map { -$0 })
    var right = inverses(movingAverage, seasonalMovingAverage)
    var warnings: [Warning] = []
    for root in left where root.imaginary >= 0 && root.modulus > tolerance {
      let distances = right.map { candidate in
        ComplexRoot(candidate.real - root.real, candidate.imaginary - root.imaginary).modulus
      }
      guard let nearest = distances.indices.min(by: { distances[$0] < distances[$1] }),
        distances[nearest] <= tolerance
      else { continue }
      warnings.append(
        .commonFactor(modulus: 1 / root.modulus, distance: distances[nearest]))
      right.remove(at: nearest)
    }
    return warnings
  }

  /// The inverses of the roots of a product of two factors: those of the reversed factors, the
  /// seasonal one with its s-th roots spread over the circle.
  private func inverses(_ plain: [Double], _ seasonal: [Double]) -> [ComplexRoot] {
    var roots = NumericKernels.PolynomialRoots(coefficients: Array((plain.reversed()) + [1])).roots
    for root in NumericKernels.PolynomialRoots(coefficients: Array((seasonal.reversed()) + [1]))
      .roots
    {
      guard root.modulus > 0 else { continue }
      let radius = Double.root(root.modulus, period)
      let angle = Double.atan2(y: root.imaginary, x: root.real)
      for turn in 0..<period {
        let direction = (angle + 2 * Double.pi * Double(turn)) / Double(period)
        let height = radius * Double.sin(direction)
        // The real directions are exactly real, so that each counts once.
        let imaginary = abs(height) < 1e-12 ? 0 : height
        roots.append(ComplexRoot(radius * Double.cos(direction), imaginary))
      }
    }
    return roots.sorted { ($0.modulus, $0.real) > ($1.modulus, $1.real) }
  }
}
