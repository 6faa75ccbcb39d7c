// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// An event that strikes at every bar with a probability.
///
/// Bar i strikes where item i of a stream of its own is below the probability: another list of
/// events, another probability or a longer segment moves no strike.
public struct RandomEvents: Hashable, Sendable {
  /// The name of the stream; lists with the same name strike together.
  public var name: String
  /// The probability of a bar.
  public var probability: Double
  /// Whether all assets are struck at the same bars.
  public var isMarketWide: Bool
  /// What happens; its bars are counted from the bar that is struck.
  public var event: Stress

  /// Makes a list of events.
  public init(name: String, probability: Double, isMarketWide: Bool = false, event: Stress) {
    self.name = name
    self.probability = probability
    self.isMarketWide = isMarketWide
    self.event = event
  }
}

extension RandomEvents: StressOperator {
  static let kind = "random-events"
  public static let example = RandomEvents(
    name: "gap", probability: 0.0015, event: .gap(OvernightGap(bar: 0, size: -0.03)))

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.word("name", &name)
    try visitor.number("probability", &probability, in: 1e-9...1, usually: 0.01...1)
    try visitor.flag(.defaulted("is_market_wide"), &isMarketWide)
    try visitor.group("event", &event)
    try visitor.require(
      !event.holdsStresses, "event",
      "must be no list of events and no targeted stress")
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    for strike in strikes(place) { event.apply(to: &path, at: strike) }
  }

  func apply(to asset: inout SyntheticAsset, at place: StressPlace) {
    for strike in strikes(place) { event.apply(to: &asset, at: strike) }
  }

  /// The bars that are struck, each with what is left of the segment.
  private func strikes(_ place: StressPlace) -> [StressPlace] {
    let shared = isMarketWide ? "" : place.asset
    func from(_ bar: Int) -> StressPlace {
      StressPlace(
        seed: place.seed, dataset: place.dataset, asset: shared, bars: bar..<place.bars.upperBound,
        name: name, tick: place.tick)
    }
    let stream = from(place.bars.lowerBound).stream("strike")
    return place.bars.filter { stream.uniform(at: UInt64($0)) < probability }.map(from)
  }
}

/// A stress of some assets alone.
public struct TargetedStress: Hashable, Sendable {
  /// The names of the assets.
  public var assets: [String]
  /// What befalls them.
  public var stress: Stress

  /// Makes a targeted stress.
  public init(assets: [String], stress: Stress) {
    self.assets = assets
    self.stress = stress
  }
}

extension TargetedStress: StressOperator {
  static let kind = "targeted"
  public static let example = TargetedStress(assets: ["A001"], stress: .gap(.example))

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.words("assets", &assets, count: 1...10_000)
    let known = visitor.scope.assetNames
    try visitor.require(
      known.isEmpty || assets.allSatisfy(known.contains), "assets",
      "must name assets of the market: \(known.joined(separator: ", "))")
    try visitor.group("stress", &stress)
    try visitor.require(
      !stress.isTargeted, "stress", "must be no targeted stress itself")
  }

  func apply(to path: inout AssetPath, at place: StressPlace) {
    if assets.contains(place.asset) { stress.apply(to: &path, at: place) }
  }

  func apply(to asset: inout SyntheticAsset, at place: StressPlace) {
    if assets.contains(place.asset) { stress.apply(to: &asset, at: place) }
  }
}

extension Stress {
  /// The events that the predecessor drew at every bar, with its probabilities and sizes.
  ///
  /// Its sixth, the macro event (probability 0.0005), has no documented effect and is left out;
  /// where it names no length or recovery, the operators' own defaults stand.
  public static let predecessorEvents: [Stress] = [
    events("flash-crash", 0.0005, .flashCrash(FlashCrash(bar: 0, drop: 0.08))),
    events("volatility-spike", 0.001, .volatilityScaling(VolatilityScaling(bar: 0))),
    // Six gaps of ten go down.
    events("gap", 0.0015, .gap(OvernightGap(bar: 0, size: -0.03, reverseShare: 0.4))),
    events("bear-run", 0.0008, .bearRun(BearRun(bar: 0))),
    events("liquidity-shock", 0.001, .liquidityShock(LiquidityShock(bar: 0))),
  ]

  private static func events(_ name: String, _ probability: Double, _ event: Stress) -> Stress {
    .randomEvents(RandomEvents(name: name, probability: probability, event: event))
  }
}

extension Stress {
  /// Whether it is a stress of some assets alone.
  fileprivate var isTargeted: Bool { if case .targeted = self { true } else { false } }

  /// Whether it holds another stress.
  fileprivate var holdsStresses: Bool {
    if case .randomEvents = self { true } else { isTargeted }
  }
}

extension Stress {
  /// The name of its list of random events; nil where it is none.
  var eventListName: String? {
    if case .randomEvents(let events) = self { events.name } else { nil }
  }
}
