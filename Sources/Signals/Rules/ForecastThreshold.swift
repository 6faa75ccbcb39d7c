// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import MarketData
import RealModule

/// Long or short where the forecast return of the holding horizon exceeds its cost.
///
/// Every bar the model forecasts the sum of the next `horizon` log returns from the last `window`
/// of them; it is fitted anew every `refitInterval` bars. The edge is the expected return net of
/// the round-trip cost and is never floored at zero (predecessor 5.2): the rule goes with the
/// forecast where the edge exceeds the threshold and is flat elsewhere. A fit that fails is an
/// abstention.
public struct ForecastThreshold: TradingRule {
  private let model: any ForecastModel
  private let settings: Settings
  private var returns: [Double] = []
  private var fitted: (any FittedModel)?
  private var barsSinceFit = 0
  private var lastClose: Price?

  /// The numbers that a forecast rule needs beside its model.
  public struct Settings: Hashable, Sendable {
    /// Bars that a position is meant to be held, and that the forecast covers.
    public var horizon: Int
    /// Log returns that the model sees.
    public var window: Int
    /// Bars between two fits.
    public var refitInterval: Int
    /// Cost of entering and leaving, as a fraction of the position.
    public var roundTripCost: Double
    /// The net return that the forecast must exceed.
    public var threshold: Double
    /// Whether falling prices are sold short or sat out.
    public var below: Direction

    /// Makes the settings.
    public init(
      horizon: Int, window: Int, refitInterval: Int, roundTripCost: Double, threshold: Double,
      below: Direction
    ) {
      self.horizon = horizon
      self.window = window
      self.refitInterval = refitInterval
      self.roundTripCost = roundTripCost
      self.threshold = threshold
      self.below = below
    }
  }

  /// Makes the rule.
  ///
  /// - Precondition: horizon, window and refit interval are positive, the window holds what the
  ///   model needs.
  public init(model: any ForecastModel, settings: Settings) {
    precondition(settings.horizon > 0 && settings.refitInterval > 0, "intervals must be positive")
    precondition(settings.window >= model.minimumObservations, "the window must suffice the model")
    self.model = model
    self.settings = settings
  }

  public mutating func signal(after history: BarHistory) -> Signal {
    take(history.currentClose)
    guard returns.count >= settings.window else { return .abstain }
    refitIfDue()
    guard let fitted else { return .abstain }
    let expected = fitted.advanced(by: barsSinceFit).sumForecast(
      horizon: settings.horizon, after: returns.suffix(settings.window)
    ).mean
    let edge = abs(expected) - settings.roundTripCost
    guard edge > settings.threshold else { return .view(.flat) }
    return .view(expected > 0 ? .long : settings.below)
  }

  private mutating func take(_ close: Price) {
    if let lastClose { returns.append(.log(close.value) - .log(lastClose.value)) }
    lastClose = close
    // Drop what no window reaches any more, in blocks so that the cost stays O(1) a bar.
    if returns.count >= 4 * settings.window { returns.removeFirst(returns.count - settings.window) }
  }

  private mutating func refitIfDue() {
    barsSinceFit += 1
    guard fitted == nil || barsSinceFit >= settings.refitInterval else { return }
    fitted = try? model.fit(Array(returns.suffix(settings.window)))
    barsSinceFit = 0
  }
}
