// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting

/// What a candidate forecasts, with which model, and how that is evaluated.
public struct ForecasterSettings: Sendable {
  /// The series that the model is fitted to.
  public enum Input: String, CaseIterable, Hashable, Sendable {
    /// ln P.
    case logPrice = "log-price"
    /// ln Pₜ − ln Pₜ₋₁.
    case logReturn = "log-return"
  }

  /// The model.
  public let model: any ForecastModel
  /// The series that the model is fitted to.
  public let input: Input
  /// Bars ahead that are forecast: the sum of that many log returns.
  public let horizon: Int
  /// Observations in the first training.
  public let training: Int
  /// Observations in each test.
  public let test: Int

  /// Makes the settings.
  ///
  /// - Precondition: the numbers are positive and the training holds what the model needs.
  public init(model: any ForecastModel, input: Input, horizon: Int, training: Int, test: Int) {
    precondition(horizon > 0 && training > 0 && test > 0, "all numbers must be positive")
    precondition(training >= model.minimumObservations, "the training must suffice the model")
    self.model = model
    self.input = input
    self.horizon = horizon
    self.training = training
    self.test = test
  }
}
