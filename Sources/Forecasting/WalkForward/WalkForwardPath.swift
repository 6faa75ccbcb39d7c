// SPDX-License-Identifier: GPL-3.0-or-later

/// What a model forecast on its way through a series.
public struct WalkForwardPath: Hashable, Sendable {
  /// One attempt to fit the model.
  public struct Refit: Hashable, Sendable {
    /// How the attempt ended.
    public enum Outcome: Hashable, Sendable {
      /// A fit, with the log-likelihood where the model has one.
      case fitted(logLikelihood: Double?)
      /// No fit to use, and why; the fit before stays in use.
      case failed(reason: String)
    }

    /// The position of the first observation that the fit was to forecast.
    public let target: Int
    /// How the attempt ended.
    public let outcome: Outcome

    /// Why the attempt failed; nil where it did not.
    public var failure: String? {
      if case .failed(let reason) = outcome { reason } else { nil }
    }
  }

  /// The positions that were forecast.
  public let targets: Range<Int>
  /// The forecast of each target; nil before the first fit that succeeded.
  public let forecasts: [PredictiveDistribution?]
  /// The attempts to fit, in ascending time.
  public let refits: [Refit]

  /// The attempts that failed.
  public var failures: [Refit] { refits.filter { $0.failure != nil } }
}
