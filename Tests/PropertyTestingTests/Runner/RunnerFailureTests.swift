// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing

/// Several failures, flaky ones, late ones, and what is said about them.
@Suite struct RunnerFailureTests {
  enum Trouble: Error {
    case small
    case large(Int)
  }

  @Test func findsSeveralFailuresInOneRun() throws {
    let report = checkProperty("several", fourDigits, settings: plainSettings(cases: 1_000)) {
      value in
      try require(value % 10 != 3, "three")
      try require(value < 5_000, "large")
      if value > 1_000, value < 3_000 { throw Trouble.large(value) }
      if value > 100, value < 200 { throw Trouble.small }
    }
    #expect(report.failures.count == 4 && report.isMinimal)
    #expect(Set(report.failures.map(\.rendered)) == ["3", "5000", "1001", "101"])
    #expect(Set(report.failures.map(\.identity)).count == 4)
    let texts = report.failures.map(\.identity.description)
    #expect(texts.filter { $0.contains("RunnerFailureTests.swift:") }.count == 2)
    var few = plainSettings(cases: 1_000)
    few.maximumFailures = 1
    let one = checkProperty("several", fourDigits, settings: few) { value in
      try require(value % 10 != 3, "three")
      try require(value < 5_000, "large")
    }
    #expect(one.failures.count == 1 && one.statistics.random < 100)
  }

  /// A single case finds one failure at most; the other one is met while the first is simplified.
  @Test func failuresFoundWhileShrinkingAreKept() throws {
    let wide = Generator<Int>.integer(in: 0...1_000_000_000)
    let reports = (1...20 as ClosedRange<UInt64>).map { seed in
      checkProperty("on the way", wide, settings: plainSettings(cases: 1, seed: seed)) { value in
        try require(!(1...900).contains(value), "near")
        try require(value < 1_000, "far")
      }
    }
    let far = reports.filter { $0.failures.first?.message.hasPrefix("far") == true }
    #expect(far.count > 5)
    #expect(far.allSatisfy { $0.failures.map(\.rendered) == ["1000", "1"] })
  }

  /// A generator that fails is a failure like any other, with the spans that it has left open.
  @Test func failuresOfGeneratorsAreShrunk() throws {
    let picky = Generator<Int>(label: "picky") { draw in
      let numbers = try draw("numbers", fourDigits.list(count: 2...9))
      try require(numbers[1] < 700)
      return try draw(fourDigits)
    }
    let settings = PropertySettings(cases: 500)
    let report = checkProperty("picky", picky, settings: settings) { _ in }
    let failure = try #require(report.failures.first)
    #expect(failure.isMinimal && failure.calls > 5)
    let blob = try #require(ReplayBlob(failure.blob))
    #expect(blob.tape.choices.count == 5 && blob.spans.first?.count == 5)
    #expect(Set(blob.tape.choices.map(\.bits)) == [0, 1, 700])
    #expect(failure.explanation.first?.contains("picky › numbers › item 2") == true)
  }

  /// A property that is no function of its case must not lead the climb out of the tape.
  @Test func climbsWhereTapesGrowShorterByThemselves() {
    let counter = RunCounter()
    for seed in 1...20 as ClosedRange<UInt64> {
      let report = checkProperty("short", settings: plainSettings(cases: 5, seed: seed)) { draw in
        let number = counter.increment()
        for _ in 0..<max(1, 12 - number % 12) { _ = try draw(fourDigits) }
        target(Double(number))
      }
      #expect(report.outcome == .passed)
    }
  }

  @Test func aFailureThatHappensOnceIsReported() throws {
    let counter = RunCounter()
    let report = checkProperty("once", fourDigits, settings: plainSettings()) { _ in
      try require(counter.increment() != 40)
    }
    let failure = try #require(report.failures.first)
    #expect(report.outcome == .flaky && !report.isSuccess && failure.isFlaky && !failure.isMinimal)
    #expect(failure.replays.failing == 0 && failure.replays.all == 20)
    #expect(report.text.contains("flaky: 0 of 20"))
  }

  @Test func aFlakyFailureIsShrunk() throws {
    let counter = RunCounter()
    let report = checkProperty("now and then", fourDigits, settings: plainSettings(cases: 1_000)) {
      value in
      try require(value < 2_000 || counter.increment() % 3 != 0)
    }
    let failure = try #require(report.failures.first)
    #expect(report.outcome == .flaky && failure.isFlaky && failure.rendered == "2000")
    #expect(!failure.blob.isEmpty && failure.replays.failing > 0)
  }

  @Test func shrinkingEndsWhereThePropertyIsHostile() throws {
    let counter = RunCounter()
    var settings = plainSettings()
    settings.callLimit = 300
    let before = counter.value
    let report = checkProperty("hostile", settings: settings) { draw in
      let values = try draw(Generator<Double>.anyDouble.list(count: 5...50))
      try require(counter.increment() % 7 == values.count % 7)
    }
    #expect(!report.failures.isEmpty && !report.isSuccess)
    #expect(counter.value - before < 5_000)
  }

  @Test func theCallLimitHolds() throws {
    var settings = plainSettings(cases: 1_000)
    settings.callLimit = 40
    let report = checkProperty("limited", settings: settings) { draw in
      let values = try draw("values", fourDigits.list(count: 0...50))
      try require(values.reduce(0, +) < 10_000)
    }
    let failure = try #require(report.failures.first)
    #expect(report.outcome == .failed && !failure.isMinimal && failure.calls == 40)
    #expect(report.text.contains("perhaps not minimal"))
  }

  /// Four calls see whether the case fails again and show it; none simplifies or explains.
  @Test(arguments: [0, 1, 5, 30]) func theCallLimitHoldsForExplanations(limit: Int) throws {
    var settings = PropertySettings(cases: 1_000)
    settings.callLimit = limit
    settings.maximumFailures = 1
    let counter = RunCounter()
    let report = checkProperty("limited", zip(fourDigits, fourDigits), settings: settings) {
      counter.increment()
      try require($0 < 5_000 || $1 < 1)
    }
    let failure = try #require(report.failures.first)
    #expect(counter.value - report.cases <= 4 + limit && failure.calls <= limit)
    #expect(report.statistics.shrinkCalls <= 4 + limit)
    #expect(limit > 0 || failure.explanation.isEmpty)
  }

  @Test func aCaseThatTakesTooLongFails() throws {
    let clock = HandClock()
    var settings = plainSettings()
    settings.clock = clock.reader
    settings.deadline = .seconds(50)
    settings.shrinkTimeLimit = nil
    let report = checkProperty("late", fourDigits, settings: settings) { value in
      clock.advance(by: Double(value) / 8)
    }
    let failure = try #require(report.failures.first)
    #expect(report.outcome == .failed && failure.rendered == "401")
    #expect(failure.identity.description.contains("DeadlineExceeded"))
  }

  @Test func theTimeIsABudget() {
    let clock = HandClock()
    var settings = plainSettings(cases: .max)
    settings.clock = clock.reader
    settings.timeLimit = .seconds(2)
    let report = checkProperty("budget", fourDigits, settings: settings) { _ in
      clock.advance(by: 0.01)
    }
    #expect(report.outcome == .passed && report.statistics.isCutByTime)
    #expect((200...201).contains(report.cases))
    settings.timeLimit = .zero
    let none = checkProperty("no time", fourDigits, settings: settings) { _ in }
    #expect(none.outcome == .gaveUp)
  }

  @Test(arguments: ["bar", "draw"]) func explainsWhatMatters(label: String) throws {
    struct Bar { let open, close: Double }
    let price = Generator<Double>.double(in: 1...1_000)
    let bar = Generator<Bar>(label: Label(label)) { draw in
      Bar(open: try draw("open", price), close: try draw("close", price))
    }
    // Reports know the labels of bodies and those that generators are given.
    let named = label == "bar" ? bar : bar.named("bar")
    let settings = PropertySettings(cases: 2_000, seed: 5)
    let report = checkProperty("gap", named.list(count: 5), settings: settings) { bars in
      try require(bars[3].open <= bars[2].close * 2)
    }
    let lines = try #require(report.failures.first).explanation
    #expect(lines.first == "only these parts matter: item 3 › bar › close, item 4 › bar › open")
    let second = try #require(lines.dropFirst().first)
    #expect(
      second.hasPrefix("any other value fails, too, for: item 1, item 2, item 3 › bar › open"))
  }

  @Test func explainsListsAndPairs() throws {
    let settings = PropertySettings(cases: 2_000, seed: 5)
    // An item may vary without the list becoming shorter.
    let second = checkProperty("second", fourDigits.list(count: 0...9), settings: settings) {
      try require($0.count < 2 || $0[1] < 5_000)
    }
    #expect(
      second.failures.first?.explanation == [
        "only these parts matter: item 2", "any other value fails, too, for: item 1",
      ])
    // Either of two may change, but not both.
    let pair = checkProperty("pair", zip(fourDigits, fourDigits), settings: settings) { a, b in
      try require(a != 0 && b != 0)
    }
    #expect(
      pair.failures.first?.explanation == [
        "any other value fails, too, if only one of them changes, for: choice 1, choice 2"
      ])
    let whole = checkProperty("sum", fourDigits.list(count: 3), settings: settings) {
      try require($0.reduce(0, +) < 20_000)
    }
    #expect(whole.failures.first?.explanation == [])
  }

  /// A valley that random cases do not meet, and a climb does.
  @Test func climbsTowardsScores() throws {
    let coordinate = Generator<Int>.integer(in: 0...100_000_000)
    func run(_ cases: Int, seed: UInt64) -> PropertyReport {
      var settings = plainSettings(cases: 100, seed: seed)
      settings.targetCases = cases
      return checkProperty("needle", zip(coordinate, coordinate), settings: settings) { x, y in
        let distance = abs(x - 31_415_926) + abs(y - 27_182_818)
        target(-Double(distance), label: "nearness")
        try require(distance > 3)
      }
    }
    for seed in 1...10 as ClosedRange<UInt64> {
      #expect(run(0, seed: seed).outcome == .passed)
      let report = run(2_000, seed: seed)
      #expect(report.outcome == .failed)
      let score = try #require(report.statistics.bestScores.first)
      #expect(score.label == "nearness" && score.best > score.random)
    }
  }
}
