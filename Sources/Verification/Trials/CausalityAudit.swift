// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strongest leak test (law D7): whatever lies in the future must not matter.
//
// A session is run again with the bars arriving one by one, so that no future exists to be read,
// and again with the future replaced by garbage from a number of bars on. Every signal must be the
// same. One run streams, so every bar is compared once; the garbage runs catch what would find the
// future in some other way.

import Evaluation
import Execution
import MarketData
import NumericKernels
import Promotion
import Signals

/// Compares a candidate's signals with those that it gives when the future cannot be known.
public enum CausalityAudit {
  /// Audits a rule.
  ///
  /// - Parameters:
  ///   - signals: the signals of the run that gave the evidence.
  ///   - cuts: bars from which on the future is garbage, one run each.
  /// - Complexity: one run of the rule over the series, and half of one a cut.
  public static func run(
    makeRule: () -> any TradingRule, series: BarSeries, signals: [Signal], cuts: Int, seed: UInt64
  ) -> IntegrityCheck {
    var history = BarHistory(of: series, feed: .streaming)
    var difference = firstDifference(makeRule(), history: &history, count: series.count, signals)
    var compared = series.count
    var stream = RandomStream(seed: seed, purpose: "causality audit, cuts")
    for _ in 0..<(series.count > 2 ? cuts : 0) where difference == nil {
      let cut = 1 + stream.index(below: series.count - 1)
      var altered = BarHistory(of: garbled(series, from: cut, stream: &stream), feed: .batch)
      difference = firstDifference(makeRule(), history: &altered, count: cut, signals)
      compared += cut
    }
    return IntegrityCheck(
      id: "no-look-ahead",
      statement: "What comes after a bar changes no signal up to that bar.",
      outcome: difference.map { index in
        .violated(
          "the signal after bar \(index + 1) (\(series.timestamps[index])) changes "
            + "when later bars are withheld")
      } ?? .holds,
      count: compared, unit: "signals compared")
  }

  private static func firstDifference(
    _ rule: any TradingRule, history: inout BarHistory, count: Int, _ signals: [Signal]
  ) -> Int? {
    var rule = rule
    for index in 0..<count {
      history.advance()
      if rule.signal(after: history) != signals[index] { return index }
    }
    return nil
  }

  /// The series with every bar from a position on replaced by one that has nothing to do with it.
  private static func garbled(
    _ series: BarSeries, from cut: Int, stream: inout RandomStream
  ) -> BarSeries {
    var prices = Array(series.closes)
    for index in cut..<series.count {
      prices[index] = Price(units: 1 + Int64(stream.index(below: 1_000_000_000_000)))
    }
    let tail = Array(prices[cut...])
    return BarSeries(
      name: series.name, timestamps: series.timestamps, opens: series.opens[..<cut] + tail,
      highs: series.highs[..<cut] + tail, lows: series.lows[..<cut] + tail, closes: prices,
      volumes: series.volumes)
  }
}
