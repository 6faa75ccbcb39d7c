// SPDX-License-Identifier: GPL-3.0-or-later

import Execution
import MarketData
import Promotion

/// Checks that every fill came after its signal, inside its bar, and no better than the market.
public enum FillAudit {
  /// Audits a session over the series that it was run on.
  ///
  /// A session without fills has shown nothing: the check is then not observed, and no pass.
  public static func run(_ session: TradingSession, series: BarSeries) -> IntegrityCheck {
    let problem = session.record.fills.lazy.compactMap { Self.problem($0, series: series) }.first
    return IntegrityCheck(
      id: "fills-are-possible",
      statement: "Every fill lies after its signal, inside its bar, and never beats the market.",
      outcome: problem.map { .violated($0) } ?? .holds,
      count: session.record.fills.count, unit: "fills")
  }

  private static func problem(_ fill: Fill, series: BarSeries) -> String? {
    let place = "the fill in bar \(fill.barIndex + 1)"
    guard fill.barIndex > fill.signalIndex else { return "\(place) does not lie after its signal" }
    guard series.lows[fill.barIndex] <= fill.reference,
      fill.reference <= series.highs[fill.barIndex]
    else { return "\(place) lies outside the bar" }
    let buying = fill.quantity.units > 0
    guard buying ? fill.price >= fill.reference : fill.price <= fill.reference else {
      return "\(place) beats the market"
    }
    guard fill.commission.cents >= 0 else { return "\(place) earns a commission" }
    return nil
  }
}
