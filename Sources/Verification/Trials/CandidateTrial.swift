// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a candidate and a series to a decision: session, benchmark, forecasts, audits, gate. The
// same function judges the candidate and the controls.

import Evaluation
import Execution
import Forecasting
import MarketData
import Promotion
import Signals

/// A candidate tried on one series.
public struct CandidateTrial: Sendable {
  /// The series.
  public let series: BarSeries
  /// The candidate's session after the last bar.
  public let session: TradingSession
  /// Buying and holding with the same account.
  public let benchmark: TradingSession
  /// The walk-forward evaluation; nil where the history was too short, with the reason.
  public let forecast: ForecastEvaluation?
  /// Why there is no forecast evaluation.
  public let forecastProblem: String?
  /// What the gate saw.
  public let evidence: Evidence
  /// What the gate said.
  public let decision: GateDecision
}

extension CandidateTrial {
  /// Garbage futures that each candidate is audited against.
  private static let causalityCuts = 16

  /// Tries a candidate on a series under a policy.
  ///
  /// - Throws: `SessionError` where the books do not balance.
  public init(
    _ candidate: Candidate, series: BarSeries, provenance: Evidence.Provenance,
    policy: PromotionPolicy, seed: UInt64
  ) throws(SessionError) {
    let settings = policy.measurementSettings(seed: seed)
    let session = try Backtest.run(
      series, rule: candidate.makeRule(), configuration: candidate.session)
    let benchmark = try Backtest.run(
      series, rule: BuyAndHold(), configuration: Self.benchmark(of: candidate.session))

    var forecast: ForecastEvaluation?
    var problem: String?
    do { forecast = try evaluateForecaster(candidate.forecaster, series: series) } catch {
      problem = error.description
    }

    let measurements =
      tradeMeasurements(
        session.record.evidentTrades, spanInDays: series.spanInDays, settings: settings)
      + pathMeasurements(
        session.record, benchmark: benchmark.record, series: series, settings: settings)
      + (forecast?.measurements(violationLimit: policy.violationLimit, settings: settings)
        ?? Self.missingForecast(problem ?? ""))
    let evidence = Evidence(
      candidate: candidate.name, series: series.name, provenance: provenance,
      measurements: measurements,
      integrity: [
        CausalityAudit.run(
          makeRule: candidate.makeRule, series: series, signals: session.record.signals,
          cuts: Self.causalityCuts, seed: seed),
        LedgerAudit.run(session, series: series),
        FillAudit.run(session, series: series),
      ])
    self.series = series
    self.session = session
    self.benchmark = benchmark
    self.forecast = forecast
    self.forecastProblem = problem
    self.evidence = evidence
    self.decision = GateDecision(evidence: evidence, policy: policy)
  }

  /// The account of the benchmark: the candidate's, without exits that would end the holding.
  private static func benchmark(of own: SessionConfiguration) -> SessionConfiguration {
    SessionConfiguration(
      initialCapital: own.initialCapital, costs: own.costs, sizing: own.sizing,
      margin: own.margin,
      exits: ExitPolicy(stopMillionths: nil, targetMillionths: nil, maximumBars: nil))
  }

  private static func missingForecast(_ reason: String) -> [Measurement] {
    [
      .missing(.rmseRatio, unit: originUnit, reason: reason),
      .missing(.violationRate, unit: windowUnit, reason: reason),
      .missing(.effectiveAudits, unit: windowUnit, reason: reason),
    ]
  }
}
