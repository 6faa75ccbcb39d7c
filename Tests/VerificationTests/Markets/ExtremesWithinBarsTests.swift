// SPDX-License-Identifier: GPL-3.0-or-later
//
// The law of high and low does not depend on the steps in which a bar's path is drawn. For Brownian
// motion without drift over a variance v, E ln(H/L)² = 4v ln 2 (Parkinson, "The extreme value
// method for estimating the variance of the rate of return", Journal of Business 53, 1980); the
// rise ln(H/O) has the law of |N(0, v)|, so that its square has mean v and variance 2v².

import NumericKernels
import Testing
import Verification

@Suite struct ExtremesWithinBarsTests {
  /// Catches: extremes of the steps' ends alone (a range too small by more than a tenth); the
  /// night's variance left within the session; a high drawn apart from the low.
  @Test(arguments: [(1, 1_000_000), (2, 1_000_000), (8, 1_000_000), (64, 100_000)])
  func `Range, rise and fall have their variance at any number of steps`(
    steps: Int, bars: Int
  ) throws {
    let volatility = 0.2
    let process = GeometricBrownianMotion(
      drift: 0.5 * volatility * volatility, volatility: volatility)
    let program = MarketProgram(
      name: "extremes", overnightShare: 0.3, stepsPerBar: steps, volume: nil,
      segments: [MarketSegment(.brownian(process), bars: bars)])
    let asset = try program.market(seed: 20).assets[0]
    let variance = 0.7 * volatility * volatility / 252
    var (range, rise, fall) = (0.0, 0.0, 0.0)
    for bar in 0..<bars {
      let up = PortableMath.log(asset.highs[bar] / asset.opens[bar])
      let down = PortableMath.log(asset.lows[bar] / asset.opens[bar])
      range += (up - down) * (up - down)
      rise += up * up
      fall += down * down
    }
    let count = Double(bars)
    // Standard errors of the ratios to the truth: √(0.407/n) and √(2/n).
    let error = (0.407 / count).squareRoot()
    let ratio = range / (count * variance * 4 * 0.693_147_180_559_945_3)
    #expect((ratio - 1).magnitude < min(5 * error, 0.005 * (1_000_000 / count).squareRoot()))
    for square in [rise, fall] {
      #expect((square / (count * variance) - 1).magnitude < 5 * (2 / count).squareRoot())
    }
  }
}
