// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Execution
import MarketData
import Promotion
import Verification

/// A trial's results as JSON: what goes into the report and into the certificate.
enum TrialJSON {
  /// Everything that the gate saw and said of a candidate on a series.
  static func trial(_ trial: CandidateTrial, policy: PromotionPolicy) -> JSONValue {
    [
      "candidate": .string(trial.evidence.candidate), "series": .string(trial.evidence.series),
      "provenance": .string(trial.evidence.provenance.rawValue),
      "verdict": .string(trial.decision.verdict.rawValue),
      "reasons": .array(trial.decision.reasons.map { .string($0) }),
      "criteria": .array(trial.decision.outcomes.map { criterion($0, policy: policy) }),
      "integrity": .array(trial.decision.integrity.map(integrity)),
      "measurements": .array(trial.evidence.measurements.map(FigureJSON.measurement)),
      "session": session(trial), "forecast": forecast(trial),
    ]
  }

  /// What the gate said of a control.
  static func control(_ outcome: ControlOutcome) -> JSONValue {
    [
      "role": .string(outcome.role.rawValue), "verdict": .string(outcome.verdict.rawValue),
      "asItMustBe": .bool(outcome.isAsItMustBe),
      "reasons": .array(outcome.reasons.map { .string($0) }),
    ]
  }

  private static func criterion(
    _ outcome: CriterionOutcome, policy: PromotionPolicy
  ) -> JSONValue {
    let criterion = outcome.criterion
    return [
      "set": .string(criterion.set), "measurement": .string(criterion.measurement.rawValue),
      "required": .bool(policy.requiredSets.contains(criterion.set)),
      "comparison": .string(criterion.bound.symbol), "limit": .number(criterion.bound.limit),
      "warn": criterion.warn.map { .number($0) } ?? .null,
      "judged": FigureJSON.end(outcome.judged), "grade": .string(outcome.grade.rawValue),
      "reason": .string(outcome.reason),
      "n": outcome.measurement.map { .integer(Int64($0.count)) } ?? .null,
    ]
  }

  private static func integrity(_ check: IntegrityCheck) -> JSONValue {
    let (word, detail): (String, String?) =
      switch check.outcome {
      case .holds: ("holds", nil)
      case .violated(let place): ("violated", place)
      case .notObserved(let why): ("not observed", why)
      }
    return [
      "id": .string(check.id), "statement": .string(check.statement), "outcome": .string(word),
      "detail": detail.map { .string($0) } ?? .null, "n": .integer(Int64(check.count)),
      "unit": .string(check.unit),
    ]
  }

  static func session(_ trial: CandidateTrial) -> JSONValue {
    let record = trial.session.record
    let benchmark = trial.benchmark.record
    return [
      "bars": .integer(Int64(record.equity.count)),
      "firstBar": .string(trial.series.timestamps.first.map { "\($0)" } ?? ""),
      "lastBar": .string(trial.series.timestamps.last.map { "\($0)" } ?? ""),
      "initialCapital": .number(record.capital.value),
      "finalEquity": .number((record.equity.last ?? record.capital).value),
      "benchmarkFinalEquity": .number((benchmark.equity.last ?? benchmark.capital).value),
      "closedTrades": .integer(Int64(record.trades.count)),
      "forcedTrades": .integer(Int64(record.trades.count { $0.isForced })),
      "positionOpenAtEnd": .bool(trial.session.openPosition != nil),
      "fills": .integer(Int64(record.fills.count)),
      "refusedOrders": .integer(Int64(record.refusals.count)),
      "ledgerEntries": .integer(Int64(trial.session.ledger.entries.count)),
    ]
  }

  private static func forecast(_ trial: CandidateTrial) -> JSONValue {
    guard let forecast = trial.forecast else {
      return ["origins": 0, "reason": .string(trial.forecastProblem ?? "not evaluated")]
    }
    let pairs = forecast.pairs
    let direction = DirectionalAccuracy(changes: pairs)
    return [
      "origins": .integer(Int64(pairs.count)), "windows": .integer(Int64(forecast.audits.count)),
      "failedFits": .array(forecast.failures.map { .string($0) }),
      "unit": "log return over the horizon",
      "rmse": FigureJSON.figure(pairs.rootMeanSquareError),
      "mae": FigureJSON.figure(pairs.meanAbsoluteError),
      "smape": FigureJSON.figure(pairs.symmetricPercentageError),
      "mase": FigureJSON.figure(pairs.meanAbsoluteScaledError(training: forecast.training)),
      "trackingError": FigureJSON.figure(pairs.trackingError),
      "directionalAccuracy": FigureJSON.figure(direction.fraction),
      "directionalTies": .integer(Int64(direction.ties)),
      "coverage90": FigureJSON.figure(forecast.coverage),
    ]
  }
}
