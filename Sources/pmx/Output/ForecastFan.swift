// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Features
import Forecasting
import MarketData
import RealModule
import Reporting
import Verification

/// The forecast from the last bar on, as price quantiles.
enum ForecastFan {
  /// Bars ahead that the fan shows.
  private static let horizon = 20
  /// Bars before the fan.
  private static let past = 60

  static func blocks(_ trial: CandidateTrial, settings: ForecasterSettings) -> [ReportBlock] {
    let logPrices = trial.series.closes.map { Double.log($0.value) }
    guard let steps = distributions(logPrices, settings: settings), let last = logPrices.last else {
      return [.paragraph("The history is too short for the model to be fitted.")]
    }
    let shown = Array(trial.series.closes.suffix(past))
    let start = 1 - Double(shown.count)
    let history = shown.enumerated().map { Point(x: start + Double($0), y: $1.value) }
    let centre =
      [Point(x: 0, y: .exp(last))]
      + steps.enumerated().map { Point(x: Double($0 + 1), y: .exp($1.quantile(0.5))) }
    let bands = [(0.95, 0.25), (0.8, 0.5), (0.5, 0.8)].map { level, strength in
      band(steps, origin: last, level: level, strength: strength)
    }
    return [
      .chart(
        LineChart(
          title: "Close and forecast", caption: "Bars ahead of the last one; price quantiles.",
          xAxis: Axis(label: "bars from the last bar", kind: .number),
          yAxis: Axis(label: "price", kind: .number),
          lines: [
            Line(name: "close", points: history, style: .primary),
            Line(name: "median forecast", points: centre, style: .secondary),
          ], bands: bands))
    ]
  }

  /// The distribution of the log price at each step.
  private static func distributions(
    _ logPrices: [Double], settings: ForecasterSettings
  ) -> [PredictiveDistribution]? {
    guard let last = logPrices.last else { return nil }
    switch settings.input {
    case .logPrice:
      guard let fitted = try? settings.model.fit(logPrices) else { return nil }
      return fitted.forecast(horizon: horizon, after: logPrices[...])
    case .logReturn:
      let returns = zip(logPrices.dropFirst(), logPrices).map { $0 - $1 }
      guard let fitted = try? settings.model.fit(returns) else { return nil }
      return (1...horizon).map { step in
        fitted.sumForecast(horizon: step, after: returns[...]).shifted(by: last)
      }
    }
  }

  private static func band(
    _ steps: [PredictiveDistribution], origin: Double, level: Double, strength: Double
  ) -> Band {
    let intervals = steps.map { $0.predictionInterval(level: level) }
    return Band(
      name: "\(NumberText.percent(level, decimals: 0))",
      xs: [0] + steps.indices.map { Double($0 + 1) },
      lower: [.exp(origin)] + intervals.map { .exp($0.lower) },
      upper: [.exp(origin)] + intervals.map { .exp($0.upper) }, strength: strength)
  }
}
