// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers of the facts against values worked out by hand or known by formula, and the two controls
// that must fail. Faults planted and seen to be caught: raw moments in place of central ones in the
// kurtosis, lags counted from 0 in the autocorrelation of sizes, the leverage of the past with the
// future turned round, Hill's index without its threshold.

import NumericKernels
import Testing
import Verification

@Suite struct StylisedFactsTests {
  @Test func aRealisticRegimeLooksReal() throws {
    let entry = try #require(RegimeCatalogue.entry(named: "equity-daily"))
    #expect(entry.claimsRealism)
    #expect(try RealismCheck(entry, seed: 1000).isRealistic)
  }

  @Test(arguments: ["gbm", "ou"])
  func aPureRegimeFailsTailsAndClustering(name: String) throws {
    let entry = try #require(RegimeCatalogue.entry(named: name))
    let check = try RealismCheck(entry, seed: 1)
    #expect(check.passing == 0)
    for fact in check.facts where fact.name == "kurtosis" || fact.name.contains("of sizes, lag 1") {
      #expect(fact.usual <= 2, "\(fact.name)")
    }
  }

  @Test func normalReturnsHaveTheirKnownNumbers() {
    var stream = RandomStream(seed: 3, purpose: "stylised facts")
    let facts = StylisedFacts.measure((0..<100_000).map { _ in 0.01 * stream.normal() })
    func value(_ name: String) -> Double { facts.first { $0.name == name }?.value ?? .nan }
    #expect(facts.count == 20)
    #expect(abs(value("daily standard deviation, %") - 1) < 0.012)
    #expect(abs(value("skewness")) < 0.04)
    #expect(abs(value("kurtosis") - 3) < 0.08)
    #expect(abs(value("kurtosis of 5-day returns") - 3) < 0.18)
    #expect(abs(value("autocorrelation of sizes, lag 1")) < 0.016)
    #expect(abs(value("leverage, lags 1 to 10")) < 0.006)
    #expect(abs(value("variance ratio, 20 days") - 1) < 0.08)
    #expect(abs(value("beyond 3 standard deviations, %") - 0.27) < 0.07)
  }

  @Test func anExactParetoTailHasItsIndex() {
    // Sizes at the quantiles of a Pareto law of index 3.
    let returns = (0..<4000).map { place -> Double in
      let rank = (Double(place) + 0.5) / 4000
      let size = PortableMath.exp(-PortableMath.log(rank) / 3)
      return place % 2 == 0 ? size : -size
    }
    let facts = StylisedFacts.measure(returns)
    let index = facts.first { $0.name == "Hill's tail index, top 5 %" }?.value ?? .nan
    #expect(abs(index - 3) < 0.06)
  }

  @Test func aFallThatIsFollowedByLargeMovesIsLeverage() {
    // Every fortieth return is a fall of 3 %, and the one after it is large.
    let returns = (0..<4000).map { place -> Double in
      switch place % 40 {
      case 0: -0.03
      case 1: place % 80 == 1 ? 0.04 : -0.04
      default: place % 2 == 0 ? 0.002 : -0.002
      }
    }
    let facts = StylisedFacts.measure(returns)
    let leverage = facts.first { $0.name.hasPrefix("leverage") }?.value ?? .nan
    #expect(leverage < -0.01)
  }
}
