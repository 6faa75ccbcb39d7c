// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Verification

/// Markets whose every bit is fixed.
///
/// A digest that changes by intent is committed anew together with a new version of the generator.
@Suite struct GoldenMarketTests {
  /// Two dependent assets with volume and order book for 200 bars, at every process.
  /// Catches: a multiplication and an addition that the compiler fuses; an elementary function of
  /// the system's library; a draw more or less; a column that is written in another order.
  @Test func `The same bytes in debug and release, with and without fused multiplication`() throws {
    var digests: [String: String] = [:]
    for (name, process) in MarketFixtures.processes {
      var program = MarketFixtures.program(process, bars: 200, assets: 2, name: "golden")
      program.stepsPerBar = 2
      program.dependence = MarketFixtures.dependence(
        .studentCopula(degreesOfFreedom: 5, .equal(correlation: 0.4)), for: process)
      let hash = try program.market(seed: 2026).hash
      digests[name] = String(hash, radix: 16)
    }
    #expect(digests == Self.digests)
  }

  private static let digests = [
    "autoregressive": "b2ef7843c7ea35be",
    "brownian": "a40818027714d0bd",
    "bubble": "2b84e97096a3d2ac",
    "egarch": "f9544e99a31ce035",
    "fractional": "1c87e8e99e0adaec",
    "garch": "a66304469c3e236",
    "heston": "1e13429ef604e436",
    "kou": "9927009bf6a3bfc3",
    "mean-reverting": "5a8250c43960c12b",
    "merton": "6683ee1304dae17b",
    "rough-volatility": "55f78c9f159a02df",
    "seasonal": "df3640b1455a25af",
    "switching": "598005b6a91ca75b",
  ]
}
