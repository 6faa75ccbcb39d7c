// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether one forecast loses more than another. Sources: Diebold and Mariano, "Comparing predictive
// accuracy", Journal of Business and Economic Statistics 13 (1995); Harvey, Leybourne and Newbold,
// "Testing the equality of prediction mean squared errors", International Journal of Forecasting 13
// (1997), equations 8 and 9.

import NumericKernels
import RealModule

/// The test of Diebold and Mariano with the correction of Harvey, Leybourne and Newbold.
///
/// With d the first losses less the second and γ_k their autocovariances (divisor n), the statistic
/// is mean(d)/√V, V = (γ₀ + 2Σγ_k)/n over lags below the horizon, times the correction, against
/// Student's t with n − 1 degrees of freedom. It is not for models that contain one another, nor
/// for errors in sample.
public struct DieboldMariano: Hashable, Sendable {
  /// How the autocovariances are weighted.
  public enum Kernel: String, Hashable, Sendable {
    /// All alike.
    case rectangular
    /// By 1 − k/h: taken where the rectangular sum is not positive.
    case bartlett
  }

  /// The corrected statistic; positive where the first forecast loses more.
  public let statistic: Statistic
  /// The statistic before the correction.
  public let uncorrected: Statistic
  /// The two-sided p-value; nil without a statistic.
  public let pValue: Double?
  /// How the autocovariances were weighted.
  public let kernel: Kernel
  /// The number of losses.
  public let count: Int

  /// Compares losses; nil where there are none.
  ///
  /// Losses that are equal throughout give a statistic of 0 and a p-value of 1. Losses that differ
  /// by a constant have no statistic: there is no variance to judge the difference by.
  ///
  /// - Precondition: there are as many losses of one as of the other, all finite; `horizon` is
  ///   positive.
  /// - Complexity: O(n·h).
  public init?(first: [Double], second: [Double], horizon: Int = 1) {
    precondition(first.count == second.count, "the losses must be paired")
    precondition(horizon > 0, "the horizon must be positive")
    guard !first.isEmpty else { return nil }
    let differences = zip(first, second).map { $0 - $1 }
    count = differences.count
    guard differences.contains(where: { $0 != 0 }) else {
      (statistic, uncorrected, pValue, kernel) = (.finite(0), .finite(0), 1, .rectangular)
      return
    }
    guard let factor = Self.correction(count: count, horizon: horizon) else {
      (statistic, uncorrected) = (Self.tooFew, Self.tooFew)
      (pValue, kernel) = (nil, .rectangular)
      return
    }
    let (mean, variance, kernel) = Self.moments(differences, horizon: horizon)
    self.kernel = kernel
    guard variance > 0 else {
      (statistic, uncorrected) = (Self.constant, Self.constant)
      pValue = nil
      return
    }
    let plain = mean / variance.squareRoot()
    uncorrected = Statistic(plain)
    statistic = Statistic(factor * plain)
    pValue =
      2 * StudentT.cumulative(-abs(factor * plain), degreesOfFreedom: Double(count - 1))
  }

  /// √((n + 1 − 2h + h(h − 1)/n)/n); nil where there are too few losses for the horizon.
  public static func correction(count: Int, horizon: Int) -> Double? {
    guard count > horizon else { return nil }
    let (n, h) = (Double(count), Double(horizon))
    return ((n + 1 - 2 * h + h * (h - 1) / n) / n).squareRoot()
  }

  private static let tooFew = Statistic.undefined("too few losses for the horizon")
  private static let constant = Statistic.undefined("the losses differ by a constant")

  /// The mean and the variance of the mean.
  private static func moments(
    _ differences: [Double], horizon: Int
  ) -> (mean: Double, variance: Double, kernel: Kernel) {
    let count = Double(differences.count)
    let mean = compensatedSum(differences) / count
    let centred = differences.map { $0 - mean }
    let size = differences.reduce(0) { max($0, abs($1)) }
    // Deviations that are rounding alone are none.
    let varies = centred.contains { abs($0) > 1e-14 * size }
    guard varies else { return (mean, 0, .rectangular) }
    let covariances = (0..<horizon).map { lag in
      compensatedSum(zip(centred.dropFirst(lag), centred).map { $0 * $1 }) / count
    }
    func variance(_ weight: (Int) -> Double) -> Double {
      let sum = (1..<horizon).reduce(0.0) { $0 + weight($1) * covariances[$1] }
      return (covariances[0] + 2 * sum) / count
    }
    let plain = variance { _ in 1 }
    if plain > 0 { return (mean, plain, .rectangular) }
    return (mean, variance { 1 - Double($0) / Double(horizon) }, .bartlett)
  }
}
