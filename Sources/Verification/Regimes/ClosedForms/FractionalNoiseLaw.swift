// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Fractional Gaussian noise: the increments of fractional Brownian motion.
///
/// Source: Mandelbrot and Van Ness, "Fractional Brownian motions, fractional noises and
/// applications" (1968).
public struct FractionalNoiseLaw: Hashable, Sendable {
  /// The Hurst exponent H: ½ for independent increments.
  public let hurst: Double
  /// The standard deviation of one increment.
  public let deviation: Double

  /// Makes the law.
  ///
  /// - Precondition: H lies inside (0, 1), the deviation is not negative.
  public init(hurst: Double, deviation: Double = 1) {
    precondition(hurst > 0 && hurst < 1, "the Hurst exponent must lie inside (0, 1)")
    precondition(deviation >= 0, "the deviation must not be negative")
    self.hurst = hurst
    self.deviation = deviation
  }

  /// The autocorrelation of increments at a lag: ½((k + 1)²ᴴ − 2k²ᴴ + |k − 1|²ᴴ).
  ///
  /// From a lag of 16 by the series k²ᴴ·Σⱼ C(2H, 2j)·k⁻²ʲ, as the differences would cancel.
  ///
  /// - Precondition: the lag is not negative.
  public func autocorrelation(lag: Int) -> Double {
    precondition(lag >= 0, "the lag must not be negative")
    let k = Double(lag)
    let exponent = 2 * hurst
    if lag == 0 { return 1 }
    if lag == 1 { return Double.pow(2, exponent - 1) - 1 }
    guard lag >= 16 else {
      return 0.5 * (.pow(k + 1, exponent) - 2 * .pow(k, exponent) + .pow(k - 1, exponent))
    }
    var term = 0.5 * exponent * (exponent - 1) / (k * k)
    var sum = 0.0
    for order in stride(from: 2.0, through: 16, by: 2) {
      sum += term
      term *= (exponent - order) * (exponent - order - 1) / ((order + 1) * (order + 2) * k * k)
    }
    return .pow(k, exponent) * sum
  }

  /// The autocovariance of increments at a lag.
  public func autocovariance(lag: Int) -> Double {
    deviation * deviation * autocorrelation(lag: lag)
  }

  /// The variance of the sum of successive increments: deviation²·n²ᴴ.
  ///
  /// - Precondition: the count is not negative.
  public func varianceOfSum(count: Int) -> Double {
    precondition(count >= 0, "the count must not be negative")
    return deviation * deviation * .pow(Double(count), 2 * hurst)
  }

  /// The stationary variance of dX = −κX dt + ν dBᴴ, the fractional Ornstein–Uhlenbeck process:
  /// ν²Γ(2H + 1)/(2κ²ᴴ).
  ///
  /// Euler's steps of width Δ have another stationary variance, nearer the smaller κΔ is.
  ///
  /// Source: Cheridito, Kawaguchi and Maejima, "Fractional Ornstein–Uhlenbeck processes" (2003);
  /// the tests check the value by quadrature.
  ///
  /// - Parameters:
  ///   - hurst: H, inside (0, 1).
  ///   - reversionPerYear: κ, positive.
  ///   - volatility: ν, the standard deviation of the noise over one year.
  public static func ornsteinUhlenbeckVariance(
    hurst: Double, reversionPerYear: Double, volatility: Double
  ) -> Double {
    precondition(hurst > 0 && hurst < 1, "the Hurst exponent must lie inside (0, 1)")
    precondition(reversionPerYear > 0, "the speed of reversion must be positive")
    let exponent = 2 * hurst
    return volatility * volatility * .gamma(exponent + 1) / (2 * .pow(reversionPerYear, exponent))
  }
}
