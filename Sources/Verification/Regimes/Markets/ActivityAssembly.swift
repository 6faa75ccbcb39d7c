// SPDX-License-Identifier: GPL-3.0-or-later
//
// Volume and the order book, from what the price did.
//
// Source of the volume's form: Karpoff, "The relation between price changes and trading volume: a
// survey", Journal of Financial and Quantitative Analysis 22 (1987), for what it must reproduce;
// of the impact's: the square-root law, Tóth et al., Physical Review X 1 (2011).

import NumericKernels

/// The activity of one asset's bars.
struct ActivityAssembly {
  private let program: MarketProgram
  private let seed: UInt64
  private let asset: String
  private let years: Double

  init(_ program: MarketProgram, seed: UInt64, asset: String) {
    self.program = program
    self.seed = seed
    self.asset = asset
    years = 1 / Double(program.calendar.barsPerYear)
  }

  private func stream(_ purpose: String) -> RandomStream {
    RandomStream(seed: seed, dataset: program.name, asset: asset, purpose: purpose)
  }

  /// The units traded in each bar.
  func volumes(_ path: AssetPath, _ model: VolumeModel) -> [Double] {
    let noise = stream("volume").normals(count: path.count)
    let sessionWeights = Self.sessionWeights(program.calendar.barsPerSession, model.uShape)
    let level = PortableMath.log(model.level)
    var jumps = JumpTotals(path)
    var volatility = VolatilityRatio(reference: model.referenceVolatility, years: years)
    var excess = 0.0
    var volumes: [Double] = []
    volumes.reserveCapacity(path.count)
    for bar in 0..<path.count {
      let size = min(jumps.standardisedReturn(bar).magnitude, VolumeModel.largestShock)
      let shock = size - 0.7978845608028654
      excess =
        model.persistence * excess
        + model.volatilityWeight * volatility.log(path.variances[bar])
        + model.shockWeight * shock + model.noise * noise[bar]
      let units = PortableMath.exp(level + excess) * sessionWeights[bar % sessionWeights.count]
      let factor = path.factors.isEmpty ? 1 : path.factors[bar].volume
      volumes.append((units * factor).rounded(.toNearestOrEven))
    }
    return volumes
  }

  /// The mean weight of each bar of a session, 1 on average.
  static func sessionWeights(_ bars: Int, _ shape: Double) -> [Double] {
    guard bars > 1 else { return [1] }
    // The integral of (2u − 1)² over a bar is that of the cubes at its ends.
    func cube(_ place: Int) -> Double {
      let centred = 2 * Double(place) / Double(bars) - 1
      return centred * centred * centred / 6
    }
    return (0..<bars).map { bar in
      (1 + shape * Double(bars) * (cube(bar + 1) - cube(bar))) / (1 + shape / 3)
    }
  }

  /// The state of the order book after each bar.
  func microstructure(_ path: AssetPath, _ model: MicrostructureModel) -> MicrostructureColumns {
    let noise = stream("imbalance").normals(count: path.count)
    let reference = program.volume?.referenceVolatility ?? VolumeModel().referenceVolatility
    var volatility = VolatilityRatio(reference: reference, years: years)
    var jumps = JumpTotals(path)
    var columns = MicrostructureColumns(count: path.count)
    for bar in 0..<path.count {
      let ratio = volatility.log(path.variances[bar])
      let factors = path.factors.isEmpty ? ActivityFactors() : path.factors[bar]
      let widening = PortableMath.exp(model.spreadElasticity * ratio) * factors.spread
      let spread = model.spread * widening
      let slippage = model.slippage * widening
      let lean =
        model.imbalance * noise[bar] + model.imbalanceShockWeight * jumps.standardisedReturn(bar)
      columns.spreads.append(spread)
      columns.slippages.append(slippage)
      columns.depths.append(
        model.depth * PortableMath.exp(-model.depthElasticity * ratio) * factors.depth)
      columns.imbalances.append(lean / (1 + lean * lean).squareRoot())
      columns.transactionCosts.append(0.5 * spread + slippage)
      // An order of a hundredth of the volume moves the price by a tenth of the bar's volatility.
      columns.impacts.append(
        1e4 * 0.1 * model.impact * path.variances[bar].squareRoot() / factors.depth.squareRoot())
    }
    return columns
  }
}

extension MicrostructureColumns {
  fileprivate init(count: Int) {
    spreads = []
    spreads.reserveCapacity(count)
    slippages = spreads
    depths = spreads
    imbalances = spreads
    transactionCosts = spreads
    impacts = spreads
  }
}

/// The log of a bar's volatility over the usual one.
private struct VolatilityRatio {
  private let offset: Double
  private var variance = -1.0
  private var value = 0.0

  init(reference: Double, years: Double) {
    offset = PortableMath.log(reference * reference * years)
  }

  /// Where the variance is that of the bar before, so is the logarithm. A bar without any variance
  /// counts as one of a hundredth of the usual volatility.
  mutating func log(_ next: Double) -> Double {
    if next != variance {
      variance = next
      value = next > 0 ? max(0.5 * (PortableMath.log(next) - offset), -4.6) : -4.6
    }
    return value
  }
}

/// The returns of a path with their jumps, read from first to last.
private struct JumpTotals {
  private let path: AssetPath
  private var next = 0

  init(_ path: AssetPath) { self.path = path }

  /// The return of a bar less its mean, in its standard deviation.
  mutating func standardisedReturn(_ bar: Int) -> Double {
    var change = path.changes[bar]
    while next < path.jumps.count, path.jumps[next].bar <= bar {
      if path.jumps[next].bar == bar { change += path.jumps[next].size }
      next += 1
    }
    let variance = path.conditionalVariances[bar]
    return variance > 0 ? (change - path.expected[bar]) / variance.squareRoot() : 0
  }
}
