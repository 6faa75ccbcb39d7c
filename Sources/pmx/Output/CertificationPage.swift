// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Forecasting
import MarketData
import Promotion
import Reporting
import Verification

/// The page that a person reads.
enum CertificationPage {
  /// Makes the page of a certification.
  static func html(_ report: CertificationReport) -> String {
    var sections = [controlSection(report)]
    for (trial, market) in zip(report.trials, report.markets) {
      sections += trialSections(trial, market: market, report: report)
    }
    sections.append(boundSection(report))
    return ReportPage(
      title: "Certification of \(report.candidate.candidate.name)",
      subtitle: "Portfolio Maximizer · may this build trade on paper?",
      verdict: banner(report), sections: sections,
      footer: [
        "Every criterion is judged on the unfavourable end of its interval. "
          + "Zero observations are inconclusive, never a pass.",
        "Backtests are no promise. Nothing here is investment advice.",
      ]
    ).html()
  }

  private static func banner(_ report: CertificationReport) -> Banner {
    let reasons = report.trials.flatMap { VerdictText.reasons($0.decision, policy: report.policy) }
    return Banner(
      word: report.verdict.rawValue, tone: tone(report.verdict),
      sentence: VerdictText.sentence(report), details: Array(reasons.prefix(6)))
  }

  private static func tone(_ verdict: Verdict) -> Tone {
    switch verdict {
    case .certified: .good
    case .refused: .bad
    case .inconclusive, .void: .warning
    }
  }

  private static func controlSection(_ report: CertificationReport) -> ReportSection {
    ReportSection(
      heading: "Can this gate tell candidates apart?",
      lead: "Three controls run in every certification, under the same policy: a cheat and a coin "
        + "must be refused, a candidate with a real edge must be certified. If any of them comes "
        + "out otherwise, the whole run is void.",
      blocks: [
        .table(
          table(
            VerdictTable.columns(policy: report.policy), VerdictTable.rows(report.controls)))
      ])
  }

  private static func trialSections(
    _ trial: CandidateTrial, market: MarketFile, report: CertificationReport
  ) -> [ReportSection] {
    let model = report.candidate.candidate.forecaster.model
    return [
      ReportSection(
        heading: "Verdict on \(trial.series.name)",
        lead: "\(trial.series.count) bars from \(market.name), "
          + "\(trial.series.timestamps.first.map { "\($0)" } ?? "–") to "
          + "\(trial.series.timestamps.last.map { "\($0)" } ?? "–").",
        blocks: [
          .table(
            table(
              VerdictTable.columns(policy: report.policy),
              VerdictTable.rows(trial, policy: report.policy)))
        ]),
      ReportSection(
        heading: "Equity and drawdown",
        lead: "After costs, beside buying and holding with the same account.",
        blocks: SessionCharts.blocks(trial)),
      ReportSection(
        heading: "What the model forecasts from the last bar",
        lead:
          "Central 50, 80 and 95 % of \(model.specification).",
        blocks: ForecastFan.blocks(trial, settings: report.candidate.candidate.forecaster)),
    ]
  }

  private static func boundSection(_ report: CertificationReport) -> ReportSection {
    let data = report.markets.map { market in
      Fact(label: market.name, value: "sha256 \(market.digest.hexadecimal)")
    }
    return ReportSection(
      heading: "What this verdict is bound to", lead: nil,
      blocks: [
        .facts(
          [
            Fact(
              label: "executable",
              value: "sha256 \(report.environment.executableDigest.hexadecimal)"
            ),
            Fact(
              label: "source",
              value: report.environment.commit.map {
                $0 + (report.environment.dirty == true ? ", with uncommitted changes" : "")
              } ?? "no commit known"),
            Fact(
              label: "configuration",
              value: "sha256 \(Digest(of: report.configurationFile).hexadecimal)"),
            Fact(label: "seed", value: "\(report.seed)"),
          ] + data)
      ])
  }

  /// The first cell of a row becomes its pill.
  private static func table(
    _ columns: [ReportTable.Column], _ rows: [ReportTable.Row]
  ) -> ReportTable {
    ReportTable(
      columns: Array(columns.dropFirst()),
      rows: rows.map {
        ReportTable.Row(cells: Array($0.cells.dropFirst()), tone: $0.tone, badge: $0.cells[0])
      })
  }
}
