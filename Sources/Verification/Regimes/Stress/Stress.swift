// SPDX-License-Identifier: GPL-3.0-or-later
//
// What befalls a stretch of a market on purpose. Most operators change the moves of the log price
// before prices are made of them, so that open, high, low and close agree whatever was done. What
// hides a path that moves on (halts, stale prints, price limits) changes the recorded bars instead:
// the truth keeps speaking of the path behind them.
//
// An operator's bars are counted from its segment's first; what would lie beyond the segment's end
// does not happen. Every operator leaves the random numbers of all bars as they were, and writes
// down as a `MarketEvent` what it did and where.

/// Something that befalls a segment.
public indirect enum Stress: Hashable, Sendable {
  /// The price opens away from where it closed.
  case gap(OvernightGap)
  /// The price moves to another level within a bar.
  case levelShift(LevelShift)
  /// The price opens at a share of its close and stays there.
  case halving(Halving)
  /// The price is lowered in steps.
  case devaluation(Devaluation)
  /// The price falls over some bars and regains most of it.
  case flashCrash(FlashCrash)
  /// The price falls and recovers within one bar.
  case intradayFlashCrash(IntradayFlashCrash)
  /// The variance of a stretch is a multiple of what it was.
  case volatilityScaling(VolatilityScaling)
  /// The drift of a stretch is another.
  case bearRun(BearRun)
  /// A fall together with a wide and thin market for one bar.
  case liquidityShock(LiquidityShock)
  /// A stretch with little trading and stale prints.
  case liquidityDrought(LiquidityDrought)
  /// A close may not leave a band around the close before.
  case priceLimits(PriceLimits)
  /// Nothing is traded.
  case halt(TradingHalt)
  /// An event that may strike at every bar.
  case randomEvents(RandomEvents)
  /// A stress of some of the assets alone.
  case targeted(TargetedStress)

  /// The value of the case.
  private var stressOperator: any StressOperator {
    switch self {
    case .gap(let value): value
    case .levelShift(let value): value
    case .halving(let value): value
    case .devaluation(let value): value
    case .flashCrash(let value): value
    case .intradayFlashCrash(let value): value
    case .volatilityScaling(let value): value
    case .bearRun(let value): value
    case .liquidityShock(let value): value
    case .liquidityDrought(let value): value
    case .priceLimits(let value): value
    case .halt(let value): value
    case .randomEvents(let value): value
    case .targeted(let value): value
    }
  }

  /// Changes the moves of an asset's log price.
  func apply(to path: inout AssetPath, at place: StressPlace) {
    stressOperator.apply(to: &path, at: place)
  }

  /// Changes what is recorded of an asset's bars.
  func apply(to asset: inout SyntheticAsset, at place: StressPlace) {
    stressOperator.apply(to: &asset, at: place)
  }
}

extension Stress: FieldChoice {
  private static let examples: [Stress] = [
    .gap(.example), .levelShift(.example), .halving(.example), .devaluation(.example),
    .flashCrash(.example), .intradayFlashCrash(.example), .volatilityScaling(.example),
    .bearRun(.example), .liquidityShock(.example), .liquidityDrought(.example),
    .priceLimits(.example), .halt(.example), .randomEvents(.example), .targeted(.example),
  ]

  public static func kinds(in scope: FieldScope) -> [String] { examples.map(\.kind) }
  public static var example: Stress { .gap(.example) }
  public var kind: String {
    String(type(of: stressOperator).kind.map { $0 == "-" ? "_" : $0 })
  }
  public static func example(of kind: String) -> Stress? { examples.first { $0.kind == kind } }

  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .gap(let value): self = .gap(try value.visited(&visitor))
    case .levelShift(let value): self = .levelShift(try value.visited(&visitor))
    case .halving(let value): self = .halving(try value.visited(&visitor))
    case .devaluation(let value): self = .devaluation(try value.visited(&visitor))
    case .flashCrash(let value): self = .flashCrash(try value.visited(&visitor))
    case .intradayFlashCrash(let value): self = .intradayFlashCrash(try value.visited(&visitor))
    case .volatilityScaling(let value): self = .volatilityScaling(try value.visited(&visitor))
    case .bearRun(let value): self = .bearRun(try value.visited(&visitor))
    case .liquidityShock(let value): self = .liquidityShock(try value.visited(&visitor))
    case .liquidityDrought(let value): self = .liquidityDrought(try value.visited(&visitor))
    case .priceLimits(let value): self = .priceLimits(try value.visited(&visitor))
    case .halt(let value): self = .halt(try value.visited(&visitor))
    case .randomEvents(let value): self = .randomEvents(try value.visited(&visitor))
    case .targeted(let value): self = .targeted(try value.visited(&visitor))
    }
  }
}

extension FieldGroup {
  /// The value after a visit.
  func visited<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) -> Self {
    var value = self
    try value.visit(&visitor)
    return value
  }
}
