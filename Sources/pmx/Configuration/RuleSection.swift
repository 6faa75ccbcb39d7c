// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Execution
import Forecasting
import Promotion
import Signals
import Verification

/// The rule of a candidate: its kind and that kind's own keys.
struct RuleSection {
  /// Makes the rule anew.
  let make: @Sendable () -> any TradingRule
  /// The rule with every default written out.
  let resolved: JSONValue

  private enum Kind: String, CaseIterable {
    case crossover = "sma-crossover"
    case threshold = "forecast-threshold"
    case hold = "buy-and-hold"
    case lookAhead = "look-ahead"
    case noise

    /// Whether the kind exists for controls alone.
    var isForControlsOnly: Bool { self == .lookAhead || self == .noise }
  }

  /// What a rule does while it expects falling prices.
  private enum Below: String, CaseIterable {
    case short, flat
    var direction: Direction { self == .short ? .short : .flat }
  }

  init(
    _ section: ConfigurationReader, role: Control.Role?, forecaster: ForecasterSettings,
    costs: CostModel, seed: UInt64
  ) throws {
    var reader = section
    let kind = try reader.choice("kind", of: Kind.self)
    if kind.isForControlsOnly, role == nil {
      throw reader.failure(nil, "kind \(kind.rawValue) exists only for controls")
    }
    switch kind {
    case .crossover: (make, resolved) = try Self.crossover(&reader)
    case .threshold:
      (make, resolved) = try Self.threshold(&reader, forecaster: forecaster, costs: costs)
    case .hold: (make, resolved) = ({ BuyAndHold() }, ["kind": "buy-and-hold"])
    case .lookAhead: (make, resolved) = ({ LookAheadRule() }, ["kind": "look-ahead"])
    case .noise:
      let bars = try reader.integer("mean_bars", in: 1...1_000_000)
      make = { NoiseRule(seed: seed, meanBars: bars) }
      resolved = ["kind": "noise", "meanBars": .integer(Int64(bars))]
    }
    try reader.finish()
  }

  private typealias Made = (@Sendable () -> any TradingRule, JSONValue)

  private static func crossover(_ reader: inout ConfigurationReader) throws -> Made {
    let fast = try reader.integer("fast", in: 1...100_000)
    let slow = try reader.integer("slow", in: 2...100_000)
    let below = try reader.choice("below", of: Below.self)
    guard fast < slow else {
      throw reader.failure(nil, "fast (\(fast)) must be smaller than slow (\(slow))")
    }
    return (
      { MovingAverageCrossover(fast: fast, slow: slow, below: below.direction) },
      [
        "kind": "sma-crossover", "fast": .integer(Int64(fast)), "slow": .integer(Int64(slow)),
        "below": .string(below.rawValue),
      ]
    )
  }

  private static func threshold(
    _ reader: inout ConfigurationReader, forecaster: ForecasterSettings, costs: CostModel
  ) throws -> Made {
    let window = try reader.integer("window", in: 4...100_000)
    let interval = try reader.integer("refit_interval", in: 1...100_000)
    let threshold = try reader.number("threshold", in: 0...1)
    let below = try reader.choice("below", of: Below.self)
    guard forecaster.input == .logReturn else {
      throw reader.failure(nil, "a forecast-threshold rule needs forecaster.input log-return")
    }
    guard window >= forecaster.model.minimumObservations else {
      throw reader.failure(
        nil,
        "window must hold at least the \(forecaster.model.minimumObservations) values that "
          + "\(forecaster.model.specification) needs")
    }
    let settings = ForecastThreshold.Settings(
      horizon: forecaster.horizon, window: window, refitInterval: interval,
      roundTripCost: costs.roundTripFraction, threshold: threshold, below: below.direction)
    let model = forecaster.model
    return (
      { ForecastThreshold(model: model, settings: settings) },
      [
        "kind": "forecast-threshold", "window": .integer(Int64(window)),
        "refitInterval": .integer(Int64(interval)), "threshold": .number(threshold),
        "below": .string(below.rawValue),
      ]
    )
  }
}
