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
    let worst = try RollingFits.shortfallToCold(window, origins)
    let digest = Digest(
      of: Array(origins.map { "\($0.mean) \($0.deviation)\n" }.joined().utf8)
    ).hexadecimal
    func figure(
      _ metric: String, _ value: Double, unit: String, lower: Bool = true
    ) -> BenchmarkFigure {
      BenchmarkFigure(
        metric: metric, value: value, unit: unit, lowerIsBetter: lower, runs: runs,
        digest: digest)
    }
    var figures = [
      figure("cpu-seconds", seconds, unit: "s"),
      figure("worst-shortfall-to-cold", worst, unit: "log-likelihood"),
      figure(
        "unconverged-fits", Double(origins.reduce(0) { $0 + $1.unconverged }), unit: "fits"),
    ]
    if let peer = gretlSeconds(window) {
      figures.append(figure("gretl-cpu-seconds", peer, unit: "s"))
      figures.append(figure("ratio-to-gretl", peer / seconds, unit: "times", lower: false))
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
  /// The errors of the mean, to which the variance was fitted.
  let errors: [Double]
  /// How many of both fits did not converge.
  let unconverged: Int
}

/// Fits on windows that move on by one bar.
enum RollingFits {
  private static let width = 1000
  private static let mean = ARIMAModel(order: ARIMAOrder(p: 1, d: 1, q: 1))
  private static let variance = GARCH(.garch, mean: .zero)

  /// Each fit begins where the last one ended.
  static func warm(_ series: [Double]) throws -> [RollingOrigin] {
    var last: (mean: ARIMAFit, variance: GARCHFit)?
    return try windows(series).map { window in
      let mean = try mean.fit(window, from: last?.mean)
      let variance = try variance.estimate(mean.innovations, from: last?.variance)
      last = (mean, variance)
      return try origin(mean, variance)
    }
  }

  /// By how much fits that begin anew are ever more likely: of the same windows, and of the same
  /// errors of the mean.
  static func shortfallToCold(_ series: [Double], _ origins: [RollingOrigin]) throws -> Double {
    try zip(windows(series), origins).reduce(0) { worst, pair in
      let (window, origin) = pair
      let mean = try mean.fit(window).logLikelihood - origin.meanLogLikelihood
      let variance =
        try variance.estimate(origin.errors).logLikelihood - origin.varianceLogLikelihood
      return max(worst, mean, variance)
    }
  }

  private static func windows(_ series: [Double]) -> [[Double]] {
    (0..<(series.count - width)).map { Array(series[$0..<($0 + width)]) }
  }

  private static func origin(_ mean: ARIMAFit, _ variance: GARCHFit) throws -> RollingOrigin {
    let errors = mean.innovations
    let deviation = variance.forecast(horizon: 1, after: errors[...])[0].standardError
    return RollingOrigin(
      mean: try mean.forecast(horizon: 1)[0].mean, deviation: deviation,
      meanLogLikelihood: mean.logLikelihood, varianceLogLikelihood: variance.logLikelihood,
      errors: errors,
      unconverged: [mean.certificate.converged, variance.certificate.hasConverged].count { !$0 })
  }
}
