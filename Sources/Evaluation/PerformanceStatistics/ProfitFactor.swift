// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// Gross profit divided by gross loss of closed trades.
///
/// Wins only give infinity, no trades and nothing but scratches give an undefined value, never 0
/// . Worked example: +150, +100, −50 give 5.0; the predecessor's average win over average
/// loss would give 2.5.
public func profitFactor(_ profits: [Money]) -> Statistic {
  let gain = profits.reduce(Money.zero) { $1.cents > 0 ? $0 + $1 : $0 }
  let loss = profits.reduce(Money.zero) { $1.cents < 0 ? $0 - $1 : $0 }
  if loss.cents > 0 { return Statistic(Double(gain.cents) / Double(loss.cents)) }
  if gain.cents > 0 { return .infinite }
  return .undefined(profits.isEmpty ? "no closed trades" : "no trade gained or lost")
}
