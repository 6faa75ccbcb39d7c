// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// Independent noise that at a few bars is the log return from the bar's close to the next one.
///
/// The noise is normal with the standard deviation that the bar's own return had, so that the
/// leaks do not stand out by their size. The truth lists them as events of kind "planted-leak".
public struct PlantedLeak: Hashable, Sendable {
  /// The number of bars that leak; all bars but the last where there are fewer.
  public var leaks: Int

  /// Makes a leak.
  public init(leaks: Int) { self.leaks = leaks }

  func add(to asset: inout SyntheticAsset, noise: [Double], choice: RandomStream) {
    asset.signals = zip(noise, asset.truth.conditionalVolatility).map { $0 * $1 }
    var choice = choice
    for bar in choice.subset(of: max(0, asset.count - 1), count: leaks) {
      let future = asset.nextReturn(bar)
      asset.signals[bar] = future
      asset.truth.events.append(
        MarketEvent(kind: Self.eventKind, bars: bar..<bar + 1, size: future))
    }
  }

  /// The kind of the events.
  private static let eventKind = "planted-leak"
}

extension PlantedLeak: FieldGroup {
  public static let example = PlantedLeak(leaks: 3)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.integer("leaks", &leaks, in: 0...1_000_000, usually: 0...30)
  }
}

/// A signal whose correlation with the next bar's shock is stated: cz + √(1 − c²)e.
///
/// z is the next log return less its mean, in its standard deviation, both as known before the
/// bar; e is independent normal noise. At the last bar the signal is noise alone.
public struct PlantedEdge: Hashable, Sendable {
  /// The information coefficient c, in [−1, 1].
  public var informationCoefficient: Double

  /// Makes an edge.
  public init(informationCoefficient: Double) {
    self.informationCoefficient = informationCoefficient
  }

  func add(to asset: inout SyntheticAsset, noise: [Double]) {
    let rest = (1 - informationCoefficient * informationCoefficient).squareRoot()
    asset.signals = noise
    for bar in 0..<max(0, asset.count - 1) {
      let deviation = asset.truth.conditionalVolatility[bar + 1]
      let surprise = asset.nextReturn(bar) - asset.truth.expectedReturn[bar + 1]
      let shock = deviation > 0 ? surprise / deviation : 0
      asset.signals[bar] = informationCoefficient * shock + rest * noise[bar]
    }
  }
}

extension PlantedEdge: FieldGroup {
  public static let example = PlantedEdge(informationCoefficient: 0.05)

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number(
      "information_coefficient", &informationCoefficient, in: -1...1, usually: -0.3...0.3)
  }
}
