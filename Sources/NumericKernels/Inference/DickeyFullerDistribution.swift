// SPDX-License-Identifier: GPL-3.0-or-later
//
// The law of the Dickey–Fuller t statistic under a unit root, by published response surfaces.
//
// Source of the p-values: MacKinnon, "Approximate asymptotic distribution functions for unit-root
// and cointegration tests", Journal of Business & Economic Statistics 12 (1994), tables for one
// variable. Source of the critical values: MacKinnon, "Critical values for cointegration tests",
// Queen's University working paper 1227 (2010), table 2 with N = 1; without a constant, the values
// of the 1996 update. The tests compare both with the numbers of another implementation.

/// The distribution of the Dickey–Fuller t statistic where the series has a unit root.
public enum DickeyFullerDistribution {
  /// Two polynomials in the statistic whose normal probability is the p-value, and their range.
  private struct Surface {
    /// Below it the p-value is 0.
    let minimum: Double
    /// Where the left polynomial gives way to the right one.
    let boundary: Double
    /// Above it the p-value is 1.
    let maximum: Double
    /// Lowest power first.
    let left: [Double]
    /// Lowest power first.
    let right: [Double]
  }

  private static func surface(_ terms: DeterministicTerms) -> Surface {
    switch terms {
    case .none:
      Surface(
        minimum: -19.04, boundary: -1.04, maximum: .infinity,
        left: [0.6344, 1.2378, 3.2496e-2], right: [0.4797, 9.3557e-1, -0.6999e-1, 3.3066e-2])
    case .constant:
      Surface(
        minimum: -18.83, boundary: -1.61, maximum: 2.74,
        left: [2.1659, 1.4412, 3.8269e-2], right: [1.7339, 9.3202e-1, -1.2745e-1, -1.0368e-2])
    case .constantAndTrend:
      Surface(
        minimum: -16.18, boundary: -2.89, maximum: 0.7,
        left: [3.2512, 1.6047, 4.9588e-2], right: [2.5261, 6.1654e-1, -3.7956e-1, -6.0285e-2])
    }
  }

  /// The probability of a statistic at most this large under a unit root, for a long series.
  ///
  /// - Precondition: the statistic is not NaN.
  public static func cumulative(_ statistic: Double, terms: DeterministicTerms) -> Double {
    precondition(!statistic.isNaN, "the statistic must be a number")
    let surface = surface(terms)
    if statistic > surface.maximum { return 1 }
    if statistic < surface.minimum { return 0 }
    let polynomial = statistic <= surface.boundary ? surface.left : surface.right
    return Normal.standardCumulative(value(of: polynomial, at: statistic))
  }

  /// The statistic below which a unit root is rejected at 1, 5 and 10 %.
  ///
  /// - Parameter count: the number of rows of the regression; nil for the limit.
  /// - Precondition: the count is positive.
  public static func criticalValues(
    terms: DeterministicTerms, count: Int? = nil
  ) -> (onePercent: Double, fivePercent: Double, tenPercent: Double) {
    precondition(count.map { $0 > 0 } ?? true, "the count must be positive")
    let inverse = count.map { 1 / Double($0) } ?? 0
    let rows = criticalSurface(terms).map { value(of: $0, at: inverse) }
    return (rows[0], rows[1], rows[2])
  }

  /// β∞ + β₁/n + β₂/n² + β₃/n³ at 1, 5 and 10 %.
  private static func criticalSurface(_ terms: DeterministicTerms) -> [[Double]] {
    switch terms {
    case .none:
      [
        [-2.56574, -2.2358, -3.627, 0], [-1.94100, -0.2686, -3.365, 31.223],
        [-1.61682, 0.2656, -2.714, 25.364],
      ]
    case .constant:
      [
        [-3.43035, -6.5393, -16.786, -79.433], [-2.86154, -2.8903, -4.234, -40.040],
        [-2.56677, -1.5384, -2.809, 0],
      ]
    case .constantAndTrend:
      [
        [-3.95877, -9.0531, -28.428, -134.155], [-3.41049, -4.3904, -9.036, -45.374],
        [-3.12705, -2.5856, -3.925, -22.380],
      ]
    }
  }

  static func value(of polynomial: [Double], at point: Double) -> Double {
    polynomial.reversed().reduce(0) { $0 * point + $1 }
  }
}
