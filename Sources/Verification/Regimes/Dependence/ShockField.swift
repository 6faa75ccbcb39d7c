// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bars' standard normal shocks of all assets. Each asset has its own stream, and its shocks are
// mixed with those of the assets before it alone, so that an asset more changes no other one.

import NumericKernels

/// A stretch of bars in which the assets depend on each other in one way.
struct DependenceRun {
  let bars: Range<Int>
  let dependence: Dependence
}

/// The shocks of every asset before and after they are made dependent.
struct ShockField {
  private let seed: UInt64
  private let program: MarketProgram
  private let runs: [DependenceRun]
  /// The independent noise by set, asset and bar; only a rolling dependence needs a second set.
  private let noise: [[[Double]]]
  /// The market's factor by set; empty where no run has one.
  private let marketFactors: [[Double]]
  /// The lower factors of the matrices that the runs use.
  private let factors: [Dependence: [[Double]]]
  /// The normal scores of the Student laws that the runs use.
  private let scores: [Double: StudentTNormalScore]

  init(
    _ program: MarketProgram, seed: UInt64, runs: [DependenceRun], threads: Int
  ) {
    self.program = program
    self.seed = seed
    self.runs = runs
    let sets = runs.map { $0.dependence.noiseSets }.max() ?? 1
    let tasks = sets * program.assets.count
    let drawn = Parallel.map(0..<tasks, threads: threads) { task in
      let set = task / program.assets.count
      return IndependentNoise(
        program, seed: seed, asset: program.assets[task % program.assets.count],
        purpose: set == 0 ? "shock" : "shock\(set)"
      ).values()
    }
    noise = (0..<sets).map { set in
      (0..<program.assets.count).map { drawn[set * program.assets.count + $0] }
    }
    // A factor is noise of the same kind, so that a mean of both is, too: fractional noise keeps
    // its memory.
    let hasFactor = runs.contains { $0.dependence.hasFactor }
    marketFactors = Parallel.map(0..<(hasFactor ? sets : 0), threads: threads) { set in
      IndependentNoise(program, seed: seed, asset: "", purpose: "factor\(set)").values()
    }
    var factors: [Dependence: [[Double]]] = [:]
    var scores: [Double: StudentTNormalScore] = [:]
    for run in runs {
      run.dependence.collectFactors(assets: program.assets.count, into: &factors)
      run.dependence.collectScores(into: &scores)
    }
    self.factors = factors
    self.scores = scores
  }

  /// The shocks of an asset, one a bar.
  func shocks(asset: Int) -> [Double] {
    if runs.count == 1, case .independent = runs[0].dependence { return noise[0][asset] }
    var shocks = noise[0][asset]
    for run in runs { mix(run.dependence, run.bars, asset, set: 0, into: &shocks) }
    return shocks
  }

  private func mix(
    _ dependence: Dependence, _ bars: Range<Int>, _ asset: Int, set: Int,
    into shocks: inout [Double]
  ) {
    switch dependence {
    case .independent:
      if set > 0 { for bar in bars { shocks[bar] = noise[set][asset][bar] } }
    case .equal, .matrix: mixRow(dependence, bars, asset, set: set, into: &shocks)
    case .factor(let loadings): mixFactor(loadings, bars, asset, set: set, into: &shocks)
    case .rolling(let first, let second, let period):
      mix(first, bars, asset, set: set, into: &shocks)
      var others = shocks
      mix(second, bars, asset, set: set + first.noiseSets, into: &others)
      for bar in bars {
        let weight = Dependence.weight(bar: bar, period: period)
        shocks[bar] =
          weight.squareRoot() * shocks[bar] + (1 - weight).squareRoot() * others[bar]
      }
    case .studentCopula(let freedom, let inner):
      mix(inner, bars, asset, set: set, into: &shocks)
      bend(freedom, bars, into: &shocks)
    }
  }

  private func mixRow(
    _ dependence: Dependence, _ bars: Range<Int>, _ asset: Int, set: Int,
    into shocks: inout [Double]
  ) {
    guard let row = factors[dependence]?[asset] else { return }
    for bar in bars { shocks[bar] = row[asset] * noise[set][asset][bar] }
    for other in 0..<asset {
      let weight = row[other]
      for bar in bars { shocks[bar] += weight * noise[set][other][bar] }
    }
  }

  private func mixFactor(
    _ loadings: [Double], _ bars: Range<Int>, _ asset: Int, set: Int,
    into shocks: inout [Double]
  ) {
    let loading = Dependence.loading(loadings, asset)
    let own = (1 - loading * loading).squareRoot()
    for bar in bars {
      shocks[bar] = loading * marketFactors[set][bar] + own * noise[set][asset][bar]
    }
  }

  /// Turns normal shocks into those of a Student copula: x√(ν/χ²) has a t distribution, and its
  /// normal score has the normal one again.
  private func bend(_ freedom: Double, _ bars: Range<Int>, into shocks: inout [Double]) {
    let stream = RandomStream(seed: seed, dataset: program.name, asset: "", purpose: "copula")
    guard let score = scores[freedom] else { return }
    for bar in bars {
      var draws = stream.substream(UInt64(bar))
      let scale = (freedom / draws.chiSquare(degreesOfFreedom: freedom)).squareRoot()
      shocks[bar] = score.normalScore(shocks[bar] * scale)
    }
  }
}

extension Dependence {
  /// The weight of the first of two rolling dependences at a bar.
  static func weight(bar: Int, period: Double) -> Double {
    0.5 + 0.5 * PortableMath.cos(2 * Double.pi * Double(bar) / period)
  }

  /// How many independent sets of noise it mixes.
  var noiseSets: Int {
    switch self {
    case .rolling(let first, let second, _): first.noiseSets + second.noiseSets
    case .studentCopula(_, let inner): inner.noiseSets
    case .independent, .equal, .factor, .matrix: 1
    }
  }

  /// Whether a factor of the market has a part in it.
  fileprivate var hasFactor: Bool {
    switch self {
    case .factor: true
    case .rolling(let first, let second, _): first.hasFactor || second.hasFactor
    case .studentCopula(_, let inner): inner.hasFactor
    case .independent, .equal, .matrix: false
    }
  }

  fileprivate func collectFactors(assets: Int, into factors: inout [Dependence: [[Double]]]) {
    switch self {
    case .equal, .matrix:
      guard factors[self] == nil else { return }
      // A program's matrices have been checked before anything is drawn.
      factors[self] = Correlation.lowerFactor(correlation(assets: assets, bar: 0))
    case .rolling(let first, let second, _):
      first.collectFactors(assets: assets, into: &factors)
      second.collectFactors(assets: assets, into: &factors)
    case .studentCopula(_, let inner): inner.collectFactors(assets: assets, into: &factors)
    case .independent, .factor: break
    }
  }
}

extension Dependence {
  fileprivate func collectScores(into scores: inout [Double: StudentTNormalScore]) {
    switch self {
    case .rolling(let first, let second, _):
      first.collectScores(into: &scores)
      second.collectScores(into: &scores)
    case .studentCopula(let freedom, let inner):
      if scores[freedom] == nil {
        scores[freedom] = StudentTNormalScore(degreesOfFreedom: freedom)
      }
      inner.collectScores(into: &scores)
    case .independent, .equal, .factor, .matrix: break
    }
  }
}

/// The noise of one asset that no other asset has a part in, or that of the market's factor.
struct IndependentNoise {
  private let program: MarketProgram
  private let seed: UInt64
  private let asset: String
  private let purpose: String

  init(_ program: MarketProgram, seed: UInt64, asset: String, purpose: String) {
    self.program = program
    self.seed = seed
    self.asset = asset
    self.purpose = purpose
  }

  /// Normal numbers, bar i the stream's item i; fractional noise where a segment asks for it.
  func values() -> [Double] {
    let stream = RandomStream(seed: seed, dataset: program.name, asset: asset, purpose: purpose)
    var values = stream.normals(count: program.bars)
    var firstBar = 0
    for segment in program.segments {
      if case .fractional(let process) = segment.process {
        let noise = FractionalNoiseDraw.values(
          hurst: process.hurst, count: segment.bars, stream: stream, firstBar: firstBar)
        values.replaceSubrange(firstBar..<firstBar + segment.bars, with: noise)
      }
      firstBar += segment.bars
    }
    return values
  }
}
