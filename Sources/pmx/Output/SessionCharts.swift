// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Execution
import MarketData
import Reporting
import Verification

/// Equity and drawdown of a session beside buying and holding.
enum SessionCharts {
  static func blocks(_ trial: CandidateTrial) -> [ReportBlock] {
    guard let barsPerYear = trial.series.barsPerYear else {
      return [.paragraph("There are too few bars to draw.")]
    }
    let own = path(trial.session.record, barsPerYear: barsPerYear)
    let other = path(trial.benchmark.record, barsPerYear: barsPerYear)
    let days = trial.series.timestamps.map { Double($0.daysSinceEpoch) }
    return [
      .chart(
        LineChart(
          title: "Equity", caption: nil, xAxis: Axis(label: "", kind: .date),
          yAxis: Axis(label: "account currency", kind: .money),
          lines: [
            line("candidate", days, Array(own.values.dropFirst()), .primary),
            line("buy and hold", days, Array(other.values.dropFirst()), .secondary),
          ], bands: [])),
      .chart(
        LineChart(
          title: "Drawdown",
          caption: "Fall from the running maximum, the capital paid in included.",
          xAxis: Axis(label: "", kind: .date), yAxis: Axis(label: "", kind: .percent),
          lines: [
            line("candidate", days, drawdowns(own).map { -$0 }, .primary, filled: true),
            line("buy and hold", days, drawdowns(other).map { -$0 }, .secondary),
          ], bands: [], height: .compact)),
    ]
  }

  private static func path(_ record: SessionRecord, barsPerYear: Double) -> EquityPath {
    EquityPath(capital: record.capital, equity: record.equity, barsPerYear: barsPerYear)
  }

  private static func line(
    _ name: String, _ xs: [Double], _ ys: [Double], _ style: Line.Style, filled: Bool = false
  ) -> Line {
    Line(
      name: name, points: zip(xs, ys).map { Point(x: $0, y: $1) }, style: style,
      filledToZero: filled)
  }
}
