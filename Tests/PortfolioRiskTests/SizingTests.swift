// SPDX-License-Identifier: GPL-3.0-or-later
//
// A position never costs more than its budget, and one lot more would.
// Planted faults caught here: rounding up; the budget taken twice; a short sized like a long; the
// maintenance margin compared the wrong way round.

import MarketData
import PortfolioRisk
import Signals
import Testing

@Suite struct SizingTests {
  @Test func thePositionFitsItsBudgetAndOneLotMoreDoesNot() {
    var state: UInt64 = 11
    func next(_ bound: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 1 + Int64(state >> 33) % bound
    }
    var broken: [String] = []
    for _ in 0..<5000 {
      let price = Price(units: next(1_000_000_000_000))
      let equity = Money(cents: next(1_000_000_000))
      let fraction = next(1_000_000)
      let lot = Quantity(units: next(50_000))
      let sizing = PositionSizing(equityMillionths: fraction, lot: lot)
      let long = sizing.quantity(for: .long, equity: equity, price: price)
      let short = sizing.quantity(for: .short, equity: equity, price: price)
      let budget = Double(equity.cents) * Double(fraction) / 1e6
      let value = Double(price.units) * Double(long.units) / 1e10
      let more = Double(price.units) * Double(long.units + lot.units) / 1e10
      let holds =
        value <= budget + 0.51 && more > budget - 0.51 && long.units % lot.units == 0
        && short == -long
      if !holds { broken.append("price \(price), equity \(equity), lot \(lot): \(long)") }
    }
    #expect(broken == [])
  }

  @Test func nothingIsBoughtWithNothing() {
    let sizing = PositionSizing(equityMillionths: 1_000_000, lot: Quantity(units: 10_000))
    let price = Price(units: 100_000_000)
    #expect(sizing.quantity(for: .long, equity: .zero, price: price) == .zero)
    #expect(sizing.quantity(for: .long, equity: Money(cents: -5), price: price) == .zero)
    #expect(sizing.quantity(for: .flat, equity: Money(cents: 500), price: price) == .zero)
  }

  @Test func theInitialMarginLimitsShortsAndCashLimitsLongs() {
    let policy = MarginPolicy()
    let equity = Money(cents: 1_000_00)
    #expect(policy.largestValue(long: true, equity: equity) == equity)
    #expect(policy.largestValue(long: false, equity: equity) == Money(cents: 2_000_00))
  }

  @Test func aShortIsClosedByForceExactlyBelowItsMaintenanceMargin() {
    let policy = MarginPolicy(
      initialShortMillionths: 500_000, maintenanceShortMillionths: 250_000)
    let value = Money(cents: -1_000_00)
    let at = policy.requiresLiquidation(positionValue: value, equity: Money(cents: 250_00))
    let below = policy.requiresLiquidation(positionValue: value, equity: Money(cents: 249_99))
    let long = policy.requiresLiquidation(positionValue: -value, equity: Money(cents: 1))
    #expect(at == false)
    #expect(below == true)
    #expect(long == false)
  }
}
