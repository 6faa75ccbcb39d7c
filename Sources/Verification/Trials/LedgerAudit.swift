// SPDX-License-Identifier: GPL-3.0-or-later
//
// An auditor of the books that shares no code with them: it reads the fills and recomputes cash,
// position and equity of every bar in wide integers. The session proves its books as it goes; this
// is the second half of the pair.

import Execution
import MarketData
import Promotion

/// Recomputes a session's equity from its fills and compares it bar by bar.
public enum LedgerAudit {
  /// Audits a session over the series that it was run on.
  ///
  /// - Complexity: O(bars + fills).
  public static func run(_ session: TradingSession, series: BarSeries) -> IntegrityCheck {
    IntegrityCheck(
      id: "books-balance",
      statement: "Cash plus positions equals capital plus profits minus costs at every bar.",
      outcome: difference(session, series: series).map { .violated($0) } ?? .holds,
      count: session.record.equity.count, unit: barWord)
  }

  private static let barWord = "bars"

  private static func difference(_ session: TradingSession, series: BarSeries) -> String? {
    guard session.ledger.proven() else { return "the balances are not those of the entries" }
    var cash = Int128(session.configuration.initialCapital.cents)
    var quantity: Int128 = 0
    var fills = session.record.fills[...]
    for index in 0..<session.record.equity.count {
      while let fill = fills.first, fill.barIndex == index {
        let size = Int128(fill.quantity.units)
        cash -= centsHalfEven(Int128(fill.price.units) * size) + Int128(fill.commission.cents)
        quantity += size
        fills.removeFirst()
      }
      let equity = cash + centsHalfEven(Int128(series.closes[index].units) * quantity)
      guard equity == Int128(session.record.equity[index].cents) else {
        return "equity after bar \(index + 1) is \(session.record.equity[index]), "
          + "and the fills give \(equity) cents"
      }
    }
    return fills.isEmpty ? nil : "a fill lies outside the series"
  }

  /// The auditor's own rounding: price units (10⁻⁸) times quantity units (10⁻⁴) to cents.
  private static func centsHalfEven(_ product: Int128) -> Int128 {
    let unit: Int128 = 10_000_000_000
    let magnitude = product < 0 ? -product : product
    let whole = magnitude / unit
    let rest = magnitude % unit
    let up = rest * 2 > unit || (rest * 2 == unit && whole % 2 == 1)
    let rounded = whole + (up ? 1 : 0)
    return product < 0 ? -rounded : rounded
  }
}
