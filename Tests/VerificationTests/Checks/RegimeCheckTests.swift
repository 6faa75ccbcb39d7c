// SPDX-License-Identifier: GPL-3.0-or-later
//
// The claims of every regime hold, and can fail: forty generators with one mistake each are caught
// by the claim that they name. Faults planted in the generator itself and seen to be caught here:
// the Itô term left out of Brownian motion, a jump's instant always the middle of its bar, the
// conditional mean of the variance a step late, the night's share of the change without its noise.

import NumericKernels
import Testing
import Verification

@Suite struct RegimeCheckTests {
  @Test(arguments: [1, 2] as [UInt64])
  func everyClaimHoldsForAnySeed(seed: UInt64) throws {
    let check = RegimeCheck(CheckSubject.all(bars: 5000))
    #expect(check.claims > 1000)
    let results = try check.results(seed: seed, threads: 2)
    #expect(results.count == check.claims)
    for result in results {
      guard let outcome = result.outcome else { continue }
      #expect(outcome.pValue >= check.level, "\(result.subject): \(result.claim)")
    }
    // A claim that never has anything to say would hold for ever.
    #expect(results.count { $0.outcome == nil } < results.count / 50)
  }

  @Test func resultsDoNotDependOnThreads() throws {
    let check = RegimeCheck(Array(CheckSubject.all(bars: 2000).prefix(6)))
    let one = try check.results(seed: 5, threads: 1)
    let two = try check.results(seed: 5, threads: 2)
    #expect(one.map { $0.outcome?.pValue } == two.map { $0.outcome?.pValue })
  }

  @Test func pValuesAreUniformOverSeeds() throws {
    let names = ["gbm", "ou", "merton", "heston", "egarch", "markov-switching", "planted-edge"]
    let subjects = names.compactMap(RegimeCatalogue.entry).map {
      CheckSubject(regime: $0, bars: 3000)
    }
    #expect(subjects.count == names.count)
    let tried = try RegimeCheck(subjects).uniformity(seeds: 1...60, threads: 2)
    let judged = tried.compactMap { claim, pValue in pValue.map { (claim, $0) } }
    #expect(judged.count > 80)
    for (claim, pValue) in judged {
      #expect(pValue > 1e-6, "\(claim.subject): \(claim.claim)")
    }
  }

  @Test(arguments: WrongGenerators.all(bars: 20_000).map(\.name))
  func aWrongGeneratorFailsTheClaimThatItNames(name: String) throws {
    let generator = try #require(WrongGenerators.all(bars: 20_000).first { $0.name == name })
    let level = RegimeCheck.familyLevel / 2500
    let market = try generator.subject.program.market(seed: 11)
    let right = RegimeCheck.results(of: generator.subject, on: market)
    let own = try #require(right.first { $0.claim == generator.caughtBy }?.outcome)
    #expect(own.pValue >= level, "the right generator must hold")
    let wrong = try #require(try generator.outcome(seed: 11))
    #expect(wrong.pValue < level)
  }

  @Test func theSmallestDetectableErrorIsDetectedNineTimesOfTen() {
    let level = 1e-4
    var found = 0
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed), purpose: "detectable error")
      let values = (0..<500).map { _ in stream.normal() }
      func test(_ expectation: Double) -> EstimateTest {
        .mean(ofIndependent: values, knownVariance: 1, expectation: expectation)
      }
      let error = test(0).smallestDetectableError(level: level)
      if test(error).pValue < level { found += 1 }
    }
    // Binomial of 400 and 0.9: four standard deviations either side.
    #expect((336...384).contains(found))
  }
}
