// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Signals

/// Runs a session over bars that exist already.
public enum Backtest {
  /// Runs a rule over a series and returns the session after its last bar.
  ///
  /// A position that is open at the end stays open and marked: it is no closed trade.
  ///
  /// - Complexity: O(bars) beside the rule.
  public static func run(
    _ series: BarSeries, rule: any TradingRule, configuration: SessionConfiguration,
    feed: BarHistory.Feed = .batch
  ) throws(SessionError) -> TradingSession {
    var session = TradingSession(
      configuration: configuration, rule: rule, expectedBars: series.count)
    var history = BarHistory(of: series, feed: feed)
    for index in 0..<series.count {
      history.advance()
      try session.advance(
        open: series.opens[index], high: series.highs[index], low: series.lows[index],
        close: series.closes[index], history: history)
    }
    return session
  }
}
