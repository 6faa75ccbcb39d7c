// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct HannanRissanenTests {
  /// (1 − 0.5B)(1 − 0.4B⁴)w = (1 + 0.6B)e.
  private static let series: [Double] = {
    let shocks = ARMACase.noise(6000)
    var values: [Double] = []
    for step in shocks.indices {
      func value(_ lag: Int) -> Double { step >= lag ? values[step - lag] : 0 }
      let feedback = 0.5 * value(1) + 0.4 * value(4) - 0.2 * value(5)
      values.append(shocks[step] + feedback + (step > 0 ? 0.6 * shocks[step - 1] : 0))
    }
    return values
  }()

  private static func order(_ p: Int, _ q: Int, _ seasonalP: Int) -> SeasonalARMAOrder {
    SeasonalARMAOrder(p: p, q: q, seasonalP: seasonalP, seasonalQ: 0, period: 4)
  }

  /// Catches: a column's lag off by one; an order that takes another one's columns.
  @Test func `A long series shows its coefficients`() throws {
    let own = try #require(
      HannanRissanen.coefficients(order: Self.order(1, 1, 1), series: Self.series))
    // The regression has no product of φ and Φ, so it comes near only.
    for (found, truth) in zip(own, [0.5, 0.6, 0.4]) { #expect(abs(found - truth) <= 0.2) }
  }

  /// Catches: sums of products of other columns than the order's.
  @Test func `A table of a larger order gives nearly what each order has for itself`() throws {
    let table = try #require(
      HannanRissanen(largest: Self.order(5, 3, 1), series: Self.series))
    for order in [Self.order(1, 1, 1), Self.order(2, 1, 0), Self.order(0, 3, 1)] {
      let own = try #require(HannanRissanen.coefficients(order: order, series: Self.series))
      let tabled = try #require(table.coefficients(order))
      for (left, right) in zip(own, tabled) { #expect(abs(left - right) <= 0.01) }
    }
  }

  @Test func `Too short a series has no table`() {
    #expect(
      HannanRissanen(largest: Self.order(5, 5, 1), series: Array(Self.series.prefix(20))) == nil)
  }
}
