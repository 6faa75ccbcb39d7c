// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PropertyTesting
import Testing

/// Generators that waste cases, and what observers are told.
@Suite struct RunnerHealthTests {
  private func problem<Value>(
    _ generator: Generator<Value>, _ change: (inout PropertySettings) -> Void = { _ in }
  ) -> [HealthProblem] {
    var settings = plainSettings()
    change(&settings)
    return checkProperty("health", generator, settings: settings) { _ in }.health
  }

  @Test func findsEveryProblem() throws {
    #expect(problem(fourDigits).isEmpty)
    let picky = problem(fourDigits.filter("must be 77") { $0 == 77 })
    #expect(picky.map(\.check) == [.tooManyDiscards])
    #expect(try #require(picky.first).generator.contains("must be 77"))
    #expect(try #require(picky.first).generator.contains("Generator<Int>"))
    #expect(problem(.constant(1)).map(\.check) == [.alwaysTheSame])
    let large = problem(fourDigits.list(count: 100)) { $0.sizeLimit = 50 }
    #expect(large.map(\.check) == [.tooLarge])
    let clock = HandClock()
    let slow = problem(
      fourDigits.map { value in
        clock.advance(by: 0.6)
        return value
      }
    ) { $0.clock = clock.reader }
    #expect(slow.map(\.check) == [.tooSlow])
    for problem in picky + large + slow { #expect(problem.message.contains("Generator<")) }
  }

  @Test func checksCanBeSwitchedOff() {
    #expect(problem(.constant(1)) { $0.healthChecks = [.tooSlow] }.isEmpty)
    let report = checkProperty("same", .constant(1), settings: plainSettings()) { _ in }
    #expect(report.outcome == .passed && !report.isSuccess)
    #expect(report.text.contains("always makes the same case"))
  }

  @Test func observationsAreJSON() throws {
    let lines = ObservedLines()
    var settings = plainSettings(cases: 200)
    settings.observer = { lines.append($0) }
    settings.startTime = 1_700_000_000.5
    let generator = zip(Generator<Double>.anyDouble, fourDigits)
    let report = checkProperty("odd \"name\"\n\u{1}", generator, settings: settings) { x, y in
      label("quote \" and \\ and \t")
      target(x)
      cover(percent: 0, y > 5, name: "five")
      note("said")
      try assume(!x.isNaN)
      try require(y < 9_000)
    }
    let all = try lines.all.map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
    let fields: Set = [
      "type", "run_start", "property", "status", "status_reason", "representation", "arguments",
      "how_generated", "features", "coverage", "timing", "metadata",
    ]
    #expect(all.allSatisfy { Set($0.keys) == fields })
    #expect(lines.all.allSatisfy { !$0.contains("\n") })
    #expect(Set(all.compactMap { $0["property"] as? String }) == ["odd \"name\"\n\u{1}"])
    #expect(all.allSatisfy { $0["run_start"] as? Double == 1_700_000_000.5 })
    let statuses = all.compactMap { $0["status"] as? String }
    #expect(Set(statuses) == ["passed", "failed", "gave_up"] && statuses.count == all.count)
    #expect(statuses.filter { $0 == "failed" }.count == report.statistics.failing)
    let failed = try #require(all.first { $0["status"] as? String == "failed" })
    let metadata = try #require(failed["metadata"] as? [String: Any])
    #expect((metadata["replay"] as? String)?.hasPrefix("pt1-") == true)
  }

  @Test func observationsNameWhatWasDrawn() throws {
    let lines = ObservedLines()
    var settings = plainSettings(cases: 1)
    settings.observer = { lines.append($0) }
    _ = checkProperty("drawn", settings: settings) { draw in
      try draw("first", .integer(in: 5...5))
      try draw("second", .boolean(chance: 1))
    }
    let line = try #require(lines.all.first)
    #expect(line.contains(#""arguments":{"first":"5","second":"true"}"#))
    #expect(line.contains(#""representation":"first = 5, second = true""#))
  }
}
