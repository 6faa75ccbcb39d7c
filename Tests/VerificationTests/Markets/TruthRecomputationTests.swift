// SPDX-License-Identifier: GPL-3.0-or-later
//
// The truth, computed again from closes and parameters by the processes' definitions.

import NumericKernels
import Testing
import Verification

@Suite struct TruthRecomputationTests {
  private static let dt = 1.0 / 252

  /// The log prices before the first bar and after each, from closes.
  private static func logPrices(_ asset: SyntheticAsset) -> [Double] {
    [0] + asset.closes.map { PortableMath.log($0 / 100) }
  }

  private static func asset(_ process: PriceProcess, seed: UInt64) throws -> SyntheticAsset {
    try MarketFixtures.program(process, bars: 300).market(seed: seed).assets[0]
  }

  private static func isNear(_ one: Double, _ other: Double, _ relative: Double = 1e-8) -> Bool {
    (one - other).magnitude <= relative * max(one.magnitude, other.magnitude)
  }

  /// Catches: the last variance in the place of this one; leverage on rises; ω without ½γ; a start
  /// at 0; a shock that counts the mean.
  @Test func `GARCH variances follow from the last shock`() throws {
    let process = MarketFixtures.student
    let asset = try Self.asset(.garch(process), seed: 31)
    let path = Self.logPrices(asset)
    let usual = process.volatility * process.volatility * Self.dt
    let rest = 1 - process.shockWeight - 0.5 * process.leverage - process.persistence
    var variance = usual
    var rises = 0
    for bar in 0..<asset.count {
      let known = asset.truth.conditionalVolatility[bar]
      #expect(Self.isNear(known * known, variance), "bar \(bar)")
      let shock = path[bar + 1] - path[bar] - process.meanReturn * Self.dt
      let weight = process.shockWeight + (shock < 0 ? process.leverage : 0)
      variance = usual * rest + weight * shock * shock + process.persistence * variance
      if shock > 0 { rises += 1 }
      #expect(asset.truth.expectedReturn[bar] == process.meanReturn * Self.dt)
    }
    #expect((100...200).contains(rises))
  }

  /// Catches: the size of a shock without its mean; the sign turned over.
  @Test func `EGARCH variances follow from size and sign of the last shock`() throws {
    let process = EGARCHProcess(
      meanReturn: 0.1, volatility: 0.3, sizeWeight: 0.2, signWeight: -0.1, persistence: 0.9)
    let asset = try Self.asset(.egarch(process), seed: 32)
    let path = Self.logPrices(asset)
    let centre = PortableMath.log(0.09 * Self.dt)
    var level = centre
    for bar in 0..<asset.count {
      let deviation = asset.truth.conditionalVolatility[bar]
      #expect((2 * PortableMath.log(deviation) - level).magnitude < 1e-8, "bar \(bar)")
      let shock = (path[bar + 1] - path[bar] - 0.1 * Self.dt) / deviation
      level =
        centre + 0.9 * (level - centre) + 0.2 * (shock.magnitude - (2 / Double.pi).squareRoot())
        - 0.1 * shock
    }
  }

  /// The variance at each bar's start follows from its mean over the bar; the path's variance is
  /// the mean of the variances at its two ends.
  /// Catches: a negative variance taken as it is; the variance at the bar's end counted as known
  /// before it; a start at the mean.
  @Test func `Heston variances are not negative and make those of the bars`() throws {
    let process = MarketFixtures.heston
    let asset = try Self.asset(.heston(process), seed: 33)
    let span = process.speed * Self.dt
    let share = (1 - PortableMath.exp(-span)) / span
    let variances = asset.truth.conditionalVolatility.map {
      process.meanVariance + ($0 * $0 / Self.dt - process.meanVariance) / share
    }
    #expect(Self.isNear(variances[0], process.initialVariance))
    #expect(variances.allSatisfy { $0 > -1e-12 })
    for bar in 1..<asset.count {
      let path = asset.truth.pathVolatility[bar - 1]
      let mean = 0.5 * (variances[bar - 1] + variances[bar]) * Self.dt
      #expect((path * path - mean).magnitude < 1e-12, "bar \(bar)")
      let known = asset.truth.conditionalVolatility[bar]
      let expected = process.drift * Self.dt - 0.5 * known * known
      #expect(Self.isNear(asset.truth.expectedReturn[bar], expected))
    }
    // Feller's condition does not hold: the variance comes close to 0.
    #expect((variances.min() ?? 1) < 0.002)
  }

  /// Catches: a level that is the market's and not the segment's; a pull of κΔ; a variance of σ²Δ.
  @Test func `A mean-reverting price is expected to cover its share of the way to its level`()
    throws
  {
    let process = OrnsteinUhlenbeckProcess(level: 1.2, speed: 30, volatility: 0.3)
    let program = MarketFixtures.program([
      MarketSegment(.brownian(MarketFixtures.calm), bars: 50),
      MarketSegment(.meanReverting(process), bars: 100),
    ])
    let asset = try program.market(seed: 34).assets[0]
    let path = Self.logPrices(asset)
    let decay = PortableMath.exp(-30 * Self.dt)
    let level = path[50] + PortableMath.log(1.2)
    let variance = 0.09 * (1 - decay * decay) / 60
    for bar in 50..<150 {
      let expected = (1 - decay) * (level - path[bar])
      #expect((asset.truth.expectedReturn[bar] - expected).magnitude < 1e-12, "bar \(bar)")
      #expect(Self.isNear(asset.truth.conditionalVolatility[bar], variance.squareRoot()))
    }
  }

  /// The return before a segment's first bar is that of the segment before, with its jumps.
  /// Catches: jumps left out of the last return; the bar's own return in its place; a segment whose
  /// first bar knows no return.
  @Test func `An autoregressive return is expected from the whole return before it`() throws {
    let process = AutoregressiveProcess(meanReturn: 0.3, volatility: 0.2, autocorrelation: -0.4)
    let edge = PriceProcess.autoregressive(process)
    var jumps = MarketFixtures.merton
    jumps.intensity = 1000
    let program = MarketFixtures.program([
      MarketSegment(edge, bars: 50), MarketSegment(.brownian(MarketFixtures.calm), bars: 5),
      MarketSegment(edge, bars: 50), MarketSegment(.merton(jumps), bars: 20),
      MarketSegment(edge, bars: 50),
    ])
    let market = try program.market(seed: 35)
    let asset = market.assets[0]
    #expect(asset.truth.jumps.contains { $0.bar == 124 })
    let path = Self.logPrices(asset)
    let mean = 0.3 * Self.dt
    for bar in 0..<market.count where market.truth.segments[bar] % 2 == 0 {
      let last = bar == 0 ? mean : path[bar] - path[bar - 1]
      let expected = mean - 0.4 * (last - mean)
      #expect((asset.truth.expectedReturn[bar] - expected).magnitude < 1e-12, "bar \(bar)")
      #expect(
        Self.isNear(asset.truth.conditionalVolatility[bar], (0.84 * 0.04 * Self.dt).squareRoot()))
    }
  }

  /// Catches: a drift that is not compensated; the jumps' variance without their squared mean.
  @Test func `Jumps count in the mean and the variance of every bar`() throws {
    let process = MarketFixtures.merton
    let asset = try Self.asset(.merton(process), seed: 36)
    let (m, s) = (process.jumpMean, process.jumpDeviation)
    let growth = PortableMath.exp(m + 0.5 * s * s) - 1
    let diffusion = process.volatility * process.volatility
    let mean =
      process.drift - process.intensity * growth - 0.5 * diffusion + process.intensity * m
    let variance = diffusion + process.intensity * (m * m + s * s)
    for bar in 0..<asset.count {
      #expect((asset.truth.expectedReturn[bar] - mean * Self.dt).magnitude < 1e-15)
      let known = asset.truth.conditionalVolatility[bar]
      #expect(Self.isNear(known * known, variance * Self.dt))
      #expect(
        Self.isNear(asset.truth.pathVolatility[bar], (diffusion * Self.dt).squareRoot()))
    }
  }

  /// Catches: a season that starts again at each bar; a phase counted in the market.
  @Test func `A season is expected bar by bar`() throws {
    let process = SeasonalProcess(drift: 0.1, volatility: 0.1, amplitude: 0.05, period: 16)
    let program = MarketFixtures.program([
      MarketSegment(.brownian(MarketFixtures.calm), bars: 7),
      MarketSegment(.seasonal(process), bars: 64),
    ])
    let truth = try program.market(seed: 37).assets[0].truth
    func season(_ bar: Int) -> Double {
      0.05 * PortableMath.sin(2 * Double.pi * Double(bar) / 16)
    }
    for bar in 0..<64 {
      let expected = (0.1 - 0.005) * Self.dt + season(bar + 1) - season(bar)
      #expect((truth.expectedReturn[bar + 7] - expected).magnitude < 1e-14, "bar \(bar)")
    }
  }
}
