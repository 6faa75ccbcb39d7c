// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import PropertyTestingTraits
import Synchronization
import Testing

/// Three hundred cases for the whole suite.
@Suite(.property(cases: 300)) struct PropertyTraitTests {
  private var numbers: Generator<[Int]> { Generator<Int>.integer(in: 0...1000).list() }

  @Test func aTestInheritsItsSuitesSettings() {
    let report = forAll(numbers) { _ in }
    #expect(report.cases == 300)
    #expect(report.name.hasSuffix("PropertyTraitTests/aTestInheritsItsSuitesSettings()"))
  }

  @Test(.property(cases: 40, seed: 5), .property { $0.maximumFailures = 1 })
  func aTestsOwnSettingsWin() {
    let report = forAll(numbers, name: "own") { _ in }
    #expect(report.cases == 40 && report.seed == 5)
    #expect(report.name.hasSuffix("aTestsOwnSettingsWin() own"))
  }

  @Test func theEnvironmentWinsOverSettings() {
    let budget = PropertyEnvironment(variables: ["PROPERTY_CASES": "7"])
    #expect(PropertyScope.settings(budget).cases == 7)
    #expect(PropertyScope.settings(PropertyEnvironment(variables: [:])).cases == 300)
  }

  @Test func severalPropertiesOfATestHaveNamesOfTheirOwn() {
    let names = (0..<3).map { _ in forAll(numbers) { _ in }.name }
    #expect(Set(names).count == 3 && names[2] == names[0] + " #3")
  }

  @Test func failuresAreReportedOnceAtTheCallersLineWithTheSmallestCase() {
    let calls = Mutex(0)
    let line = #line + 2
    withKnownIssue {
      forAll(numbers) { list in
        calls.withLock { $0 += 1 }
        #expect(list.allSatisfy { $0 < 700 })
      }
    } matching: { issue in
      let text = issue.comments.map(\.rawValue).joined()
      return issue.sourceLocation?.line == line && text.contains("smallest value: [700]")
        && text.contains("PROPERTY_REPLAY=pt1-") && text.contains("swift test --filter '^")
    }
    // The expectation failed many times, and was reported none of them.
    #expect(calls.withLock { $0 } > 10)
  }

  @Test(arguments: [false, true]) func requirementsAndDrawnValuesFailCasesToo(_ isOurs: Bool) {
    withKnownIssue {
      forAll { draw in
        let length = try draw("length", .integer(in: 0...99))
        if isOurs { try require(length < 30) } else { try #require(length < 30) }
      }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("smallest value: length = 30") }
    }
  }

  /// What failed before an assumption was broken has failed.
  @Test func anAssumptionDoesNotHideAFailedExpectation() {
    withKnownIssue {
      forAll(numbers) { list in
        #expect(list.allSatisfy { $0 < 700 })
        try assume(list.count > 1)
      }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("smallest value: [700]") }
    }
  }

  @Test func aPropertyThatRunsNoCaseIsReported() {
    withKnownIssue {
      forAll(numbers) { _ in try assume(false) }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("gaveUp") }
    }
  }

  @Test func crashesAreReportedFromTheTestItself() {
    withKnownIssue {
      forAllIsolated(.integer(in: 0...1000)) { number in
        #expect(number != 3)
        if number >= 700 { withExtendedLifetime([0][number]) {} }
      }
    } matching: { issue in
      issue.comments.contains {
        // Optimised code traps without a word, so only the manner of the end is compared.
        $0.rawValue.contains("smallest value: 700") && $0.rawValue.contains("SIGILL: a trap")
      }
    }
  }

  @Test func crashesOfExamplesAndOfBodiesThatDrawAreReported() {
    withKnownIssue {
      forAllIsolated(.integer(in: 0...9), name: "example", examples: [7, 12]) { number in
        if number > 10 { withExtendedLifetime([0][number]) {} }
      }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("smallest value: 12") }
    }
    withKnownIssue {
      forAllIsolated(name: "body", limits: { $0.caseSeconds = 2 }) { draw in
        let low = try draw("low", .integer(in: 0...1000))
        #expect(low != 3)
        if try draw("high", .integer(in: low...2000)) > 1500 { withExtendedLifetime([0][low]) {} }
      }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("smallest value: low = 1, high = 1501") }
    }
  }
}

@Suite struct PropertyEnvironmentTests {
  @Test func variablesWinOverSettings() {
    var settings = PropertySettings(cases: 10, seed: 1)
    PropertyEnvironment(variables: [
      "PROPERTY_CASES": "5000", "PROPERTY_SEED": "77", "PROPERTY_REPLAY": "pt1-abc",
      "PROPERTY_STORE": "failures", "OTHER": "1",
    ]).apply(to: &settings)
    #expect(settings.cases == 5000 && settings.seed == 77 && settings.timeLimit == nil)
    #expect(settings.replayBlob == "pt1-abc" && settings.store?.directory == "failures")
  }

  @Test func aTimeRunsAsManyCasesAsFit() {
    var settings = PropertySettings(cases: 10)
    PropertyEnvironment(variables: ["PROPERTY_TIME": "1.5"]).apply(to: &settings)
    #expect(settings.timeLimit == .seconds(1.5) && settings.cases == .max)
    PropertyEnvironment(variables: ["PROPERTY_TIME": "2", "PROPERTY_CASES": "9"])
      .apply(to: &settings)
    #expect(settings.timeLimit == .seconds(2) && settings.cases == 9)
  }

  @Test(arguments: [
    ("PROPERTY_CASES", "many"), ("PROPERTY_CASES", "0"), ("PROPERTY_SEED", "-1"),
    ("PROPERTY_TIME", "soon"), ("PROPERTY_TIME", "nan"), ("PROPERTY_TIME", "-3"),
    ("PROPERTY_TIME", "1e30"),
  ])
  func whatCannotBeReadIsAProblem(_ name: String, _ value: String) {
    let environment = PropertyEnvironment(variables: [name: value])
    #expect(environment.problems.count == 1)
    var settings = PropertySettings()
    environment.apply(to: &settings)
    #expect(PropertyEnvironment(variables: ["PROPERTY_CASES": "1"]).problems == [])
  }
}
