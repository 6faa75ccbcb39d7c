// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// Mean over standard deviation (divisor n − 1) of returns, times the root of the bars in a year.
///
/// Returns are taken in excess of nothing: idle cash earns nothing here, so it costs nothing. A
/// path that never moves has no ratio. Source: Sharpe, "The Sharpe ratio", Journal of Portfolio
/// Management 21 (1994), equation 6; Lo, "The statistics of Sharpe ratios", Financial Analysts
/// Journal 58 (2002), for the root-of-time rule and its limits.
public func sharpeRatio(_ returns: [Double], barsPerYear: Double) -> Statistic {
  let moments = SampleMoments(returns)
  guard let deviation = moments.standardDeviation else {
    return .undefined("fewer than two bars")
  }
  guard deviation > 0 else { return .undefined("returns never change") }
  return Statistic(moments.mean / deviation * barsPerYear.squareRoot())
}
