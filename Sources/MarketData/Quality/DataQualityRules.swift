// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thresholds of the quality report, in one place.
//
// The defaults are those of the validation settings that users of the predecessor know. Its
// isolation forest (contamination .05) is left out: it is random, always flags five per cent of
// the rows, and gives no reason that a person could check. The z and quartile rules stand for it.

/// The thresholds of the quality report.
public struct DataQualityRules: Hashable, Sendable {
  /// The most findings that a report lists for one rule; counts go on.
  public static let findingsPerRule = 1000
  /// The share of the price by which a bar may break its order and still be called near: 1 %.
  public static let orderTolerance = 0.01

  /// Days between two stamps above which there is a gap: 5. Where the median step itself is longer
  /// (monthly data), a gap is a step of more than twice the median.
  public var gapDays = 5.0
  /// Days above which the message of a gap calls it long: 10.
  public var longGapDays = 10.0
  /// The relative change of the close, up or down, above which a bar jumps: 50 %.
  public var jump = 0.5
  /// The lowest price that passes without a warning: 0.01.
  public var lowestPrice = 0.01
  /// The highest price that passes without a warning: 10⁶.
  public var highestPrice = 1e6
  /// The share of missing values above which there is a warning: 5 %.
  public var missingShare = 0.05
  /// The share of missing values that the message calls a failure: 10 %.
  public var missingShareFailure = 0.1
  /// The most missing values in a row that pass: 5.
  public var missingRun = 5
  /// The share of bars without volume above which there is a warning: 10 %.
  public var zeroVolumeShare = 0.1
  /// The share of bars without volume that the message calls a failure: 20 %.
  public var zeroVolumeShareFailure = 0.2
  /// Standard deviations from the mean above which a return is an outlier: 3.
  public var returnOutlierScore = 3.0
  /// Quartile distances outside the quartiles above which a return is an outlier: 1.5.
  public var quartileFactor = 1.5
  /// Standard deviations from the mean above which a volume is a spike: 5.
  public var volumeSpikeScore = 5.0
  /// Multiples of the mean volume above which a volume is a spike: 10.
  public var volumeSpikeFactor = 10.0
  /// The level of the Jarque–Bera test below which returns are called not normal: 5 %.
  public var normalityLevel = 0.05
  /// The largest magnitude of the skewness of returns that passes: 5.
  public var skewness = 5.0
  /// The largest excess kurtosis of returns (0 for a normal distribution) that passes: 10.
  public var excessKurtosis = 10.0

  /// The default thresholds.
  public init() {}
}
