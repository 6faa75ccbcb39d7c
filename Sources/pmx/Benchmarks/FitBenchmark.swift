// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import Foundation
import MarketData
import NumericKernels
import Promotion
import RealModule

extension BenchmarkTask {
  /// Fits by exact maximum likelihood, beside gretl where it is installed.
  static let fit = BenchmarkTask(
    name: "fit", purpose: "ARIMA and GARCH fits with standard errors, beside gretl"
  ) {
    var figures: [BenchmarkFigure] = []
    for job in try FitJob.all() {
      let runs = job.runs
      var likelihood = 0.0
      let seconds = try bestSeconds(runs: runs) { likelihood = try job.fit() }
      let digest = Digest(of: Array("\(likelihood)".utf8)).hexadecimal
      func figure(_ metric: String, _ value: Double, unit: String, lower: Bool = true)
        -> BenchmarkFigure
      {
        BenchmarkFigure(
          metric: metric, value: value, unit: unit, lowerIsBetter: lower, runs: runs,
          digest: digest)
      }
      figures.append(figure("ms:\(job.name)", 1e3 * seconds, unit: "ms"))
      figures.append(
        figure("log-likelihood:\(job.name)", likelihood, unit: "", lower: false))
      if let peer = job.gretl.flatMap({ Gretl.fit(job.series, period: job.period, $0) }) {
        figures.append(figure("gretl-ms:\(job.name)", 1e3 * peer.seconds, unit: "ms"))
        figures.append(
          figure("gretl-log-likelihood:\(job.name)", peer.logLikelihood, unit: "", lower: false))
        figures.append(
          figure(
            "ratio-to-gretl:\(job.name)", peer.seconds / seconds, unit: "times", lower: false))
      }
    }
    return figures + [try updateFigure()]
  }

  /// One bar more for a fitted model of log prices, without a new fit.
  private static func updateFigure() throws -> BenchmarkFigure {
    let series = try BenchmarkSeries.logPrices().map { 100 * $0 }
    let fit = try ARIMAModel(order: ARIMAOrder(p: 1, d: 1, q: 1)).fit(
      Array(series.prefix(1000)), regressors: [])
    let later = Array(series[1000..<5000])
    var state = fit.state
    let runs = 5
    let seconds = bestSeconds(runs: runs) {
      state = fit.state
      for value in later { state.advance(value) }
    }
    return BenchmarkFigure(
      metric: "update-us", value: 1e6 * seconds / Double(later.count), unit: "µs",
      lowerIsBetter: true, runs: runs,
      digest: Digest(of: Array("\(state.innovationVariance) \(state.count)".utf8)).hexadecimal)
  }
}

/// One fit to be timed.
struct FitJob {
  let name: String
  let series: [Double]
  let period: Int
  let runs: Int
  /// The command in gretl's language; nil where it would take minutes.
  let gretl: String?
  /// Fits and returns the log-likelihood.
  let fit: () throws -> Double

  static func all() throws -> [FitJob] {
    let airline = BenchmarkSeries.airline.map { Double.log($0) }
    let returns = try BenchmarkSeries.percentReturns(last: 5000)
    return [
      arima(
        "airline", airline,
        ARIMAOrder(
          p: 0, d: 1, q: 1, seasonalP: 0, seasonalD: 1, seasonalQ: 1, period: 12), runs: 50),
      arima(
        "sarima-s24", BenchmarkSeries.seasonal(count: 1000, period: 24),
        ARIMAOrder(
          p: 1, d: 0, q: 1, seasonalP: 1, seasonalD: 1, seasonalQ: 1, period: 24), runs: 10),
      arima(
        "sarima-s365", BenchmarkSeries.seasonal(count: 2000, period: 365),
        ARIMAOrder(
          p: 1, d: 0, q: 1, seasonalP: 0, seasonalD: 1, seasonalQ: 1, period: 365), runs: 2,
        hasPeer: false),
      garch("garch-5000", returns, GARCH(.garch), gretl: "garch 1 1 ; y const --quiet"),
      garch("gjr-t-5000", returns, GARCH(.gjr, family: .student), gretl: nil),
      garch("egarch-t-5000", returns, GARCH(.egarch, family: .student), gretl: nil),
    ]
  }

  private static func arima(
    _ name: String, _ series: [Double], _ order: ARIMAOrder, runs: Int, hasPeer: Bool = true
  ) -> FitJob {
    let plain = "\(order.p) \(order.d) \(order.q)"
    let seasonal = "\(order.seasonalP) \(order.seasonalD) \(order.seasonalQ)"
    return FitJob(
      name: name, series: series, period: order.period, runs: runs,
      gretl: hasPeer ? "arima \(plain) ; \(seasonal) ; y --nc --quiet" : nil
    ) { try ARIMAModel(order: order).fit(series, regressors: []).logLikelihood }
  }

  private static func garch(
    _ name: String, _ series: [Double], _ model: GARCH, gretl: String?
  ) -> FitJob {
    FitJob(name: name, series: series, period: 1, runs: 20, gretl: gretl) {
      let fit = try model.estimate(series)
      // The peer's command prints them, too.
      return fit.standardErrors().isEmpty ? .nan : fit.logLikelihood
    }
  }
}
