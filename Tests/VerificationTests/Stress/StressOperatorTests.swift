// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each operator promises by itself. "Catches" names the faults that were planted.

import NumericKernels
import PropertyTesting
import Testing
import Verification

struct StressOperatorTests {
  /// Catches: a profile that is straight; a rebound of the drop instead of its log change.
  @Test func `A flash crash falls by its profile and comes back by its share`() throws {
    let crash = FlashCrash(
      bar: 20, fallBars: 4, recoveryBars: 6, drop: 0.2, rebound: 0.6, decay: 2)
    let (plain, stressed) = try StressFixtures.pair([.flashCrash(crash)], seed: 1)
    func moved(_ bars: Range<Int>) -> Double { stressed.change(bars) - plain.change(bars) }
    let fall = PortableMath.log(0.8)
    #expect(abs(moved(20..<24) - fall) < 1e-12)
    #expect(abs(moved(24..<30) + 0.6 * fall) < 1e-12)
    // (1 − e^−½)/(1 − e^−2), by hand.
    #expect(abs(moved(20..<21) / fall - 0.455_054_23) < 1e-8)
    #expect(stressed.truth.events.map(\.kind) == ["flash-crash", "flash-recovery"])
    #expect(stressed.truth.expectedReturn == plain.truth.expectedReturn)
  }

  /// Catches: factors that are added; spread and volume exchanged.
  @Test func `Activity is multiplied by what the operator says`() throws {
    let drought = LiquidityDrought(
      bar: 20, bars: 10, volume: 0.1, spread: 5, depth: 0.25, staleShare: 0)
    let (plain, stressed) = try StressFixtures.pair([.liquidityDrought(drought)], seed: 1)
    let before = try #require(plain.microstructure)
    let after = try #require(stressed.microstructure)
    for bar in 20..<30 {
      #expect(abs(stressed.volumes[bar] - 0.1 * plain.volumes[bar]) <= 0.6)
      #expect(abs(after.spreads[bar] / before.spreads[bar] - 5) < 1e-12)
      #expect(abs(after.depths[bar] / before.depths[bar] - 0.25) < 1e-12)
      #expect(abs(after.impacts[bar] / before.impacts[bar] - 2) < 1e-12)
    }
    #expect(stressed.closes == plain.closes)
  }

  /// Catches: a rebound before the fall; a fall before the open.
  @Test func `A flash crash within a bar shows in its low alone`() throws {
    let crash = IntradayFlashCrash(bar: 20, drop: 0.15, rebound: 0.9)
    let (_, stressed) = try StressFixtures.pair(
      [.intradayFlashCrash(crash)], volatility: 0.02, seed: 5)
    let body = min(stressed.opens[20], stressed.closes[20])
    #expect(stressed.lows[20] / stressed.opens[20] < 0.86)
    #expect(body / stressed.opens[20] > 0.97)
    #expect(stressed.highs[20] / stressed.opens[20] < 1.01)
    let size = try #require(stressed.truth.events.first?.size)
    #expect(abs(size - 0.1 * PortableMath.log(0.85)) < 1e-15)
  }

  /// Catches: a gap that comes within the session.
  @Test func `Gaps and halvings show in the open`() throws {
    let stresses: [Stress] = [
      .gap(OvernightGap(bar: 10, size: 0.1)), .halving(Halving(bar: 20)),
      .devaluation(Devaluation(bar: 30, steps: 3, interval: 5, drop: 0.1)),
    ]
    let (plain, stressed) = try StressFixtures.pair(stresses, seed: 1)
    for (bar, share) in [(10, 1.1), (20, 0.5), (30, 0.9), (35, 0.9), (40, 0.9)] {
      let opened = stressed.moves(bar)[0] - plain.moves(bar)[0]
      #expect(abs(opened - PortableMath.log(share)) < 1e-12, "bar \(bar)")
    }
    #expect(stressed.truth.jumps.map(\.bar) == [10, 20, 30, 35, 40])
  }

  /// Catches: a level shift before the open.
  @Test func `A level shift leaves the open and moves the close`() throws {
    let (plain, stressed) = try StressFixtures.pair(
      [.levelShift(LevelShift(bar: 10, size: 0.2))], seed: 1)
    #expect(stressed.opens[10] == plain.opens[10])
    #expect(abs(stressed.closes[10] / plain.closes[10] - 1.2) < 1e-12)
  }

  /// Catches: the deviation multiplied by the factor instead of its root; the mean scaled, too.
  @Test func `Scaled volatility keeps the mean and multiplies the variance`() throws {
    let scaling = VolatilityScaling(bar: 10, bars: 20, variance: 4)
    let (plain, stressed) = try StressFixtures.pair([.volatilityScaling(scaling)], seed: 1)
    let mean = plain.truth.expectedReturn[0]
    for bar in 10..<30 {
      let deviation = stressed.moves(bar)[3] - mean
      #expect(abs(deviation - 2 * (plain.moves(bar)[3] - mean)) < 1e-12)
      #expect(stressed.truth.conditionalVolatility[bar] == 2 * plain.truth.conditionalVolatility[0])
    }
    #expect(stressed.truth.expectedReturn == plain.truth.expectedReturn)
  }

  /// Catches: a drift that the truth does not know of.
  @Test func `A bear run lowers the price and what is expected alike`() throws {
    let (plain, stressed) = try StressFixtures.pair(
      [.bearRun(BearRun(bar: 10, bars: 20, drop: 0.3))], seed: 1)
    let total = PortableMath.log(0.7)
    #expect(abs(stressed.change(10..<30) - plain.change(10..<30) - total) < 1e-12)
    for bar in 10..<30 {
      let shift = stressed.truth.expectedReturn[bar] - plain.truth.expectedReturn[bar]
      #expect(abs(shift - total / 20) < 1e-15)
    }
  }

  /// Catches: a flat bar at its own close; a volume that stays; a halt that moves later bars.
  @Test func `A halted bar repeats the close before, and the next bar shows the path`() throws {
    let (plain, stressed) = try StressFixtures.pair(
      [.halt(TradingHalt(bar: 20, bars: 5))], seed: 1)
    for bar in 20..<25 {
      let recorded = RecordedNumbers(stressed, bar)
      #expect(recorded.prices == [Double](repeating: plain.closes[19], count: 4))
      #expect(stressed.volumes[bar] == 0)
    }
    #expect(RecordedNumbers(stressed, 25) == RecordedNumbers(plain, 25))
  }

  /// Catches: the same stream item for all bars; a stale bar without an event; an event without a
  /// stale bar.
  @Test func `Stale prints come as often as they should`() throws {
    let drought = LiquidityDrought(bar: 0, bars: 20_000, staleShare: 0.3)
    let (_, stressed) = try StressFixtures.pair(
      [.liquidityDrought(drought)], bars: 20_000, seed: 1)
    let stale = stressed.truth.events.filter { $0.kind == "stale-print" }.map(\.bars.lowerBound)
    let flat = (0..<20_000).filter { bar in
      stressed.volumes[bar] == 0 && stressed.highs[bar] == stressed.lows[bar]
    }
    #expect(stale == flat)
    let count = stale.count
    let standardError = (20_000 * 0.3 * 0.7).squareRoot()
    #expect(abs(Double(count) - 6000) < 5 * standardError, "\(count)")
  }

  /// Catches: a band around the path's close instead of the recorded one; what is cut off lost for
  /// good; limits on the close alone.
  @Test func `With limits the recorded close is the path's once that is inside the band`() throws {
    var cut = 0
    for seed in 0..<20 as Range<UInt64> {
      let limits = PriceLimits(bar: 0, bars: 500, limit: 0.03)
      let (plain, stressed) = try StressFixtures.pair(
        [.priceLimits(limits)], bars: 500, volatility: 0.6, seed: seed)
      for bar in 1..<500 {
        let last = stressed.closes[bar - 1]
        let (floor, ceiling) = (last * (1 - 0.03), last * (1 + 0.03))
        let path = plain.closes[bar]
        let isInside = path >= floor && path <= ceiling
        #expect(stressed.closes[bar] == (isInside ? path : path > last ? ceiling : floor))
        #expect(stressed.highs[bar] <= ceiling && stressed.lows[bar] >= floor)
        if !isInside { cut += 1 }
      }
    }
    // A daily volatility of 3.8 % leaves a band of 3 % on four days of ten.
    #expect(cut > 3000, "\(cut)")
  }

  /// Catches: limits that go on after their stretch.
  @Test func `After the last bar with limits the path shows at once`() throws {
    let stresses: [Stress] = [
      .gap(OvernightGap(bar: 25, size: 0.5)),
      .priceLimits(PriceLimits(bar: 0, bars: 26, limit: 0.1)),
    ]
    let (_, stressed) = try StressFixtures.pair(stresses, seed: 1)
    let (gapped, _) = try StressFixtures.pair([], seed: 1)
    #expect(stressed.eventBars == [25])
    for bar in 26..<60 {
      #expect(abs(stressed.closes[bar] / gapped.closes[bar] - 1.5) < 1e-12)
    }
  }

  /// Catches: up and down exchanged; the size measured from the close before.
  @Test func `Limit days say how far the path lay beyond the band`() throws {
    let stresses: [Stress] = [
      .gap(OvernightGap(bar: 10, size: 0.2)), .gap(OvernightGap(bar: 30, size: -0.2)),
      .priceLimits(PriceLimits(bar: 0, bars: 60, limit: 0.1, volume: 0.2)),
    ]
    let (_, stressed) = try StressFixtures.pair(stresses, volatility: 0.01, seed: 1)
    let days = stressed.truth.events.filter { $0.kind.hasPrefix("limit-") }
    #expect(days.map(\.kind) == ["limit-up", "limit-down", "limit-down"])
    #expect(days.map(\.bars.lowerBound) == [10, 30, 31])
    // 1.2/1.1 and 0.8/0.9, and what the first day left of it: 0.8/0.81.
    for (day, size) in zip(days, [0.0909, -0.1111, -0.0123]) {
      #expect(abs((day.size ?? 0) - size) < 0.004)
    }
  }
}
