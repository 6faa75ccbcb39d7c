// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import PropertyTesting
import Testing

/// One after another, so that at most one process is made at a time.
@Suite(.serialized) struct IsolationTests {
  /// Arguments that make this executable run one test of this suite.
  private func isolation(_ test: String, seconds: Double = 5) -> Isolation {
    var isolation = Isolation(arguments: [
      "--testing-library", "swift-testing", "--filter", "IsolationTests/\(test)",
    ])
    isolation.caseSeconds = seconds
    isolation.memoryBytes = 64 << 20
    return isolation
  }

  private var settings: PropertySettings {
    var settings = PropertySettings(cases: 200, seed: 3)
    settings.explains = false
    settings.maximumFailures = 1
    return settings
  }

  private var numbers: Generator<[Int]> {
    Generator<Int>.integer(in: 0...1000).list(count: 0...20)
  }

  @Test func everyMannerOfDeathIsCaughtShrunkAndReported() {
    for fault in Misbehaviour.allCases {
      let isSlow = fault == .loop || fault == .sleep
      let report = checkIsolated(
        "death by \(fault)", numbers,
        isolation: isolation(
          "everyMannerOfDeathIsCaughtShrunkAndReported", seconds: isSlow ? 0.5 : 10),
        settings: settings
      ) { try fault.run($0) }
      let failure = report.failures.first
      let identity = failure?.identity.description ?? "nothing"
      #expect(identity.contains(fault.manner), "\(fault): \(report.text)")
      // One that does not come again cannot be shrunk, and is not lost.
      let (isFlaky, smallest) = (fault == .flaky, failure?.rendered)
      #expect(report.outcome == (isFlaky ? .flaky : .failed))
      #expect(isFlaky || smallest == "[700]", "\(fault) was shrunk to \(smallest ?? "nothing")")
    }
  }

  @Test func crashesInTwoWaysAreTwoFailuresAndReplayFromTheirBlobs() {
    let isolation = isolation("crashesInTwoWaysAreTwoFailuresAndReplayFromTheirBlobs")
    func property(_ number: Int) throws {
      if number > 900 { abort() }
      if number > 500 { exit(7) }
    }
    func report(_ blob: String?) -> PropertyReport {
      var settings = settings
      settings.maximumFailures = 5
      settings.replayBlob = blob
      return checkIsolated(
        "two ways", .integer(in: 0...1000), isolation: isolation, settings: settings, property)
    }
    let first = report(nil)
    #expect(Set(first.failures.map(\.rendered)) == ["501", "901"])
    for failure in first.failures {
      // Simplifying the one may come upon the other.
      let again = report(failure.blob).failures.first
      #expect(again?.identity == failure.identity && again?.rendered == failure.rendered)
    }
  }

  @Test func passingCasesSayWhatTheyMeantToSay() {
    // Cases that run here, and not in the process that is made for them, would be seen here.
    var visits = 0
    let report = checkIsolated(
      "passing", Generator<[Double]>.block(count: 0...2000, in: 0...1),
      isolation: isolation("passingCasesSayWhatTheyMeantToSay"), settings: settings
    ) { values in
      visits += 1
      try assume(values.count != 1)
      classify(values.count > 100, "long")
      cover(percent: 1, values.count > 2, name: "some")
    }
    #expect(report.outcome == .passed && report.cases == 200 && visits == 0)
    #expect(report.labels.map(\.name) == ["long"])
    #expect(report.coverage.map(\.name) == ["some"])
  }

  @Test func examplesComeFirstAndMayCrash() {
    var several = settings
    several.maximumFailures = 5
    let report = checkIsolated(
      "examples", .integer(in: 0...9), isolation: isolation("examplesComeFirstAndMayCrash"),
      settings: several, examples: [7, 12, 15]
    ) { number in
      if number > 13 { abort() }
      try require(number < 11)
    }
    // No random number is above 9: only the examples can fail.
    #expect(report.failures.map(\.rendered) == ["12", "15"] && report.statistics.examples == 3)
    #expect(report.failures.last?.identity.description.contains("SIGABRT") == true)
  }

  /// What was drawn, said and named before a crash is known after it.
  @Test func bodiesThatDrawAreIsolated() throws {
    var (visits, settings) = (0, settings)
    settings.explains = true
    func report(_ blob: String?) -> PropertyReport {
      settings.replayBlob = blob
      return checkIsolated(
        "drawing", isolation: isolation("bodiesThatDrawAreIsolated"), settings: settings
      ) { draw in
        visits += 1
        let numbers = try draw("numbers", numbers)
        try assume(numbers.count != 1)
        label(numbers.isEmpty ? "empty" : "some")
        let block = try draw(.block(count: 2...9, in: 0...1))
        note("\(numbers.count) numbers and \(block.count) more")
        if let last = numbers.last, last >= 700 { kill(getpid(), SIGSEGV) }
        let flag = try draw("flag", .boolean())
        try require(!flag || numbers.count < 4)
      }
    }
    let first = report(nil)
    let failure = try #require(first.failures.first)
    settings.maximumFailures = 2
    let both = report(nil)
    #expect(visits == 0 && first.discards > 0 && first.labels.count == 2)
    #expect(
      Set(both.failures.map(\.rendered)) == [
        "numbers = [0, 700]", "numbers = [0, 0, 0, 0], flag = true",
      ])
    for failure in both.failures {
      #expect(failure.isMinimal && !failure.isFlaky && failure.notes.count == 1)
      let again = report(failure.blob).failures.first
      #expect(again?.identity == failure.identity && again?.rendered == failure.rendered)
    }
    #expect(failure.explanation.joined().contains("numbers › item 2"), "\(first.text)")
  }

  @Test func limitsMayBeEndless() {
    var endless = isolation("limitsMayBeEndless", seconds: .infinity)
    endless.memoryBytes = .max
    let report = checkIsolated("endless", numbers, isolation: endless, settings: settings) { _ in }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  @Test func aProcessThatDoesNotComeIsReported() {
    var lost = isolation("noTestOfThisName")
    var missing = lost
    missing.executable = "no such file"
    lost.startSeconds = 20
    for isolation in [lost, missing] {
      let report = checkIsolated(
        "unreachable", numbers, isolation: isolation, settings: settings
      ) { _ in }
      #expect(report.outcome == .failed)
      #expect(report.failures.first?.message.contains("cannot be isolated") == true)
    }
  }

  /// A process for every case would cost a hundred times as much.
  @Test func manyCasesRunInOneProcess() {
    var settings = settings
    settings.cases = 2000
    let report = checkIsolated(
      "cheap", numbers, isolation: isolation("manyCasesRunInOneProcess"), settings: settings
    ) { _ in label("process \(getpid())") }
    #expect(report.outcome == .passed && report.cases == 2000)
    #expect(report.labels.map(\.count) == [2000])
  }
}
