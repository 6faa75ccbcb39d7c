// SPDX-License-Identifier: GPL-3.0-or-later

/// How the bars' normal shocks of several assets depend on each other.
///
/// Jumps, variances of their own and Student mixing are each asset's own: under Heston, GARCH with
/// Student shocks, jumps or rough volatility returns correlate less than their shocks.
public indirect enum Dependence: Hashable, Sendable {
  /// Not at all.
  case independent
  /// Every pair has the same correlation.
  case equal(correlation: Double)
  /// Asset k is βₖf + √(1 − βₖ²)εₖ for a factor f of the market; the last loading counts for every
  /// further asset.
  case factor(loadings: [Double])
  /// A matrix of correlations, one row an asset.
  case matrix(Correlation)
  /// The correlation moves between two dependences in a cosine over a period in bars.
  ///
  /// Shocks are √w·a + √(1 − w)·b for independent shocks a and b of the two, so that the
  /// correlation of a bar is w times the one plus 1 − w times the other, w = ½ + ½cos(2πi/period).
  case rolling(Dependence, Dependence, period: Double)
  /// The copula of Student's t with normal margins: extremes come together.
  case studentCopula(degreesOfFreedom: Double, Dependence)

  /// The correlations of the shocks' own scale for some assets at a bar.
  ///
  /// Under a Student copula, those of the t variables behind it.
  public func correlation(assets: Int, bar: Int) -> [[Double]] {
    switch self {
    case .independent: Self.rows(assets) { _, _ in 0 }
    case .equal(let correlation): Self.rows(assets) { _, _ in correlation }
    case .factor(let loadings):
      Self.rows(assets) { Self.loading(loadings, $0) * Self.loading(loadings, $1) }
    case .matrix(let matrix): matrix.rows
    case .rolling(let first, let second, let period):
      Self.mixed(
        first.correlation(assets: assets, bar: bar), second.correlation(assets: assets, bar: bar),
        weight: Self.weight(bar: bar, period: period))
    case .studentCopula(_, let inner): inner.correlation(assets: assets, bar: bar)
    }
  }

  /// Whether mixing shocks leaves the memory of each as it was.
  var keepsMemory: Bool {
    switch self {
    case .independent, .equal, .factor, .matrix: true
    case .rolling, .studentCopula: false
    }
  }

  static func loading(_ loadings: [Double], _ asset: Int) -> Double {
    loadings[min(asset, loadings.count - 1)]
  }

  private static func rows(_ assets: Int, _ entry: (Int, Int) -> Double) -> [[Double]] {
    (0..<assets).map { row in (0..<assets).map { row == $0 ? 1 : entry(row, $0) } }
  }

  private static func mixed(
    _ first: [[Double]], _ second: [[Double]], weight: Double
  ) -> [[Double]] {
    zip(first, second).map { zip($0, $1).map { weight * $0 + (1 - weight) * $1 } }
  }
}
