// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// The mean net profit of a closed trade, in currency units; undefined without trades.
public func expectancy(_ profits: [Money]) -> Statistic {
  guard !profits.isEmpty else { return .undefined("no closed trades") }
  let total = profits.reduce(Money.zero, +)
  return Statistic(total.value / Double(profits.count))
}
