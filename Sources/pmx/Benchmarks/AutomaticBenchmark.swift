// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import Promotion

extension BenchmarkTask {
  /// The full lattice of orders on a hundred windows of the bundled index.
  ///
  /// Each with the last full fit of the chosen model.
  static let autoARIMA100 = BenchmarkTask(
    name: "auto-arima-100", purpose: "the full lattice of orders on 100 windows of 250 points"
  ) {
    let prices = try BenchmarkSeries.logPrices()
    let windows = (0..<100).map { Array(prices[($0 * 47)..<($0 * 47 + 250)]) }
    var criteria: [Double] = []
    let seconds = bestSeconds(runs: 1) {
      criteria = windows.map { criterion(.lattice, $0) }
    }
    let stepwise = windows.map { criterion(.stepwise, $0) }
    let excess = zip(criteria, stepwise).reduce(-Double.infinity) { max($0, $1.0 - $1.1) }
    let digest = Digest(of: Array("\(criteria)".utf8)).hexadecimal
    func figure(_ metric: String, _ value: Double, unit: String) -> BenchmarkFigure {
      BenchmarkFigure(
        metric: metric, value: value, unit: unit, lowerIsBetter: true, runs: 1, digest: digest)
    }
    return [
      figure("cpu-seconds", seconds, unit: "s"),
      figure("worst-aicc-excess", excess, unit: "over the own stepwise search"),
      figure("mean-aicc", criteria.reduce(0, +) / Double(criteria.count), unit: "AICc"),
    ]
  }

  /// The corrected criterion of the chosen fit; infinite where there is none.
  private static func criterion(_ search: AutomaticARIMA.Search, _ series: [Double]) -> Double {
    (try? AutomaticARIMA(search: search).chosen(series).fit.aicc) ?? .infinity
  }
}
