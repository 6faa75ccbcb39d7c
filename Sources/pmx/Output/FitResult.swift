// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import Promotion
import Reporting

/// A fit as it is printed.
struct FitResult {
  let specification: String
  let summary: FitSummary
  let forecast: [PredictiveDistribution]
  let volatilities: [Double]
  let level: Double
  let cpuSeconds: Double

  var json: JSONValue {
    [
      "schema": "pmx.fit/1", "model": .string(specification),
      "chosen": summary.chosen.map { .string($0) } ?? .null,
      "n": .integer(Int64(summary.observationCount)),
      "logLikelihood": Self.number(summary.logLikelihood), "aic": Self.number(summary.aic),
      "aicc": Self.number(summary.aicc), "bic": Self.number(summary.bic),
      "reason": reason.map { .string($0) } ?? .null,
      "parameters": .array(
        summary.parameters.map { parameter in
          [
            "name": .string(parameter.name), "value": .number(parameter.value),
            "standardError": Self.number(parameter.standardError),
            "reason": parameter.standardError == nil ? "given, or not estimated" : .null,
          ]
        }),
      "forecast": .array(forecast.enumerated().map { step($0, $1) }),
      "volatilityForecast": .array(volatility), "diagnostics": diagnostics,
      "certificate": certificate,
      "cpuSeconds": .number(cpuSeconds),
    ]
  }

  var text: String {
    var rows = summary.parameters.map { parameter in
      ReportTable.Row(cells: [
        parameter.name, NumberText.significant(parameter.value, digits: 6),
        parameter.standardError.map { NumberText.significant($0, digits: 4) } ?? "",
      ])
    }
    rows.append(
      ReportTable.Row(cells: [
        "log-likelihood",
        summary.logLikelihood.map { NumberText.fixed($0, decimals: 4) } ?? "undefined", "",
      ]))
    let head = TextTable.render(
      columns: [
        .init(title: specification), .init(title: "value", alignment: .trailing),
        .init(title: "standard error", alignment: .trailing),
      ], rows: rows)
    let steps = forecast.enumerated().map { index, distribution in
      let interval = distribution.predictionInterval(level: level)
      return ReportTable.Row(
        cells: ["\(index + 1)"]
          + [distribution.mean, distribution.standardError, interval.lower, interval.upper]
          .map { NumberText.significant($0, digits: 7) })
    }
    let tail = TextTable.render(
      columns: ["step", "mean", "standard error", "lower", "upper"].map {
        .init(title: $0, alignment: .trailing)
      }, rows: steps)
    return head + "\n" + remarks + "\n" + tail + "\n"
  }

  /// What the search says of itself.
  private var remarks: String {
    var text = summary.chosen.map { "chosen: \($0)\n" } ?? ""
    guard let certificate = summary.certificate else { return text }
    text += certificate.converged ? "converged" : "NOT CONVERGED: do not use this fit"
    text += ", largest slope \(NumberText.significant(certificate.gradientNorm, digits: 2))"
    if !certificate.activeBounds.isEmpty {
      text += ", at a bound: " + certificate.activeBounds.joined(separator: ", ")
    }
    return text + "\n"
  }

  private func step(_ index: Int, _ distribution: PredictiveDistribution) -> JSONValue {
    let interval = distribution.predictionInterval(level: level)
    return [
      "step": .integer(Int64(index + 1)), "mean": .number(distribution.mean),
      "standardError": .number(distribution.standardError), "lower": .number(interval.lower),
      "upper": .number(interval.upper),
    ]
  }

  /// Why a likelihood or a criterion is missing.
  private var reason: String? {
    if summary.logLikelihood == nil { return "the innovation variance is zero" }
    return summary.aicc == nil ? "aicc needs more residuals than parameters + 1" : nil
  }

  private var volatility: [JSONValue] {
    volatilities.enumerated().map { index, volatility in
      ["step": .integer(Int64(index + 1)), "volatility": .number(volatility)]
    }
  }

  private var diagnostics: JSONValue {
    let moments = SampleMoments(summary.residuals)
    return [
      "residuals": .integer(Int64(moments.count)), "residualMean": .number(moments.mean),
      "residualStandardDeviation": Self.number(moments.standardDeviation),
      "residualAutocorrelation1": Self.number(autocorrelation(summary.residuals, lag: 1)),
      "reason": moments.count < 2 || moments.sumOfSquares == 0
        ? "the residuals are too few or all equal" : .null,
    ]
  }

  private var certificate: JSONValue {
    guard let certificate = summary.certificate else { return .null }
    return [
      "converged": .bool(certificate.converged),
      "gradientNorm": Self.number(certificate.gradientNorm),
      "informationEigenvalues": .array(
        certificate.informationEigenvalues.map { Self.number($0) }),
      "activeBounds": .array(certificate.activeBounds.map { .string($0) }),
      "startDisagreement": Self.number(certificate.startDisagreement),
    ]
  }

  private static func number(_ value: Double?) -> JSONValue {
    value.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }
}
