// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import PropertyTesting
import Verification

/// Markets for the tests of operators.
enum StressFixtures {
  /// A market of two segments, the first of which is stressed.
  static func program(
    _ stresses: [Stress], bars: Int = 60, assets: [String] = ["A001"], volatility: Double = 0.2,
    process: PriceProcess? = nil
  ) -> MarketProgram {
    let process =
      process ?? .brownian(GeometricBrownianMotion(drift: 0.05, volatility: volatility))
    return MarketProgram(
      name: "stress", assets: assets, overnightShare: 0.2,
      dependence: assets.count > 1 ? .equal(correlation: 0.5) : .independent,
      microstructure: MicrostructureModel(),
      segments: [
        MarketSegment(process, bars: bars, stresses: stresses), MarketSegment(process, bars: 20),
      ])
  }

  static func market(_ program: MarketProgram, seed: UInt64) throws -> SyntheticMarket {
    try program.market(seed: seed)
  }

  /// The market without and with stresses.
  static func pair(
    _ stresses: [Stress], bars: Int = 60, volatility: Double = 0.2, process: PriceProcess? = nil,
    seed: UInt64
  ) throws -> (plain: SyntheticAsset, stressed: SyntheticAsset) {
    func asset(_ stresses: [Stress]) throws -> SyntheticAsset {
      try program(stresses, bars: bars, volatility: volatility, process: process)
        .market(seed: seed).assets[0]
    }
    return (try asset([]), try asset(stresses))
  }

  // MARK: - Random operators

  /// Operators on the path that need at most ten bars from `bar` on and change each of them.
  static func pathStress(_ bar: Int) -> Generator<Stress> {
    Generator { draw in
      let size = try draw(.double(in: 0.01...0.3))
      let factor = try draw(.double(in: 1.5...20))
      let bars = try draw(.integer(in: 1...10))
      switch try draw(.integer(in: 0...9)) {
      case 0: return .gap(OvernightGap(bar: bar, size: size, reverseShare: 0.5))
      case 1: return .levelShift(LevelShift(bar: bar, size: -size))
      case 2: return .halving(Halving(bar: bar))
      case 3: return .devaluation(Devaluation(bar: bar, steps: 3, interval: 2, drop: size))
      case 4:
        return .flashCrash(
          FlashCrash(bar: bar, fallBars: 1 + bars / 2, recoveryBars: 4, drop: size))
      case 5: return .intradayFlashCrash(IntradayFlashCrash(bar: bar, drop: size))
      case 6:
        return .volatilityScaling(VolatilityScaling(bar: bar, bars: bars, variance: factor))
      case 7: return .bearRun(BearRun(bar: bar, bars: bars, drop: size))
      case 8: return .liquidityShock(LiquidityShock(bar: bar, drop: size, variance: factor))
      default:
        return .liquidityDrought(LiquidityDrought(bar: bar, bars: bars, staleShare: 0))
      }
    }
  }

  /// Operators that hide the price, for at most ten bars from `bar` on.
  static func hidingStress(_ bar: Int) -> Generator<Stress> {
    Generator { draw in
      let bars = try draw(.integer(in: 1...10))
      switch try draw(.integer(in: 0...2)) {
      case 0: return .halt(TradingHalt(bar: bar, bars: bars))
      case 1: return .priceLimits(PriceLimits(bar: bar, bars: bars, limit: 0.005))
      default:
        return .liquidityDrought(LiquidityDrought(bar: bar, bars: bars, staleShare: 0.5))
      }
    }
  }

  static func anyStress(_ bar: Int) -> Generator<Stress> {
    .oneOf([pathStress(bar), hidingStress(bar)])
  }
}

/// Every number that is recorded of a bar.
struct RecordedNumbers: Hashable {
  let prices: [Double]
  let activity: [Double]

  init(_ asset: SyntheticAsset, _ bar: Int) {
    prices = [asset.opens[bar], asset.highs[bar], asset.lows[bar], asset.closes[bar]]
    var activity = [asset.volumes[bar]]
    if let columns = asset.microstructure {
      activity += [
        columns.spreads[bar], columns.slippages[bar], columns.depths[bar], columns.impacts[bar],
      ]
    }
    self.activity = activity
  }
}

extension SyntheticAsset {
  /// The moves of a bar in log prices: from the close before to open, high, low and close.
  func moves(_ bar: Int) -> [Double] {
    let before = bar > 0 ? closes[bar - 1] : 100
    return [opens[bar], highs[bar], lows[bar], closes[bar]].map {
      PortableMath.log($0 / before)
    }
  }

  /// Whether a bar is low ≤ open, close ≤ high, positive and with whole units traded.
  func isWellFormed(_ bar: Int) -> Bool {
    lows[bar] > 0 && lows[bar] <= min(opens[bar], closes[bar])
      && highs[bar] >= max(opens[bar], closes[bar]) && highs[bar].isFinite && volumes[bar] >= 0
      && volumes[bar] == volumes[bar].rounded()
  }

  /// The bars that events of the truth speak of.
  var eventBars: Set<Int> { truth.events.reduce(into: []) { $0.formUnion($1.bars) } }

  /// The events in an order that does not depend on that of the operators.
  var sortedEvents: [MarketEvent] {
    truth.events.sorted {
      ($0.bars.lowerBound, $0.kind, $0.bars.upperBound)
        < ($1.bars.lowerBound, $1.kind, $1.bars.upperBound)
    }
  }

  /// The log price change of some bars, from the close before them.
  func change(_ bars: Range<Int>) -> Double {
    let before = bars.lowerBound > 0 ? closes[bars.lowerBound - 1] : 100
    return PortableMath.log(closes[bars.upperBound - 1] / before)
  }
}
