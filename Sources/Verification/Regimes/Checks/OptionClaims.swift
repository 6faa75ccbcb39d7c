// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many independent paths of one year, whose ends must have the mean, the characteristic function
// and the option prices of the closed forms.

import NumericKernels
import RealModule

/// Claims about the ends of many paths.
enum OptionClaims {
  /// A market of independent assets that end at one maturity.
  static func program(
    _ name: String, _ process: PriceProcess, paths: Int, bars: Int = 252
  ) -> MarketProgram {
    MarketProgram(
      name: name, assets: MarketProgram.assetNames(paths), volume: nil,
      segments: [MarketSegment(process, bars: bars)])
  }

  /// What the paths claim whose years each start at 100, of a law whose mean grows at a rate.
  static func claims(
    _ law: some LogReturnLaw & Sendable, drift: Double, rate: Double, strikes: [Double]
  ) -> [Claim] {
    let discount = Double.exp(-rate)
    var claims = [
      Claim("mean of the last price") { samples in
        let values = ends(samples.market)
        return ClaimOutcome(
          .mean(ofIndependent: values, expectation: 100 * .exp(drift)), count: values.count)
      }
    ]
    for strike in strikes {
      let right: EuropeanOption.Right = strike < 100 ? .put : .call
      let option = EuropeanOption(
        right, spot: 100, strike: strike, ratePerYear: rate, dividendYieldPerYear: rate - drift,
        maturityYears: 1)
      let price = law.price(of: option)
      claims.append(
        Claim("price of a \(right == .call ? "call" : "put") at \(strike)") { samples in
          let payoffs = ends(samples.market).map {
            discount * max(0, right == .call ? $0 - strike : strike - $0)
          }
          return ClaimOutcome(
            .mean(ofIndependent: payoffs, expectation: price), count: payoffs.count)
        })
    }
    return claims + characteristic(law, drift)
  }

  private static func characteristic(
    _ law: some LogReturnLaw & Sendable, _ drift: Double
  ) -> [Claim] {
    [1.0, 3, 6].map { frequency in
      let once = law.characteristicFunction(at: frequency, years: 1, driftPerYear: drift)
      let twice = law.characteristicFunction(at: 2 * frequency, years: 1, driftPerYear: drift)
      return Claim("characteristic function of a year's return at \(frequency)") { samples in
        let values = ends(samples.market).map { Double.cos(frequency * .log($0 / 100)) }
        let known = 0.5 * (1 + twice.real) - once.real * once.real
        return ClaimOutcome(
          .mean(ofIndependent: values, knownVariance: known, expectation: once.real),
          count: values.count)
      }
    }
  }

  /// What became of 100 in each year: a bar of a year, or a path of daily bars.
  private static func ends(_ market: SyntheticMarket) -> [Double] {
    guard market.program.calendar.barsPerYear == 1 else {
      return market.assets.compactMap(\.closes.last)
    }
    return market.assets.flatMap { asset in
      asset.closes.indices.map { bar in
        100 * asset.closes[bar] / (bar == 0 ? 100 : asset.closes[bar - 1])
      }
    }
  }
}
