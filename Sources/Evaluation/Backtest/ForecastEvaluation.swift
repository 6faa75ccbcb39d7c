// SPDX-License-Identifier: GPL-3.0-or-later
//
// Out-of-sample forecasts of a candidate's model beside those of the naive forecast.
//
// The history is split walk-forward. In each window the model is fitted to what lies before and
// forecasts every origin of the window with the parameters fixed. The target is the log return over
// the horizon, of which the naive forecast of the price says zero. Each window is an audit: its
// RMSE ratio either keeps the limit or violates it (predecessor 5.9), and a window that gives no
// ratio because the fit failed counts as a violation, not as nothing.

import Forecasting
import MarketData
import RealModule

/// The unit of everything that is counted in forecast origins.
public let originUnit = "origins"
/// The unit of everything that is counted in walk-forward windows.
public let windowUnit = "windows"

/// The outcome of a walk-forward evaluation.
public struct ForecastEvaluation: Hashable, Sendable {
  /// The RMSE of one window against the naive forecast's.
  public struct Audit: Hashable, Sendable {
    /// The window's origins, as positions in the series of bars.
    public let window: Range<Int>
    /// Model RMSE over naive RMSE; undefined where the fit failed or nothing moved.
    public let ratio: Statistic
  }

  /// Forecast against actual log returns over the horizon, one pair an origin.
  public let pairs: ForecastPairs
  /// Origins whose 90 % interval held the actual value.
  public let covered: Int
  /// One audit a window.
  public let audits: [Audit]
  /// Why fits failed, in order of their windows.
  public let failures: [String]
  /// Scale for the scaled error: log returns of the first training.
  public let training: [Double]
}

/// Runs the walk-forward evaluation of a forecaster.
///
/// - Throws: `SplitError` where there is too little history for one window.
/// - Complexity: one fit a window and one forecast an origin.
public func evaluateForecaster(
  _ settings: ForecasterSettings, series: BarSeries
) throws(SplitError) -> ForecastEvaluation {
  let logPrices = series.closes.map { Double.log($0.value) }
  let walk = try WalkForward(
    count: max(0, logPrices.count - settings.horizon), training: settings.training + 1,
    test: settings.test, gap: 0, window: .expanding)
  var gatherer = ForecastGatherer(settings: settings, logPrices: logPrices)
  for fold in walk.folds { gatherer.run(fold) }
  return gatherer.evaluation
}

/// Collects forecasts window by window.
///
/// Positions are those of the log prices: an origin t has seen prices up to t.
private struct ForecastGatherer {
  let settings: ForecasterSettings
  let logPrices: [Double]
  let input: [Double]
  var actuals: [Double] = []
  var forecasts: [Double] = []
  var covered = 0
  var audits: [ForecastEvaluation.Audit] = []
  var failures: [String] = []

  init(settings: ForecasterSettings, logPrices: [Double]) {
    self.settings = settings
    self.logPrices = logPrices
    self.input =
      settings.input == .logPrice
      ? logPrices : zip(logPrices.dropFirst(), logPrices).map { $0 - $1 }
  }

  mutating func run(_ fold: WalkForward.Fold) {
    let first = actuals.count
    do {
      let fitted = try settings.model.fit(Array(history(origin: fold.inSample.upperBound - 1)))
      for (elapsed, origin) in fold.outOfSample.enumerated() {
        // The first origin of a window is one observation beyond the training.
        forecast(fitted.advanced(by: elapsed + 1), origin: origin)
      }
    } catch {
      failures.append("window from bar \(fold.outOfSample.lowerBound + 1): \(error.description)")
    }
    audits.append(.init(window: fold.outOfSample, ratio: ratio(from: first)))
  }

  /// The model's input up to an origin.
  private func history(origin: Int) -> ArraySlice<Double> {
    input[..<(settings.input == .logPrice ? origin + 1 : origin)]
  }

  private mutating func forecast(_ fitted: any FittedModel, origin: Int) {
    // No model of this kind looks further back than its training length.
    let past = history(origin: origin).suffix(settings.training)
    let distribution: PredictiveDistribution
    switch settings.input {
    case .logReturn:
      distribution = fitted.sumForecast(horizon: settings.horizon, after: past)
    case .logPrice:
      let steps = fitted.forecast(horizon: settings.horizon, after: past)
      distribution = steps[settings.horizon - 1].shifted(by: -logPrices[origin])
    }
    let actual = logPrices[origin + settings.horizon] - logPrices[origin]
    let interval = distribution.predictionInterval(level: 0.9)
    if interval.lower <= actual && actual <= interval.upper { covered += 1 }
    actuals.append(actual)
    forecasts.append(distribution.mean)
  }

  private func ratio(from first: Int) -> Statistic {
    guard actuals.count > first else { return .undefined("the fit failed") }
    return rmseRatio(actuals: actuals[first...], forecasts: forecasts[first...])
  }

  var evaluation: ForecastEvaluation {
    let pairs: ForecastPairs
    do {
      pairs = try ForecastPairs(actuals: actuals, forecasts: forecasts)
    } catch {
      preconditionFailure("forecasts are made in pairs and finite: \(error)")
    }
    let first = logPrices.prefix(settings.training + 1)
    return ForecastEvaluation(
      pairs: pairs, covered: covered, audits: audits, failures: failures,
      training: zip(first.dropFirst(), first).map { $0 - $1 })
  }
}

/// Model RMSE over the RMSE of forecasting zero.
private func rmseRatio(actuals: ArraySlice<Double>, forecasts: ArraySlice<Double>) -> Statistic {
  let errors = zip(actuals, forecasts).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  let naive = actuals.reduce(0.0) { $0 + $1 * $1 }
  guard naive > 0 else { return .undefined("the price never moved") }
  return Statistic((errors / naive).squareRoot())
}

extension ForecastEvaluation {
  /// Measures the evaluation against a limit for the RMSE ratio of a window.
  public func measurements(
    violationLimit: Double, settings: MeasurementSettings
  ) -> [Measurement] {
    let effective = audits.count { $0.ratio.finiteValue != nil }
    return [
      ratioMeasurement(settings: settings),
      violationMeasurement(limit: violationLimit, effective: effective, settings: settings),
      .counted(.effectiveAudits, effective, unit: windowUnit),
    ]
  }

  private func ratioMeasurement(settings: MeasurementSettings) -> Measurement {
    guard pairs.count > 0 else {
      return .missing(.rmseRatio, unit: originUnit, reason: "no forecast was made")
    }
    let errors = pairs.errors.map { $0 * $0 }
    let naive = pairs.actuals.map { $0 * $0 }
    let interval = settings.bootstrap.intervals(
      count: pairs.count, statisticCount: 1, purpose: "origins"
    ) { positions, values in
      var error = 0.0
      var base = 0.0
      for position in positions {
        error += errors[position]
        base += naive[position]
      }
      values[0] = base > 0 ? (error / base).squareRoot() : .nan
    }
    return Measurement(
      id: .rmseRatio,
      estimate: rmseRatio(actuals: pairs.actuals[...], forecasts: pairs.forecasts[...]),
      lower: interval[0]?.lower, upper: interval[0]?.upper, count: pairs.count, unit: originUnit,
      method: bootstrapMethod)
  }

  private func violationMeasurement(
    limit: Double, effective: Int, settings: MeasurementSettings
  ) -> Measurement {
    guard effective > 0 else {
      return .missing(.violationRate, unit: windowUnit, reason: "no window gave a ratio")
    }
    let violations = audits.count { $0.ratio.finiteValue.map { $0 > limit } ?? true }
    let interval = wilsonInterval(
      successes: violations, trials: audits.count, level: settings.level)
    return Measurement(
      id: .violationRate, estimate: .finite(Double(violations) / Double(audits.count)),
      lower: interval.lower, upper: interval.upper, count: audits.count, unit: windowUnit,
      method: "Wilson score interval")
  }
}

extension ForecastEvaluation {
  /// The fraction of origins whose 90 % interval held the actual value.
  public var coverage: Statistic {
    pairs.count > 0
      ? .finite(Double(covered) / Double(pairs.count)) : .undefined("no forecast was made")
  }
}
