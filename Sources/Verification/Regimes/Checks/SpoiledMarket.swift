// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ways to spoil the inside of bars that a right generator made.

import NumericKernels

enum SpoiledMarket {
  /// Draws highs and lows anew on a grid of steps, as a generator does that walks step by step.
  static func coarsen(_ market: inout SyntheticMarket, steps: Int) {
    respoil(&market) { change, variance, draws in
      var (level, high, low) = (0.0, 0.0, 0.0)
      for step in 0..<steps {
        let rest = Double(steps - step)
        let spread = (variance / Double(steps) * (rest - 1) / rest).squareRoot()
        level += (change - level) / rest + spread * draws.normal()
        high = max(high, level)
        low = min(low, level)
      }
      return (high, low)
    }
  }

  /// Draws highs and lows each from its own law and not from their joint one.
  static func separate(_ market: inout SyntheticMarket) {
    respoil(&market) { change, variance, draws in
      func reach(_ uniform: Double) -> Double {
        (change * change - 2 * variance * PortableMath.log(uniform)).squareRoot()
      }
      return (0.5 * (change + reach(draws.uniform())), 0.5 * (change - reach(draws.uniform())))
    }
  }

  /// Moves highs and lows toward the bar's body.
  static func narrow(_ market: inout SyntheticMarket, share: Double) {
    for index in market.assets.indices {
      var asset = market.assets[index]
      for bar in asset.opens.indices {
        let top = max(asset.opens[bar], asset.closes[bar])
        let bottom = min(asset.opens[bar], asset.closes[bar])
        asset.highs[bar] -= share * (asset.highs[bar] - top)
        asset.lows[bar] += share * (bottom - asset.lows[bar])
      }
      market.assets[index] = asset
    }
  }

  private static func respoil(
    _ market: inout SyntheticMarket,
    _ draw: (Double, Double, inout RandomStream) -> (high: Double, low: Double)
  ) {
    let share = 1 - market.program.overnightShare
    for index in market.assets.indices {
      var asset = market.assets[index]
      let stream = RandomStream(seed: market.seed, purpose: "spoiled \(asset.name)")
      for bar in asset.opens.indices {
        var draws = stream.substream(UInt64(bar))
        let open = asset.opens[bar]
        let change = PortableMath.log(asset.closes[bar] / open)
        let path = asset.truth.pathVolatility[bar]
        let made = draw(change, share * path * path, &draws)
        asset.highs[bar] = max(open, asset.closes[bar], open * PortableMath.exp(made.high))
        asset.lows[bar] = min(open, asset.closes[bar], open * PortableMath.exp(made.low))
      }
      market.assets[index] = asset
    }
  }
}
