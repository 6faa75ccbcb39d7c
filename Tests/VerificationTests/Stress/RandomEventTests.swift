// SPDX-License-Identifier: GPL-3.0-or-later
//
// Events that strike at random, and the fields of all operators. "Catches" names planted faults.

import NumericKernels
import Testing
import Verification

struct RandomEventTests {
  private func strikes(
    _ events: [RandomEvents], bars: Int = 5000, assets: [String] = ["A001"]
  ) throws -> [[Int]] {
    try StressFixtures.program(
      events.map { Stress.randomEvents($0) }, bars: bars, assets: assets
    ).market(seed: 7).assets.map { asset in asset.truth.events.map(\.bars.lowerBound) }
  }

  private func gaps(_ name: String, _ probability: Double, wide: Bool = false) -> RandomEvents {
    RandomEvents(
      name: name, probability: probability, isMarketWide: wide,
      event: .gap(OvernightGap(bar: 0, size: 0.01, reverseShare: 0.4)))
  }

  /// Catches: bars counted from the segment's end; a stream without the list's name.
  @Test func `Strikes depend on the list's name and the bar alone`() throws {
    let few = try strikes([gaps("gap", 0.01)])[0]
    let many = try strikes([gaps("gap", 0.05)])[0]
    #expect(Set(many).isSuperset(of: few) && many.count > 2 * few.count)
    let longer = try strikes([gaps("gap", 0.01)], bars: 9000)[0]
    #expect(longer.starts(with: few) && longer.count > few.count)
    let beside = try strikes([gaps("other", 0.01), gaps("gap", 0.01)])[0]
    #expect(Set(beside).isSuperset(of: few))
    #expect(try strikes([gaps("other", 0.01)])[0] != few)
  }

  /// Catches: market-wide events by asset; events of an asset by the market's stream.
  @Test func `Market-wide events strike all assets at once, others each by itself`() throws {
    let wide = try strikes([gaps("gap", 0.01, wide: true)], assets: ["A001", "A002"])
    #expect(wide[0] == wide[1] && !wide[0].isEmpty)
    let single = try strikes([gaps("gap", 0.01)], assets: ["A001", "A002"])
    #expect(single[0] != single[1])
  }

  /// Catches: a gap whose direction follows from the number that let it strike.
  @Test func `The predecessor's events come as often as it had them`() throws {
    let bars = 200_000
    let asset = try StressFixtures.program(Stress.predecessorEvents, bars: bars)
      .market(seed: 3).assets[0]
    let expected = [
      "flash-crash": 0.0005, "volatility-scaling": 0.001, "gap": 0.0015, "bear-run": 0.0008,
      "liquidity-shock": 0.001,
    ]
    for (kind, probability) in expected.sorted(by: { $0.key < $1.key }) {
      let count = asset.truth.events.count { $0.kind == kind }
      let mean = Double(bars) * probability
      #expect(abs(Double(count) - mean) < 5 * mean.squareRoot(), "\(kind): \(count)")
    }
    let gaps = asset.truth.events.filter { $0.kind == "gap" }
    let down = gaps.count { ($0.size ?? 0) < 0 }
    let standardError = (0.24 * Double(gaps.count)).squareRoot()
    #expect(abs(Double(down) - 0.6 * Double(gaps.count)) < 5 * standardError, "\(down)")
  }
}
