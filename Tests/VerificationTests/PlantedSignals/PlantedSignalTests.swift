// SPDX-License-Identifier: GPL-3.0-or-later
//
// Planted leaks and edges. Statistical limits are five standard errors with fixed seeds. "Catches"
// names the faults that were planted.

import NumericKernels
import Testing
import Verification

struct PlantedSignalTests {
  private func asset(
    _ signal: SignalColumn?, bars: Int = 2500, seed: UInt64 = 1
  ) throws -> SyntheticAsset {
    try MarketProgram(
      name: "signals", signal: signal,
      segments: [
        MarketSegment(.brownian(GeometricBrownianMotion(drift: 0.1, volatility: 0.2)), bars: bars)
      ]
    ).market(seed: seed).assets[0]
  }

  private func nextReturns(_ asset: SyntheticAsset) -> [Double] {
    zip(asset.closes.dropFirst(), asset.closes).map { PortableMath.log($0 / $1) }
  }

  private func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let count = Double(first.count)
    let (a, b) = (first.reduce(0, +) / count, second.reduce(0, +) / count)
    let products = zip(first, second).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    let squares = first.reduce(0) { $0 + ($1 - a) * ($1 - a) }
    return products
      / (squares * second.reduce(0) { $0 + ($1 - b) * ($1 - b) }).squareRoot()
  }

  /// Catches: this bar's return instead of the next one's; one leak too many.
  @Test(arguments: [0, 1, 3, 10, 30])
  func `A leak holds the next return at exactly the bars of the truth`(leaks: Int) throws {
    let asset = try asset(.leak(PlantedLeak(leaks: leaks)))
    let noise = try self.asset(.leak(PlantedLeak(leaks: 0)))
    let next = nextReturns(asset)
    let bars = Set(asset.truth.events.map(\.bars.lowerBound))
    #expect(bars.count == leaks && asset.truth.events.count == leaks)
    #expect(asset.signals.count == 2500)
    for bar in 0..<2499 {
      #expect((asset.signals[bar] == next[bar]) == bars.contains(bar))
      if !bars.contains(bar) { #expect(asset.signals[bar] == noise.signals[bar]) }
    }
  }

  /// Catches: noise made of the returns' own stream; noise of standard deviation 1.
  @Test func `Without leaks the signal is noise of the returns' size`() throws {
    let asset = try asset(.leak(PlantedLeak(leaks: 0)), bars: 100_000)
    let next = nextReturns(asset)
    let signals = Array(asset.signals.dropLast())
    let limit = 5 / 100_000.0.squareRoot()
    #expect(abs(correlation(signals, next)) < limit)
    #expect(abs(correlation(Array(asset.signals.dropFirst()), next)) < limit)
    let squares = { (values: [Double]) in values.reduce(0) { $0 + $1 * $1 } }
    #expect(abs(squares(signals) / squares(next) - 1) < 0.03)
  }

  /// Catches: the first bars chosen; a chance that does not rise as bars run out.
  @Test func `Every bar but the last is as likely to leak`() throws {
    var counts = [Int](repeating: 0, count: 20)
    for seed in 0..<4000 as Range<UInt64> {
      let asset = try asset(.leak(PlantedLeak(leaks: 5)), bars: 20, seed: seed)
      for event in asset.truth.events { counts[event.bars.lowerBound] += 1 }
    }
    #expect(counts[19] == 0)
    let share = 5.0 / 19
    let standardError = (4000 * share * (1 - share)).squareRoot()
    for count in counts.dropLast() {
      #expect(abs(Double(count) - 4000 * share) < 5 * standardError, "\(counts)")
    }
  }

  /// Catches: the weight of the noise left at 1; the shock of the bar itself.
  @Test(arguments: [-0.3, 0.0, 0.05, 1.0])
  func `An edge has the correlation that it states`(coefficient: Double) throws {
    let asset = try asset(.edge(PlantedEdge(informationCoefficient: coefficient)), bars: 100_000)
    let measured = correlation(Array(asset.signals.dropLast()), nextReturns(asset))
    let limit = 5 * (1 - coefficient * coefficient) / 100_000.0.squareRoot() + 1e-9
    #expect(abs(measured - coefficient) < limit, "\(measured)")
    let variance = asset.signals.reduce(0) { $0 + $1 * $1 } / 100_000
    #expect(abs(variance - 1) < 0.03)
  }

  @Test func `A signal changes no price`() throws {
    let plain = try asset(nil)
    let leaky = try asset(.leak(PlantedLeak(leaks: 30)))
    #expect(plain.signals.isEmpty)
    #expect(plain.closes == leaky.closes && plain.volumes == leaky.volumes)
  }
}
