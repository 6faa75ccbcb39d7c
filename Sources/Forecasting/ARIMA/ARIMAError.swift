// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an ARIMA model could not be fitted or could not forecast.
public enum ARIMAError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The orders need more observations than there are.
  case tooFewObservations(needed: Int, have: Int)
  /// The season is not shorter than the series.
  case seasonLongerThanData(period: Int, observations: Int)
  /// An observation is infinite, not a number, or so large that its square would be infinite.
  case notFinite(position: Int, value: Double)
  /// A regressor's value is infinite, not a number, or too large.
  case regressorNotFinite(regressor: Int, position: Int, value: Double)
  /// The differenced series, less its regression, does not move.
  case constantSeries
  /// The differenced regressors, the constant included, are linearly dependent.
  case collinearRegressors
  /// Every regressor must be as long as the series, or as the horizon of a forecast.
  case regressorLength(regressor: Int, needed: Int, have: Int)
  /// A model with regressors was given another number of them.
  case regressorCount(needed: Int, have: Int)
  /// No start had a likelihood.
  case noAdmissibleStart

  public var description: String {
    switch self {
    case .tooFewObservations(let needed, let have):
      "the model needs at least \(needed) observations and has \(have)"
    case .seasonLongerThanData(let period, let observations):
      "a season of \(period) is not shorter than the series of \(observations) observations"
    case .notFinite(let position, let value):
      "observation \(position + 1) is \(value); observations must be finite and below 1e100"
    case .regressorNotFinite(let regressor, let position, let value):
      "regressor \(regressor + 1) is \(value) at observation \(position + 1)"
    case .constantSeries: "the differenced series is constant"
    case .collinearRegressors:
      "the regressors, differenced as the series is, are linearly dependent"
    case .regressorLength(let regressor, let needed, let have):
      "regressor \(regressor + 1) must have \(needed) values and has \(have)"
    case .regressorCount(let needed, let have):
      "the model has \(needed) regressors and was given \(have)"
    case .noAdmissibleStart: "no starting value has a likelihood"
    }
  }
}
