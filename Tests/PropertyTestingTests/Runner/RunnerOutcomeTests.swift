// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing

/// How runs end, and that none passes that should not.
@Suite struct RunnerOutcomeTests {
  @Test func countsWhatRuns() throws {
    let counter = RunCounter()
    let report = checkProperty("counts", fourDigits, settings: plainSettings(cases: 250)) { value in
      counter.increment()
      try assume(value % 2 == 0)
    }
    #expect(report.outcome == .passed && report.isSuccess)
    #expect(report.cases == 250 && report.cases + report.discards == counter.value)
    #expect((150...350).contains(report.discards))
  }

  @Test func neverPassesOnNothing() {
    let none = checkProperty("none", fourDigits, settings: plainSettings(cases: 0)) { _ in }
    #expect(none.outcome == .gaveUp && none.cases == 0)
    let all = checkProperty("all discarded", fourDigits, settings: plainSettings()) { _ in
      try assume(false)
    }
    #expect(all.outcome == .gaveUp && all.cases == 0 && all.discards == 1_000)
    #expect(all.reason.contains("discarded"))
    let most = checkProperty("most discarded", fourDigits, settings: plainSettings()) {
      try assume($0 == 7)
    }
    #expect(most.outcome == .gaveUp)
    let blob = replay(blob: "pt1-nonsense", "no blob", fourDigits) { _ in }
    #expect(blob.outcome == .gaveUp && blob.cases == 0)
    let stored = checkProperty("stored", fourDigits, settings: plainSettings()) { _ in
      try require(false)
    }
    // The stored case meets an assumption that it breaks.
    let line = stored.failures.first?.blob ?? ""
    let discarded = replay(blob: line, "stored", fourDigits) { _ in try assume(false) }
    #expect(discarded.outcome == .gaveUp && discarded.cases == 0 && discarded.discards == 1)
    let draws = checkProperty("no case", settings: plainSettings(cases: 0)) { _ in }
    #expect(draws.outcome == .gaveUp)
  }

  /// What ends a case without a verdict is made by the engine alone: a property that could throw it
  /// would be counted as passed.
  @Test func propertiesCanDiscardAndNothingElse() {
    let made = Interruption.discarded("tired")
    #expect(Mirror(reflecting: made).displayStyle == .struct)
    let report = checkProperty("tired", fourDigits, settings: plainSettings()) { _ in throw made }
    #expect(report.outcome == .gaveUp && report.discards == 1_000)
    var small = plainSettings()
    small.sizeLimit = 3
    small.healthChecks = []
    let large = checkProperty("large", fourDigits.list(count: 9), settings: small) { _ in }
    #expect(large.outcome == .gaveUp && large.reason.contains("1000 were discarded or too large"))
  }

  /// Canaries: false properties, which must fail at each of many seeds, with the known minimum.
  @Test(arguments: [
    FalseProperty("number below 5000", fourDigits, "5000") { $0 < 5_000 },
    FalseProperty("number is even", fourDigits, "1") { $0 % 2 == 0 },
    FalseProperty("list is short", fourDigits.list(count: 0...20), "[0, 0, 0]") { $0.count < 3 },
    FalseProperty("list is sorted", fourDigits.list(count: 0...20), "[1, 0]") { $0 == $0.sorted() },
    FalseProperty("double is finite", .anyDouble, "inf") { $0.isFinite || $0.isNaN },
  ])
  func falsePropertiesFail(canary: FalseProperty) {
    for seed in 1...20 as ClosedRange<UInt64> {
      let report = canary.check(plainSettings(cases: 2_000, seed: seed))
      #expect(report.outcome == .failed && report.isMinimal, "seed \(seed)")
      #expect(report.failures.first?.rendered == canary.minimum, "seed \(seed)")
    }
  }

  @Test func repeatsItselfByteForByte() {
    func run(_ seed: UInt64) -> (text: String, lines: [String]) {
      let lines = ObservedLines()
      var settings = PropertySettings(seed: seed)
      settings.clock = HandClock().reader
      settings.observer = { lines.append($0) }
      let report = checkProperty("repeats", fourDigits.list(count: 0...9), settings: settings) {
        list in
        classify(list.isEmpty, "empty")
        target(Double(list.count))
        try require(list.reduce(0, +) < 30_000)
      }
      return (report.text, lines.all)
    }
    let (first, second, other) = (run(3), run(3), run(4))
    #expect(first == second)
    #expect(first.lines != other.lines)
    #expect(first.text.contains("failed") && first.text.contains("pt1-"))
  }

  @Test func drawsInsideTheBody() throws {
    let report = checkProperty("draws", settings: plainSettings(cases: 1_000)) { draw in
      let low = try draw("low", .integer(in: 0...1_000))
      let high = try draw("high", .integer(in: low...2_000))
      note("difference \(high - low)")
      try require(high - low < 100, "they lie far apart")
    }
    let failure = try #require(report.failures.first)
    #expect(report.outcome == .failed && report.failures.count == 1 && failure.isMinimal)
    #expect(failure.rendered == "low = 0, high = 100")
    #expect(failure.notes == ["difference 100"] && failure.message.hasPrefix("they lie far apart"))
    #expect(report.text.contains("low = 0, high = 100"))
    #expect(report.text.contains("locally minimal under"))
  }

  @Test func examplesComeFirst() throws {
    let lines = ObservedLines()
    var settings = plainSettings()
    settings.observer = { lines.append($0) }
    let report = checkProperty("examples", fourDigits, settings: settings, examples: [7, -12_345]) {
      try require($0 >= 0)
    }
    // No random case is negative: only the example can fail.
    let failure = try #require(report.failures.first)
    #expect(report.outcome == .failed && failure.rendered == "-12345" && failure.blob.isEmpty)
    #expect(lines.all.prefix(2).allSatisfy { $0.contains("explicit example") })
    #expect(report.statistics.examples == 2 && report.statistics.random == 100)
  }

  /// An example shows that a law is broken; the smallest case is wanted, too.
  @Test func failingExamplesDoNotHideSmallerCases() {
    let report = checkProperty("both", fourDigits, settings: plainSettings(), examples: [9_999]) {
      try require($0 < 100)
    }
    #expect(report.failures.map(\.rendered) == ["9999", "100"])
  }

  @Test func labelsAreCounted() {
    let report = checkProperty("labels", fourDigits, settings: plainSettings(cases: 400)) { value in
      label(value % 2 == 0 ? "even" : "odd")
      label("all")
      label("all")
      classify(value > 10_000, "impossible")
    }
    #expect(report.labels.first.map { "\($0.name) \($0.count)" } == "all 400")
    #expect(Set(report.labels.map(\.name)) == ["all", "even", "odd"])
    #expect(report.labels.dropFirst().map(\.count).reduce(0, +) == 400)
    label("outside of a property nothing happens")
  }
}

/// A false property with its known minimum.
struct FalseProperty: Sendable, CustomTestStringConvertible {
  let name: String
  let minimum: String
  let check: @Sendable (PropertySettings) -> PropertyReport

  init<Value: Sendable>(
    _ name: String, _ generator: Generator<Value>, _ minimum: String,
    _ holds: @escaping @Sendable (Value) -> Bool
  ) {
    self.name = name
    self.minimum = minimum
    check = { settings in
      checkProperty(name, generator, settings: settings) { try require(holds($0)) }
    }
  }

  var testDescription: String { name }
}
