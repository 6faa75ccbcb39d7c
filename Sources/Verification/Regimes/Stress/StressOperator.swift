// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// An operator on a segment of one asset.
protocol StressOperator: FieldGroup {
  /// The word for it in programs and events.
  static var kind: String { get }
  /// Changes the moves of the log price.
  func apply(to path: inout AssetPath, at place: StressPlace)
  /// Changes the recorded bars.
  func apply(to asset: inout SyntheticAsset, at place: StressPlace)
}

extension StressOperator {
  func apply(to path: inout AssetPath, at place: StressPlace) {}
  func apply(to asset: inout SyntheticAsset, at place: StressPlace) {}
}

/// The bars of a segment and the names of an asset's streams.
struct StressPlace {
  let seed: UInt64
  let dataset: String
  let asset: String
  /// The segment's bars, counted in the whole market.
  let bars: Range<Int>
  /// What tells the streams of one list of random events from those of another.
  var name = ""
  /// The smallest change of a price; nil for prices that are not rounded.
  var tick: PriceTick?

  /// The stream of a purpose; bar i reads item i of it.
  func stream(_ purpose: String) -> RandomStream {
    RandomStream(
      seed: seed, dataset: dataset, asset: asset,
      purpose: name.isEmpty ? "stress \(purpose)" : "stress \(name) \(purpose)")
  }

  /// Some bars from an offset on, counted in the whole market and cut at the segment's end.
  func stretch(from offset: Int, count: Int) -> Range<Int> {
    let first = min(bars.lowerBound + offset, bars.upperBound)
    return first..<min(first + count, bars.upperBound)
  }
}

extension AssetPath {
  /// Adds a jump.
  mutating func jump(_ bar: Int, at instant: Double, by size: Double) {
    jumps.append(JumpMark(bar: bar, instant: instant, size: size))
  }

  /// Multiplies the activity of some bars.
  mutating func scaleActivity(
    _ bars: Range<Int>, volume: Double = 1, spread: Double = 1, depth: Double = 1
  ) {
    if factors.isEmpty { factors = [ActivityFactors](repeating: .init(), count: count) }
    for bar in bars {
      factors[bar].volume *= volume
      factors[bar].spread *= spread
      factors[bar].depth *= depth
    }
  }

  /// Multiplies the variance of some bars, in what was known before them and in what came.
  ///
  /// The mean stays: a change x becomes m + √f (x − m).
  mutating func scaleVariance(_ bars: Range<Int>, by factor: Double) {
    let root = factor.squareRoot()
    for bar in bars {
      changes[bar] = expected[bar] + root * (changes[bar] - expected[bar])
      variances[bar] *= factor
      conditionalVariances[bar] *= factor
    }
  }

  /// Writes down what was done; nothing where no bar was left to do it to.
  mutating func mark(_ kind: String, _ bars: Range<Int>, size: Double? = nil) {
    guard !bars.isEmpty else { return }
    events.append(MarketEvent(kind: kind, bars: bars, size: size))
  }
}

extension SyntheticAsset {
  /// The close before a bar as it is recorded; the first open before the first bar.
  func previousClose(_ bar: Int) -> Double { bar > 0 ? closes[bar - 1] : opens[0] }

  /// Makes a bar one without a trade: all prices are the close before it.
  mutating func flatten(_ bar: Int) {
    let price = previousClose(bar)
    opens[bar] = price
    highs[bar] = price
    lows[bar] = price
    closes[bar] = price
    if !volumes.isEmpty { volumes[bar] = 0 }
  }
}

extension FieldVisitor {
  /// Visits the offset of a bar within its segment.
  mutating func offset(_ name: FieldName, _ bar: inout Int) throws(Failure) {
    let last = max(0, scope.segmentBars - 1)
    try integer(name, &bar, in: 0...last, usually: 0...min(50, last))
  }
}

/// The ranges that operators share.
enum StressRange {
  /// Offsets of bars, and the bars of a stretch.
  static let offset = 0...10_000_000
  static let count = 1...10_000_000
  /// Shares of a price that can be lost.
  static let drop = 0.0...0.99
  /// Multiples of volume, spread, depth and variance.
  static let factor = 0.0...1000.0
  static let share = 0.0...1.0
}
