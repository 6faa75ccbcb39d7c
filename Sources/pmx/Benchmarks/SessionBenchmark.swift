// SPDX-License-Identifier: GPL-3.0-or-later

import Execution
import MarketData
import PortfolioRisk
import Promotion
import Signals
import Verification

extension BenchmarkTask {
  /// A million bars through the session with an SMA crossover, costs and the ledger on.
  static let sessionCrossover = BenchmarkTask(
    name: "session-sma", purpose: "a million bars of SMA 10/30 with costs, exits and ledger"
  ) {
    let series = PlantedEdgeMarket(bars: 1_000_000, volatilityPerBar: 0.001).series(seed: 1)
    let configuration = SessionConfiguration(
      initialCapital: Money(cents: 10_000_000), costs: CostModel(commission: 100, slippage: 200),
      sizing: PositionSizing(equityMillionths: 1_000_000, lot: Quantity(units: 1)),
      margin: MarginPolicy(),
      exits: ExitPolicy(stopMillionths: 50_000, targetMillionths: nil, maximumBars: nil))
    var digest = ""
    let runs = 5
    let seconds = try bestSeconds(runs: runs) {
      let session = try Backtest.run(
        series, rule: MovingAverageCrossover(fast: 10, slow: 30, below: .short),
        configuration: configuration)
      let record = session.record
      digest =
        Digest(
          of: "\(record.trades.count) \(session.ledger.entries.count) "
            + "\(record.equity.last ?? .zero)"
        ).hexadecimal
    }
    return [
      BenchmarkFigure(
        metric: "bars-per-cpu-second", value: Double(series.count) / seconds, unit: "bars/s",
        lowerIsBetter: false, runs: runs, digest: digest)
    ]
  }
}

extension Digest {
  fileprivate init(of text: String) { self.init(of: Array(text.utf8)) }
}
