// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PropertyTesting
import Testing

/// The error rates of the coverage test, measured over simulated runs, and its place in a run.
@Suite struct CoverageErrorRateTests {
  /// Verdicts of simulated runs whose cases meet the condition with a probability.
  private func verdicts(
    required: Double, actual: Double, runs: Int, cap: Int = 100_000, seed: UInt64
  ) -> [CoverageTest.Verdict: Int] {
    var random = RandomSource(seed: seed)
    let scale = 1 / log1p(-actual)
    var counts: [CoverageTest.Verdict: Int] = [:]
    for _ in 0..<runs {
      var test = CoverageTest(required: required)
      while test.verdict == .undecided, test.cases < cap {
        // The misses before a hit are geometrically distributed.
        let unit = (Double(random.next() >> 11) + 0.5) * 0x1p-53
        test.addMisses(min(Int(log(unit) * scale), cap - test.cases))
        if test.verdict == .undecided, test.cases < cap { test.add(true) }
      }
      counts[test.verdict, default: 0] += 1
    }
    return counts
  }

  /// A share that just suffices is never called insufficient: the bound allows 0.01 of 10,000 runs.
  @Test(arguments: [0.9, 0.5, 0.1])
  func falseAlarms(required: Double) {
    let counts = verdicts(required: required, actual: required, runs: 10_000, seed: 11)
    #expect(counts[.insufficient, default: 0] == 0)
    #expect(counts[.undecided, default: 0] == 0)
    #expect(counts[.sufficient] == 10_000)
  }

  /// Half the share is called sufficient in at most one run of a thousand. The bound allows 10 of
  /// 10,000 on average; 22 and more have a probability below 10⁻³ then.
  @Test(arguments: [0.9, 0.5, 0.1])
  func missedShortfalls(required: Double) {
    let counts = verdicts(required: required, actual: required / 2, runs: 10_000, seed: 12)
    #expect(counts[.sufficient, default: 0] < 22)
    #expect(counts[.undecided, default: 0] == 0)
    // The test is no stricter than it says: some misses do happen.
    #expect(counts[.sufficient, default: 0] > 0)
  }

  @Test func extremesAreDecidedAtOnce() {
    #expect(CoverageTest(required: 0).verdict == .sufficient)
    var always = CoverageTest(required: 1)
    always.add(true)
    #expect(always.verdict == .undecided)
    always.add(false)
    #expect(always.verdict == .insufficient)
    for count in [1, 2, 50] {
      var late = CoverageTest(required: 1)
      late.addMisses(count)
      #expect(late.verdict == .insufficient && late.cases == count)
    }
    // Once given, a verdict stays.
    for _ in 0..<1_000 { always.add(true) }
    #expect(always.verdict == .insufficient && always.hits == 1_001 && always.cases == 1_002)
  }

  @Test func theRunGoesOnUntilItKnows() throws {
    let report = checkProperty("rare", fourDigits, settings: plainSettings()) { value in
      cover(percent: 5, value % 10 == 3, name: "three")
    }
    let coverage = try #require(report.coverage.first)
    #expect(report.outcome == .passed && coverage.verdict == .sufficient)
    #expect(coverage.cases == report.statistics.random && coverage.cases > 100)
  }

  @Test func tooRareIsNotPassed() throws {
    let report = checkProperty("too rare", fourDigits, settings: plainSettings()) { value in
      cover(percent: 40, value % 10 == 3, name: "three")
      cover(percent: 1, true, name: "any")
    }
    #expect(report.outcome == .insufficientCoverage && !report.isSuccess)
    #expect(report.coverage.map(\.name) == ["any", "three"])
    #expect(report.coverage.map(\.verdict) == [.sufficient, .insufficient])
    #expect(report.text.contains("coverage: insufficient"))
  }

  @Test func undecidedIsNotPassed() throws {
    var settings = plainSettings(cases: 20)
    settings.coverageCases = 30
    let report = checkProperty("open", fourDigits, settings: settings) { value in
      cover(percent: 7, value % 10 == 3, name: "three")
    }
    let coverage = try #require(report.coverage.first)
    #expect(report.outcome == .undecided && !report.isSuccess && coverage.verdict == .undecided)
    #expect(coverage.cases == 30)
  }

  /// Cases that end before they come to the requirement do not meet it.
  @Test func casesThatDoNotGetThereCount() throws {
    let report = checkProperty("late", fourDigits, settings: plainSettings()) { value in
      if value % 10 == 3 { cover(percent: 60, true, name: "three") }
    }
    let coverage = try #require(report.coverage.first)
    #expect(coverage.cases == report.statistics.random && coverage.hits < coverage.cases / 2)
    #expect(report.outcome == .insufficientCoverage)
  }
}
