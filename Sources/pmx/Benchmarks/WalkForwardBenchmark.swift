// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import Foundation
import NumericKernels
import Promotion
import RealModule

extension BenchmarkTask {
  /// Five hundred origins of ARIMA(1,1,1) and GARCH(1,1) on its errors, windows of a thousand.
  static let walkForward500 = BenchmarkTask(
    name: "walk-forward-500", purpose: "500 re-fits of ARIMA(1,1,1) + GARCH(1,1), beside gretl"
  ) {
    let series = try BenchmarkSeries.logPrices().map { 100 * $0 }
    let window = Array(series.suffix(1500))
    let runs = 3
    var origins: [RollingOrigin] = []
    let seconds = try bestSeconds(runs: runs) { origins = try RollingFits.warm(window) }
    let cold = try RollingFits.cold(window)
    let worst = zip(origins, cold).reduce(0.0) { worst, pair in
      max(
        worst, pair.1.meanLogLikelihood - pair.0.meanLogLikelihood,
        pair.1.varianceLogLikelihood - pair.0.varianceLogLikelihood)
    }
    let digest = Digest(
      of: Array(origins.map { "\($0.mean) \($0.deviation)\n" }.joined().utf8)
    ).hexadecimal
    func figure(_ metric: String, _ value: Double, unit: String) -> BenchmarkFigure {
      BenchmarkFigure(
        metric: metric, value: value, unit: unit, lowerIsBetter: true, runs: runs,
        digest: digest)
    }
    var figures = [
      figure("cpu-seconds", seconds, unit: "s"),
      figure("worst-shortfall-to-cold", worst, unit: "log-likelihood"),
    ]
    if let peer = gretlSeconds(window) {
      figures.append(figure("gretl-cpu-seconds", peer, unit: "s"))
      figures.append(figure("ratio-to-gretl", peer / seconds, unit: "times"))
    }
    return figures
  }

  private static func gretlSeconds(_ window: [Double]) -> Double? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pmx-gretl-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = "y\n" + window.map { "\($0)\n" }.joined()
    guard
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true))
        != nil, (try? Data(data.utf8).write(to: folder.appendingPathComponent("y.csv"))) != nil
    else { return nil }
    func run(_ count: Int) -> Double? {
      Gretl.seconds(
        folder,
        """
        set messages off
        open y.csv --quiet
        setobs 1 1 --time-series
        scalar acc = 0
        loop i=1..\(count) --quiet
          smpl i i+999
          arima 1 1 1 ; y --nc --quiet
          series e = $uhat
          catch garch 1 1 ; e --quiet
          acc += $lnl
          smpl full
        endloop
        printf "RESULT %.14g\\n", acc

        """)?.seconds
    }
    guard let few = run(1), let many = run(501) else { return nil }
    return many - few
  }
}

/// The forecast of one origin.
struct RollingOrigin {
  let mean: Double
  let deviation: Double
  let meanLogLikelihood: Double
  let varianceLogLikelihood: Double
}

/// Fits on windows that move on by one bar.
enum RollingFits {
  private static let width = 1000
  private static let order = ARIMAOrder(p: 1, d: 1, q: 1)
  private static let variance = GARCH(.garch, mean: .zero)

  /// Each fit starts where the last one ended.
  static func warm(_ series: [Double]) throws -> [RollingOrigin] {
    var last: (mean: ARIMAFit, variance: GARCHFit)?
    return try (0..<(series.count - width)).map { origin in
      let fits = try fit(series, origin, from: last)
      last = fits
      return try self.origin(fits)
    }
  }

  /// Each fit starts anew.
  static func cold(_ series: [Double]) throws -> [RollingOrigin] {
    try (0..<(series.count - width)).map { origin in
      try self.origin(try fit(series, origin, from: nil))
    }
  }

  private static func fit(
    _ series: [Double], _ origin: Int, from earlier: (mean: ARIMAFit, variance: GARCHFit)?
  ) throws -> (mean: ARIMAFit, variance: GARCHFit) {
    let window = Array(series[origin..<(origin + width)])
    let mean = try ARIMAModel(order: order).fit(window, from: earlier?.mean)
    return (mean, try variance.estimate(mean.innovations, from: earlier?.variance))
  }

  private static func origin(
    _ fits: (mean: ARIMAFit, variance: GARCHFit)
  ) throws -> RollingOrigin {
    let mean = try fits.mean.forecast(horizon: 1, regressors: [])[0].mean
    let errors = fits.mean.innovations
    let deviation = fits.variance.forecast(horizon: 1, after: errors[...])[0].standardError
    return RollingOrigin(
      mean: mean, deviation: deviation, meanLogLikelihood: fits.mean.logLikelihood,
      varianceLogLikelihood: fits.variance.logLikelihood)
  }
}
