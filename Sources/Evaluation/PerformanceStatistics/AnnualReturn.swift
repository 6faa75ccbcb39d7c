// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Compound growth a year from log returns, as a fraction; −1 where everything was lost.
///
/// exp(mean · bars per year) − 1. Undefined without bars.
public func annualReturn(logReturns: [Double], barsPerYear: Double) -> Statistic {
  guard !logReturns.isEmpty else { return .undefined("no bars") }
  let mean = logReturns.reduce(0, +) / Double(logReturns.count)
  return Statistic(.expMinusOne(mean * barsPerYear), otherwise: "growth a year is too large")
}

/// Compound growth a year beyond that of a benchmark on the same bars, as a fraction.
///
/// - Precondition: both have one return a bar.
public func alpha(
  logReturns: [Double], benchmark: [Double], barsPerYear: Double
) -> Statistic {
  precondition(logReturns.count == benchmark.count, "both must have one return a bar")
  let both = [logReturns, benchmark].map { annualReturn(logReturns: $0, barsPerYear: barsPerYear) }
  guard let own = both[0].finiteValue, let other = both[1].finiteValue else {
    return both[0].finiteValue == nil ? both[0] : both[1]
  }
  return Statistic(own - other)
}
