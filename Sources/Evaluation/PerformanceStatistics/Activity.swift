// SPDX-License-Identifier: GPL-3.0-or-later

import Execution
import MarketData

/// The fraction of bars that end with a position.
public func exposure(_ record: SessionRecord) -> Statistic {
  guard !record.equity.isEmpty else { return .undefined("no bars") }
  let held = record.positionValue.count { $0.cents != 0 }
  return .finite(Double(held) / Double(record.equity.count))
}

/// One-way traded value a year, as a multiple of mean equity: half of all fills' values.
public func turnover(_ record: SessionRecord, barsPerYear: Double) -> Statistic {
  guard !record.equity.isEmpty else { return .undefined("no bars") }
  let meanEquity = record.equity.reduce(0.0) { $0 + $1.value } / Double(record.equity.count)
  guard meanEquity > 0 else { return .undefined("mean equity is not positive") }
  let traded = record.fills.reduce(0.0) { $0 + $1.value.value } / 2
  let years = Double(record.equity.count) / barsPerYear
  return Statistic(traded / meanEquity / years)
}
