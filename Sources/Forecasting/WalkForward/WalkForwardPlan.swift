// SPDX-License-Identifier: GPL-3.0-or-later

/// How a model walks forward through a series: fitted now and then, filtered in between.
///
/// The last `originCount` observations are forecast one step ahead, each from what lies before it.
/// At the first one and at every `refitInterval`-th after it, the model is fitted to the `lookback`
/// observations before; between fits it takes in the observations with the parameters held.
public struct WalkForwardPlan: Hashable, Sendable {
  /// Where the search of a re-fit begins.
  public enum Start: String, CaseIterable, Hashable, Sendable {
    /// At the last fit, where the model can.
    case warm
    /// Anew.
    case cold
  }

  /// The number of observations of each fit.
  public let lookback: Int
  /// The number of forecasts from one fit to the next.
  public let refitInterval: Int
  /// The number of observations that are forecast.
  public let originCount: Int
  /// Where the search of a re-fit begins.
  public let start: Start

  /// Makes a plan.
  ///
  /// - Precondition: all numbers are positive.
  public init(lookback: Int, refitInterval: Int, originCount: Int, start: Start = .warm) {
    precondition(lookback > 0, "a fit needs observations")
    precondition(refitInterval > 0, "the forecasts between two fits must be at least one")
    precondition(originCount > 0, "there must be an observation to forecast")
    self.lookback = lookback
    self.refitInterval = refitInterval
    self.originCount = originCount
    self.start = start
  }

  /// The positions that are forecast in a series of a length.
  ///
  /// - Throws: `FitError.tooFewObservations` where the first fit would lack observations.
  public func targets(count: Int) throws(FitError) -> Range<Int> {
    guard count >= lookback + originCount else {
      throw .tooFewObservations(needed: lookback + originCount, have: count)
    }
    return (count - originCount)..<count
  }
}
