// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a try-out by a stranger found, each as the test that failed.

import MarketData
import NumericKernels
import Testing
import Verification

@Suite struct RecordedMarketTests {
  private func defect(_ program: MarketProgram) -> MarketProgramDefect? {
    do {
      try program.validate()
      return nil
    } catch { return error }
  }

  private func program(bars: Int = 60, stresses: [Stress] = []) -> MarketProgram {
    MarketProgram(
      name: "recorded",
      segments: [
        MarketSegment(.brownian(MarketFixtures.calm), bars: bars, stresses: stresses)
      ])
  }

  @Test(arguments: [0.3, 0.7])
  func whatFractionalNoiseWillDoIsForetoldFromItsPast(hurst: Double) throws {
    let process = FractionalBrownianMotion(volatility: 0.2, hurst: hurst)
    let market = try MarketProgram(
      name: "recorded", segments: [MarketSegment(.fractional(process), bars: 4000)]
    ).market(seed: 3)
    let asset = market.assets[0]
    let residuals = (1..<4000).map { bar in
      (PortableMath.log(asset.closes[bar] / asset.closes[bar - 1])
        - asset.truth.expectedReturn[bar]) / asset.truth.conditionalVolatility[bar]
    }
    #expect(HypothesisTest.ljungBox(residuals, maximumLag: 10).pValue > 1e-6)
    let variance = EstimateTest.mean(
      ofIndependent: residuals.map { $0 * $0 }, knownVariance: 2, expectation: 1)
    #expect(variance.pValue > 1e-6)
  }

  @Test func pricesOfWholeTicksAreTheirDecimals() throws {
    var cents = program(bars: 500)
    cents.tick = 0.01
    let asset = try cents.market(seed: 1).assets[0]
    for price in asset.opens + asset.highs + asset.lows + asset.closes {
      #expect("\(price)".count <= 6, "\(price)")
    }
  }

  @Test(arguments: [0.01, 0.5, 3.0])
  func limitsHoldInWholeTicks(tick: Double) throws {
    var wild = program(
      bars: 2000, stresses: [.priceLimits(PriceLimits(bar: 0, bars: 2000, limit: 0.02))])
    wild.segments[0].process = .brownian(GeometricBrownianMotion(drift: 0, volatility: 0.6))
    wild.tick = tick
    let asset = try wild.market(seed: 4).assets[0]
    for bar in 1..<2000 {
      let close = asset.closes[bar - 1]
      #expect(asset.highs[bar] <= close * 1.02 * (1 + 1e-12))
      #expect(asset.lows[bar] >= close * 0.98 * (1 - 1e-12))
    }
  }

  @Test func aTruncatedFileOfSeveralAssetsEndsOnce() throws {
    var cut = program()
    cut.assets = ["A", "B"]
    cut.faults = [.truncation(Truncation(keptShare: 0.5))]
    let csv = MarketCSV(try cut.market(seed: 2))
    let rows = csv.text.split(separator: "\n")
    #expect(rows.count { $0.hasPrefix("A,") } == 60)
    #expect(!csv.text.hasSuffix("\n"))
    // All rows but the last are whole.
    #expect(Set(rows.dropLast().map { $0.split(separator: ",").count }).count == 1)
    cut.faults.append(.duplicate(RowFault(rows: .count(1))))
    #expect(defect(cut)?.place == "faults")
  }

  @Test func whatWouldDoNothingIsRefused() {
    let gap = Stress.gap(OvernightGap(bar: 5000, size: -0.1))
    #expect(defect(program(stresses: [gap]))?.place == "segments[0].stresses[0].bar")
    let inside = Stress.gap(OvernightGap(bar: 5, size: -0.1))
    let nobody = Stress.targeted(TargetedStress(assets: ["NOPE"], stress: inside))
    #expect(defect(program(stresses: [nobody]))?.place == "segments[0].stresses[0].assets")
    func events(_ name: String, _ probability: Double) -> Stress {
      .randomEvents(RandomEvents(name: name, probability: probability, event: inside))
    }
    #expect(
      defect(program(stresses: [events("a", 0)]))?.place
        == "segments[0].stresses[0].probability")
    #expect(
      defect(program(stresses: [events("a", 0.1), events("a", 0.2)]))?.place
        == "segments[0].stresses")
    #expect(defect(program(stresses: [events("a", 0.1), events("b", 0.2)])) == nil)
    for fault in [
      DataFault.missing(RunFault(rows: .count(0))),
      .unitError(UnitError(rows: .count(1), factor: 1)),
      .duplicate(RowFault(rows: .count(61))),
    ] {
      var faulty = program()
      faulty.faults = [fault]
      #expect(defect(faulty) != nil, "\(fault.kind)")
    }
  }

  @Test func aMarketEndsByTheYear9999() {
    #expect(defect(program(bars: 2_087_000)) == nil)
    #expect(defect(program(bars: 2_088_000))?.place == "segments")
  }
}
