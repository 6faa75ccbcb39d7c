// SPDX-License-Identifier: GPL-3.0-or-later
//
// The variance of a mean of dependent values, in units of 1/n, by Bartlett's kernel.

import RealModule

/// How many autocovariances an estimate of the long-run variance takes in.
///
/// Source: the rules by sample size are those that the programs tseries, urca and forecast for R
/// use under these formulas; the automatic rule is Hobijn, Franses and Ooms, "Generalizations of
/// the KPSS-test for stationarity", Statistica Neerlandica 58 (2004).
public enum BandwidthRule: Hashable, Sendable {
  /// This many lags.
  case fixed(Int)
  /// ⌊3√n / 13⌋, for choosing a degree of differencing.
  case squareRoot
  /// ⌊4 (n/100)^¼⌋.
  case short
  /// ⌊12 (n/100)^¼⌋.
  case long
  /// ⌊1.1447 (ŝ² n)^⅓⌋ with ŝ from the first n^(2/9) autocovariances of the residuals.
  case automatic

  /// The number of lags for residuals with this rule, fewer than the residuals.
  ///
  /// - Precondition: a fixed number is not negative; there is at least one residual.
  public func lags(for residuals: [Double]) -> Int {
    precondition(!residuals.isEmpty, "there must be at least one residual")
    let n = Double(residuals.count)
    let lags: Int
    switch self {
    case .fixed(let count):
      precondition(count >= 0, "the number of lags must not be negative")
      lags = count
    case .squareRoot: lags = Int(3 * n.squareRoot() / 13)
    case .short: lags = Int(4 * (n / 100).squareRoot().squareRoot())
    case .long: lags = Int(12 * (n / 100).squareRoot().squareRoot())
    case .automatic: lags = Self.automaticLags(residuals)
    }
    return min(lags, residuals.count - 1)
  }

  private static func automaticLags(_ residuals: [Double]) -> Int {
    let n = Double(residuals.count)
    let reach = Int(Double.pow(n, 2 / 9.0))
    var (level, slope) = (autocovariance(residuals, lag: 0), 0.0)
    for lag in stride(from: 1, through: reach, by: 1) {
      let twice = 2 * autocovariance(residuals, lag: lag)
      level += twice
      slope += Double(lag) * twice
    }
    guard level > 0 else { return 0 }
    let ratio = slope / level
    return Int(1.1447 * Double.root(ratio * ratio, 3) * Double.root(n, 3))
  }
}

/// Σₜ xₜ xₜ₊ₖ / n of values about zero.
func autocovariance(_ values: [Double], lag: Int) -> Double {
  guard lag < values.count else { return 0 }
  var sum = CompensatedSum()
  for index in lag..<values.count { sum.add(product: values[index], values[index - lag]) }
  return sum.value / Double(values.count)
}

/// Returns the long-run variance of values about zero: γ₀ + 2 Σₖ (1 − k/(L + 1)) γₖ, k to L.
///
/// Bartlett's weights keep it from being negative. Divisor n throughout.
///
/// Source: Newey and West, "A simple, positive semi-definite, heteroskedasticity and
/// autocorrelation consistent covariance matrix", Econometrica 55 (1987).
///
/// - Precondition: there are more values than lags, `lags` is not negative, all are finite.
/// - Complexity: O(n × lags).
public func longRunVariance(ofCentred values: [Double], lags: Int) -> Double {
  requireFinite(values, atLeast: 1)
  precondition((0..<values.count).contains(lags), "there must be more values than lags")
  var sum = autocovariance(values, lag: 0)
  for lag in stride(from: 1, through: lags, by: 1) {
    sum += 2 * (1 - Double(lag) / Double(lags + 1)) * autocovariance(values, lag: lag)
  }
  return sum
}
