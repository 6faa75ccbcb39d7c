// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import MarketData
import Testing

struct TradeStatisticsTests {
  /// The worked example of the charter: +150, +100, −50. Catches: mean win over mean loss (2.5).
  @Test func `Wins of 150 and 100 and a loss of 50 give factor 5, rate two thirds`() {
    let profits = money([150, 100, -50])
    let statistics = [profitFactor(profits), WinRate(profits).fraction, expectancy(profits)]
    #expect(statistics == [.finite(5), .finite(2.0 / 3.0), .finite(200.0 / 3.0)])
  }

  /// Law R2. Catches: 0 for no losses; a scratch that counts as a win.
  @Test func `Only wins are infinite and nothing is undefined, never zero`() {
    let factors = [[150, 1], [], [0, 0], [-5], [-5, 0]].map { profitFactor(money($0)) }
    let rates = [[150, 1], [], [0, 0], [-5], [-5, 0]].map { WinRate(money($0)).fraction }
    let kinds = [factors[0], factors[3], factors[4], rates[0], rates[3], rates[4]]
    #expect(kinds == [.infinite, .finite(0), .finite(0), .finite(1), .finite(0), .finite(0)])
    let undefined = [factors[1], factors[2], rates[1], rates[2], expectancy([])]
    #expect(undefined.allSatisfy { $0.extendedValue == nil })
  }

  /// Catches: a scratch counted as a win, or left out of the mean.
  @Test func `A scratch trade is neither won nor lost but it is a trade`() {
    let plain = money([150, 100, -50])
    let scratched = money([150, 0, 100, -50, 0, 0])
    let rate = WinRate(scratched)
    #expect(rate.wins == 2 && rate.losses == 1 && rate.scratches == 3)
    #expect(rate.fraction == WinRate(plain).fraction)
    #expect(profitFactor(scratched) == .finite(5))
    #expect(expectancy(scratched) == .finite(200.0 / 6.0))
  }

  /// Law R1. Catches: half of the factor.
  @Test func `Factor, rate and expectancy obey their identities`() throws {
    var worst = 0.0
    var signs = 0
    for start in 0..<50 {
      let profits = referenceNumbers(400)[(start * 7)..<(start * 7 + 40)].map {
        Money(cents: Int64($0 * 1e5))
      }
      let rate = WinRate(profits)
      let share = try #require(rate.fraction.finiteValue)
      let factor = try #require(profitFactor(profits).finiteValue)
      let gain = profits.filter { $0.cents > 0 }.reduce(0.0) { $0 + $1.value }
      let loss = profits.filter { $0.cents < 0 }.reduce(0.0) { $0 - $1.value }
      let payoff = gain / Double(rate.wins) / (loss / Double(rate.losses))
      let mean = try #require(expectancy(profits).finiteValue)
      worst = max(worst, relativeError(factor, share * payoff / (1 - share)))
      worst = max(worst, abs(mean * 40 - (gain - loss)) / (gain + loss))
      if (factor > 1) != (mean > 0) { signs += 1 }
    }
    #expect(worst <= 1e-13 && signs == 0)
  }

  /// Catches: a score for the level in place of its upper end; z²/2n² for z²/4n².
  @Test func `Wilson's interval is scipy's`() {
    var worst = 0.0
    for row in ReferenceNumbers.wilson {
      let interval = wilsonInterval(successes: Int(row[0]), trials: Int(row[1]), level: row[2])
      worst = max(worst, abs(interval.lower - row[3]), abs(interval.upper - row[4]))
      if row[0] == 0, interval.lower != 0 { worst = 1 }
      if row[0] == row[1], interval.upper != 1 { worst = 1 }
    }
    #expect(worst <= 2e-15)
  }

  @Test func `Wilson's interval holds the share, nests in the level and mirrors`() {
    var wrong = 0
    for trials in [1, 2, 7, 40, 1000] {
      for successes in Set([0, 1, trials / 3, trials / 2, trials - 1, trials]) {
        let share = Double(successes) / Double(trials)
        var inner = (lower: share, upper: share)
        for level in [0.1, 0.5, 0.9, 0.99, 0.9999] {
          let outer = wilsonInterval(successes: successes, trials: trials, level: level)
          let mirror = wilsonInterval(successes: trials - successes, trials: trials, level: level)
          var holds = 0 <= outer.lower && outer.upper <= 1
          holds = holds && outer.lower <= inner.lower && inner.upper <= outer.upper
          holds = holds && abs(mirror.lower + outer.upper - 1) <= 1e-14
          if !holds { wrong += 1 }
          inner = outer
        }
      }
    }
    #expect(wrong == 0)
  }
}
