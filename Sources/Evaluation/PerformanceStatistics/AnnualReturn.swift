// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Compound growth a year from log returns, as a fraction; −1 where everything was lost.
///
/// exp(mean · bars per year) − 1. Undefined without bars.
public func annualReturn(logReturns: [Double], barsPerYear: Double) -> Statistic {
  guard !logReturns.isEmpty else { return .undefined("no bars") }
  let mean = logReturns.reduce(0, +) / Double(logReturns.count)
  return Statistic(.expMinusOne(mean * barsPerYear))
}

/// Compound growth a year beyond that of a benchmark on the same bars, as a fraction.
///
/// - Precondition: both have one return a bar.
public func alpha(
  logReturns: [Double], benchmark: [Double], barsPerYear: Double
) -> Statistic {
  precondition(logReturns.count == benchmark.count, "both must have one return a bar")
  guard let own = annualReturn(logReturns: logReturns, barsPerYear: barsPerYear).finiteValue,
    let other = annualReturn(logReturns: benchmark, barsPerYear: barsPerYear).finiteValue
  else { return .undefined("no bars") }
  return Statistic(own - other)
}
