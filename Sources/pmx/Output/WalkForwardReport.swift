// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Features
import Forecasting
import Promotion
import Reporting

/// The scores of a walk-forward, for people and for programs.
struct WalkForwardReport {
  let plan: WalkForwardPlan
  let transform: SeriesTransform
  let benchmark: PointBenchmark
  let level: Double
  private let lines: [(run: WalkForwardRun, scores: WalkForwardScores)]

  init(
    plan: WalkForwardPlan, transform: SeriesTransform, benchmark: PointBenchmark, level: Double,
    runs: [WalkForwardRun]
  ) {
    self.plan = plan
    self.transform = transform
    self.benchmark = benchmark
    self.level = level
    lines = runs.map {
      ($0, WalkForwardScores($0.path, series: $0.series.values, benchmark: benchmark, level: level))
    }
  }

  // MARK: Text

  var text: String {
    let head =
      "\(plan.originCount) one-step forecasts; fits of \(plan.lookback) every "
      + "\(plan.refitInterval), \(plan.start.rawValue); \(transform.rawValue); benchmark "
      + "\(benchmark.rawValue)\n\n"
    let means = TextTable.render(
      columns: Self.columns(["RMSE", "of benchmark", "DM", "p", "fits", "failed", "missing"]),
      rows: lines.map(meanRow))
    let densities = TextTable.render(
      columns: Self.columns(["CRPS", "coverage", "width", "low", "mid", "high", "QLIKE"]),
      rows: lines.map(densityRow))
    return head + means + "\n\n" + densities + "\n\n" + Self.legend(level) + failures
  }

  private static func columns(_ titles: [String]) -> [ReportTable.Column] {
    [.init(title: "series"), .init(title: "model")]
      + titles.map { .init(title: $0, alignment: .trailing) }
  }

  private func meanRow(_ run: WalkForwardRun, _ scores: WalkForwardScores) -> ReportTable.Row {
    let test = scores.comparison
    return ReportTable.Row(
      cells: Self.names(run) + [
        Self.cell(scores.rootMeanSquareError, digits: 5),
        Self.cell(scores.benchmarkError, digits: 5),
        test.map { Self.cell($0.statistic, digits: 3) } ?? "",
        test?.pValue.map { NumberText.significant($0, digits: 2) } ?? "",
        "\(run.path.refits.count)", "\(run.path.failures.count)", "\(scores.missing)",
      ])
  }

  private func densityRow(_ run: WalkForwardRun, _ scores: WalkForwardScores) -> ReportTable.Row {
    ReportTable.Row(
      cells: Self.names(run) + [
        Self.cell(scores.rankedProbabilityScore, digits: 4),
        Self.cell(scores.coverage.fraction, digits: 3),
        Self.cell(scores.coverage.meanWidth, digits: 3),
      ] + scores.terciles.map { Self.cell($0.fraction, digits: 3) } + [
        Self.cell(scores.quasiLikelihoodLoss, digits: 4)
      ])
  }

  private static func names(_ run: WalkForwardRun) -> [String] {
    // The file's name without its folders: a table has to fit a screen.
    let file = run.series.file.split(separator: "/").last.map(String.init) ?? run.series.file
    return ["\(file) \(run.series.column)", run.model]
  }

  private static func cell(_ statistic: Statistic, digits: Int) -> String {
    statistic.finiteValue.map { NumberText.significant($0, digits: digits) } ?? "–"
  }

  private static func legend(_ level: Double) -> String {
    "DM: positive in the model's favour, against Student's t. Intervals at "
      + "\(NumberText.significant(level, digits: 4)); low, mid, high: coverage by thirds of the "
      + "volatility known before.\n"
  }

  private var failures: String {
    lines.flatMap { run, _ in
      run.path.failures.map {
        "fit failed, the one before stays in use: \(Self.names(run).joined(separator: ", ")), "
          + "before row \(run.series.firstRow + $0.target): \($0.failure ?? "")\n"
      }
    }.joined()
  }

  // MARK: JSON

  var json: JSONValue {
    [
      "schema": "pmx.walk-forward/1", "window": .integer(Int64(plan.lookback)),
      "refitEvery": .integer(Int64(plan.refitInterval)),
      "origins": .integer(Int64(plan.originCount)), "start": .string(plan.start.rawValue),
      "horizon": .integer(1), "transform": .string(transform.rawValue),
      "benchmark": .string(benchmark.rawValue), "level": .number(level),
      "results": .array(lines.map(result)),
    ]
  }

  private func result(_ run: WalkForwardRun, _ scores: WalkForwardScores) -> JSONValue {
    [
      "data": .string(run.series.file), "column": .string(run.series.column),
      "model": .string(run.model), "forecasts": .integer(Int64(scores.scored)),
      "missing": .integer(Int64(scores.missing)),
      "rmse": FigureJSON.figure(scores.rootMeanSquareError),
      "benchmarkRmse": FigureJSON.figure(scores.benchmarkError),
      "dieboldMariano": Self.test(scores.comparison),
      "crps": FigureJSON.figure(scores.rankedProbabilityScore),
      "coverage": Self.coverage(scores.coverage),
      "terciles": .array(scores.terciles.map(Self.coverage)),
      "qlike": FigureJSON.figure(scores.quasiLikelihoodLoss),
      "refits": .array(run.path.refits.map { refit($0, run) }),
      "fits": .integer(Int64(run.path.refits.count)),
      "failedFits": .integer(Int64(run.path.failures.count)),
    ]
  }

  private static func test(_ test: DieboldMariano?) -> JSONValue {
    guard let test else { return ["statistic": .null, "reason": "no forecasts to score"] }
    let reason: JSONValue =
      if case .undefined(let reason) = test.statistic { .string(reason) } else { .null }
    return [
      "statistic": test.statistic.finiteValue.map { .number($0) } ?? .null,
      "uncorrected": test.uncorrected.finiteValue.map { .number($0) } ?? .null,
      "pValue": test.pValue.map { .number($0) } ?? .null, "n": .integer(Int64(test.count)),
      "kernel": .string(test.kernel.rawValue), "reason": reason,
    ]
  }

  private static func coverage(_ coverage: IntervalCoverage) -> JSONValue {
    [
      "fraction": FigureJSON.figure(coverage.fraction),
      "width": FigureJSON.figure(coverage.meanWidth), "covered": .integer(Int64(coverage.covered)),
      "n": .integer(Int64(coverage.count)),
    ]
  }

  private func refit(_ refit: WalkForwardPath.Refit, _ run: WalkForwardRun) -> JSONValue {
    var (likelihood, reason) = (JSONValue.null, JSONValue.null)
    switch refit.outcome {
    case .fitted(let value):
      likelihood = value.map { .number($0) } ?? .null
      if value == nil { reason = "the model has no likelihood here" }
    case .failed(let text): reason = .string(text)
    }
    return [
      "row": .integer(Int64(run.series.firstRow + refit.target)),
      "succeeded": .bool(refit.failure == nil), "logLikelihood": likelihood, "reason": reason,
    ]
  }
}
