// SPDX-License-Identifier: GPL-3.0-or-later

/// A fitted model that takes in observations one at a time, the parameters as fitted.
///
/// After any number of updates its forecast has the bits of a forecast after the whole history.
public protocol ForecastFilter: Sendable {
  /// Takes in the next observation.
  ///
  /// - Precondition: it is finite.
  mutating func update(_ observation: Double)
  /// The distribution of the next observation.
  var next: PredictiveDistribution { get }
}

/// The filter of a model without a state: it keeps the history.
struct HistoryFilter<Model: FittedModel>: ForecastFilter {
  private let model: Model
  private var history: [Double]
  /// The observations since the sample.
  private var elapsed = 0

  init(model: Model, sample: ArraySlice<Double>) {
    self.model = model
    history = Array(sample)
  }

  mutating func update(_ observation: Double) {
    history.append(observation)
    elapsed += 1
  }

  var next: PredictiveDistribution {
    model.advanced(by: elapsed).forecast(horizon: 1, after: history[...])[0]
  }
}
