// SPDX-License-Identifier: GPL-3.0-or-later

/// The regimes in which something can be predicted.
enum PlantedRegimes {
  static let entries: [RegimeEntry] =
    [
      RegimeEntry(
        "planted-edge", .planted, "returns that follow from the last one, φ = 0.15", usualBars: 2500
      ) { bars, assets in
        .regime(
          "planted-edge", assets,
          segments: [MarketSegment(.autoregressive(edge(0.15)), bars: bars)])
      },
      RegimeEntry(
        "planted-edge-in-regimes", .planted,
        "momentum, noise and reversal as a hidden chain: the sign of the edge depends on the state",
        usualBars: 2500
      ) { bars, assets in
        let process = MarkovSwitchingProcess(
          states: [
            MarketState(name: "momentum", process: .autoregressive(edge(0.3))),
            MarketState(name: "noise", process: .autoregressive(edge(0))),
            MarketState(name: "reversal", process: .autoregressive(edge(-0.3))),
          ],
          transition: [[0.98, 0.02, 0], [0.01, 0.98, 0.01], [0, 0.02, 0.98]], initialState: 1)
        return .regime(
          "planted-edge-in-regimes", assets,
          segments: [MarketSegment(.switching(process), bars: bars)])
      },
      RegimeEntry(
        "planted-signal", .planted,
        "a signal column that foretells the next return, correlation 0.1",
        usualBars: 2500
      ) { bars, assets in
        withSignal(
          "planted-signal", bars, assets, .edge(PlantedEdge(informationCoefficient: 0.1)))
      },
    ] + [1, 3, 10, 30].map(leak)

  /// A signal of noise that holds the future at a few bars.
  private static func leak(_ count: Int) -> RegimeEntry {
    let name = "planted-leak-\(count)"
    return RegimeEntry(
      name, .planted,
      "a signal column of noise that holds the next return at \(count) of the bars",
      usualBars: 2500
    ) { bars, assets in
      withSignal(name, bars, assets, .leak(PlantedLeak(leaks: Swift.min(count, bars - 1))))
    }
  }

  private static func withSignal(
    _ name: String, _ bars: Int, _ assets: [String], _ signal: SignalColumn
  ) -> MarketProgram {
    var program = MarketProgram.regime(
      name, assets,
      segments: [MarketSegment(BreakRegimes.brownian(0.02, 0.2), bars: bars)])
    program.signal = signal
    return program
  }

  private static func edge(_ autocorrelation: Double) -> AutoregressiveProcess {
    AutoregressiveProcess(meanReturn: 0, volatility: 0.2, autocorrelation: autocorrelation)
  }
}
