// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes open, high, low and close of the moves of a log price. Within a bar and between its jumps
// the path is a Brownian motion whose end and variance are known, so that its extremes can be drawn
// from their own law: no grid of steps misses what lies between them.
//
// The night before the open takes a share of the bar's variance. Given the whole bar's change, what
// falls into the night is normal too: the change's share, with the variance of a bridge.

import NumericKernels

/// The four prices of every bar.
struct AssembledBars {
  var opens: [Double]
  var highs: [Double]
  var lows: [Double]
  var closes: [Double]

  init(capacity: Int) {
    opens = []
    opens.reserveCapacity(capacity)
    highs = []
    highs.reserveCapacity(capacity)
    lows = []
    lows.reserveCapacity(capacity)
    closes = []
    closes.reserveCapacity(capacity)
  }
}

/// Draws the path inside each bar.
///
/// Bars go in blocks whose columns stay in the processor's first cache; the numbers of a bar depend
/// on nothing else in its block.
struct BarAssembly {
  private let initialPrice: Double
  private let overnightShare: Double
  private let barsPerSession: Int
  private let steps: Int
  private let night: RandomStream
  private let highs: RandomStream
  private let lows: RandomStream
  private let inside: RandomStream

  private static let blockSize = 512

  init(_ program: MarketProgram, seed: UInt64, asset: String) {
    func stream(_ purpose: String) -> RandomStream {
      RandomStream(seed: seed, dataset: program.name, asset: asset, purpose: purpose)
    }
    initialPrice = program.initialPrice
    overnightShare = program.overnightShare
    barsPerSession = program.calendar.barsPerSession
    steps = program.stepsPerBar
    night = stream("night")
    highs = stream("highs")
    lows = stream("lows")
    inside = stream("path")
  }

  /// Makes the bars of a path.
  func bars(_ path: AssetPath) -> AssembledBars {
    var made = AssembledBars(capacity: path.count)
    var block = LogBlock(count: min(Self.blockSize, path.count))
    var price = PriceWalk(initialPrice: initialPrice)
    var jumps = path.jumps[...]
    for start in stride(from: 0, to: path.count, by: Self.blockSize) {
      let bars = start..<min(start + Self.blockSize, path.count)
      if bars.count < block.count { block = LogBlock(count: bars.count) }
      openSessions(path, bars, into: &block)
      if steps == 1 { drawExtremes(bars, into: &block) }
      drawPieces(path, bars, &jumps, into: &block)
      price.append(block, to: &made)
    }
    return made
  }

  /// Parts each bar's change into night and session.
  private func openSessions(
    _ path: AssetPath, _ bars: Range<Int>, into block: inout LogBlock
  ) {
    let night = overnightShare
    if night > 0 { self.night.fillNormals(&block.gaps, from: UInt64(bars.lowerBound)) }
    let bridge = night * (1 - night)
    for (place, bar) in bars.enumerated() {
      let (change, variance) = (path.changes[bar], path.variances[bar])
      if night > 0, bar % barsPerSession == 0 {
        let gap = night * change + (bridge * variance).squareRoot() * block.gaps[place]
        block.gaps[place] = gap
        block.changes[place] = change - gap
        block.deviations[place] = ((1 - night) * variance).squareRoot()
      } else {
        block.gaps[place] = 0
        block.changes[place] = change
        block.deviations[place] = variance.squareRoot()
      }
    }
  }

  /// Draws the extremes of sessions that are one Brownian bridge.
  private func drawExtremes(_ bars: Range<Int>, into block: inout LogBlock) {
    highs.fillUniforms(&block.highUniforms, from: UInt64(bars.lowerBound))
    lows.fillUniforms(&block.lowUniforms, from: UInt64(bars.lowerBound))
    block.drawExtremes()
  }

  /// Draws sessions piece by piece, where they have jumps or are cut into steps.
  private func drawPieces(
    _ path: AssetPath, _ bars: Range<Int>, _ jumps: inout ArraySlice<JumpMark>,
    into block: inout LogBlock
  ) {
    guard steps > 1 || !jumps.isEmpty else { return }
    for (place, bar) in bars.enumerated() {
      let own = jumps.prefix { $0.bar == bar }
      guard steps > 1 || !own.isEmpty else { continue }
      jumps = jumps[own.endIndex...]
      drawSession(own, bar, at: place, into: &block)
    }
  }

  private func drawSession(
    _ jumps: ArraySlice<JumpMark>, _ bar: Int, at place: Int, into block: inout LogBlock
  ) {
    var draws = inside.substream(UInt64(bar))
    let deviation = block.deviations[place]
    var walk = SessionWalk(change: block.changes[place], variance: deviation * deviation)
    var rest = jumps
    while let jump = rest.first, jump.instant <= 0 {
      block.gaps[place] += jump.size
      rest = rest.dropFirst()
    }
    for step in 1...steps {
      let end = Double(step) / Double(steps)
      while let jump = rest.first, jump.instant < end {
        walk.advance(to: jump.instant, from: &draws)
        walk.jump(by: jump.size)
        rest = rest.dropFirst()
      }
      walk.advance(to: end, from: &draws)
    }
    block.changes[place] = walk.level
    block.rises[place] = walk.maximum
    block.falls[place] = walk.minimum
  }
}

/// Turns log prices into prices, bar after bar.
private struct PriceWalk {
  private let initialPrice: Double
  private var logPrice = 0.0
  private var previous: Double

  init(initialPrice: Double) {
    self.initialPrice = initialPrice
    previous = initialPrice
  }

  mutating func append(_ block: LogBlock, to bars: inout AssembledBars) {
    for place in 0..<block.count {
      var open = previous
      if block.gaps[place] != 0 {
        logPrice += block.gaps[place]
        open = initialPrice * PortableMath.exp(logPrice)
      }
      let high = initialPrice * PortableMath.exp(logPrice + block.rises[place])
      let low = initialPrice * PortableMath.exp(logPrice + block.falls[place])
      logPrice += block.changes[place]
      let close = initialPrice * PortableMath.exp(logPrice)
      bars.opens.append(open)
      // exp may round two neighbours in the other order.
      bars.highs.append(max(high, max(open, close)))
      bars.lows.append(min(low, min(open, close)))
      bars.closes.append(close)
      previous = close
    }
  }
}

/// The log prices of a block of bars.
private struct LogBlock {
  /// The open less the close before.
  var gaps: [Double]
  /// The close less the open.
  var changes: [Double]
  /// The standard deviation of the session's path.
  var deviations: [Double]
  /// The numbers that decide about the high.
  var highUniforms: [Double]
  /// The numbers that decide about the low.
  var lowUniforms: [Double]
  /// The high less the open.
  var rises: [Double]
  /// The low less the open.
  var falls: [Double]

  var count: Int { gaps.count }

  init(count: Int) {
    gaps = [Double](repeating: 0, count: count)
    changes = gaps
    deviations = gaps
    highUniforms = gaps
    lowUniforms = gaps
    rises = gaps
    falls = gaps
  }

  mutating func drawExtremes() {
    Self.draw(changes, deviations, (highUniforms, lowUniforms), rises: &rises, falls: &falls)
  }

  private static func draw(
    _ changes: [Double], _ deviations: [Double], _ uniforms: ([Double], [Double]),
    rises: inout [Double], falls: inout [Double]
  ) {
    var maxima = rises.mutableSpan
    var minima = falls.mutableSpan
    BrownianExtremes.draw(
      changes: changes.span, standardDeviations: deviations.span,
      uniforms: (uniforms.0.span, uniforms.1.span), maxima: &maxima, minima: &minima)
  }
}

/// A path through one session, drawn piece by piece toward its known end.
private struct SessionWalk {
  private(set) var level = 0.0
  private(set) var maximum = 0.0
  private(set) var minimum = 0.0
  private var time = 0.0
  private var rest: Double
  private let variance: Double

  init(change: Double, variance: Double) {
    rest = change
    self.variance = variance
  }

  /// Draws the path up to a time and its extremes on the way.
  mutating func advance(to end: Double, from draws: inout RandomStream) {
    let share = (end - time) / (1 - time)
    let piece = (end - time) * variance
    var change = rest
    if end < 1 { change = share * rest + (piece * (1 - share)).squareRoot() * draws.normal() }
    let extremes = BrownianExtremes.draw(
      change: change, variance: piece, uniforms: (draws.uniform(), draws.uniform()))
    maximum = max(maximum, level + extremes.maximum)
    minimum = min(minimum, level + extremes.minimum)
    level += change
    rest -= change
    time = end
  }

  /// Moves the level at once.
  mutating func jump(by size: Double) {
    level += size
    maximum = max(maximum, level)
    minimum = min(minimum, level)
  }
}
