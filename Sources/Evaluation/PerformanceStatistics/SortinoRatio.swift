// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// Mean over downside deviation of returns, times the root of the bars in a year.
///
/// The downside deviation is the root of the mean of min(r, 0)² over all bars, not over the losing
/// ones. No losing bar gives infinity for a positive mean. Source: Sortino and van der Meer,
/// "Downside risk", Journal of Portfolio Management 17 (1991).
public func sortinoRatio(_ returns: [Double], barsPerYear: Double) -> Statistic {
  guard !returns.isEmpty else { return .undefined("no bars") }
  let mean = compensatedSum(returns) / Double(returns.count)
  let squares = compensatedSum(returns.map { $0 < 0 ? $0 * $0 : 0 })
  guard squares > 0 else { return mean > 0 ? .infinite : .undefined("returns never change") }
  let deviation = (squares / Double(returns.count)).squareRoot()
  return Statistic(mean / deviation * barsPerYear.squareRoot())
}
