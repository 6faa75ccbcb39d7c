// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing

/// Replay blobs: what goes in comes out, and what is damaged is refused.
@Suite struct PersistenceBlobTests {
  private let everything = Generator<String> { draw in
    let integers = try draw("integers", Generator<Int>.integer().list(count: 0...6))
    let double = try draw("double", .anyDouble)
    let block = try draw("block", .block(count: 1...5, in: -1...1))
    let bytes = try draw("bytes", .bytes(count: 0...4))
    let flag = try draw("flag", .boolean())
    return "\(integers) \(double) \(block) \(bytes) \(flag)"
  }

  @Test func replaysAnywhere() throws {
    for seed in 1...50 as ClosedRange<UInt64> {
      let counter = RunCounter()
      var settings = plainSettings(seed: seed)
      settings.callLimit = 0
      let report = checkProperty("any", everything, settings: settings) { _ in
        try require(counter.increment() < 30)
      }
      let failure = try #require(report.failures.first)
      #expect(failure.blob.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"+/=".utf8.contains($0) })
      var texts: [String] = []
      let again = replay(blob: " \(failure.blob)\n", "elsewhere", everything, settings: settings) {
        texts.append(String(reflecting: $0))
        throw PropertyViolation("always", place: "here")
      }
      #expect(again.outcome == .failed && again.cases == 1)
      #expect(
        Set(texts) == [failure.rendered] && again.failures.first?.rendered == failure.rendered)
    }
  }

  @Test func replaysBodiesThatDraw() throws {
    func law(_ draw: Draw) throws {
      let values = try draw("values", fourDigits.list(count: 0...40))
      try require(values.reduce(0, +) < 30_000)
    }
    let failure = try #require(
      checkProperty("body", settings: plainSettings(cases: 500), law).failures.first)
    let again = replay(blob: failure.blob, "body", law)
    #expect(again.failures.first?.rendered == failure.rendered)
    #expect(again.failures.first?.blob == failure.blob && again.isMinimal)
  }

  /// Ten thousand bars make a line, too.
  @Test func longSeriesReplay() throws {
    let bar = zip(Generator<Double>.double(in: 1...100), Generator<Int>.integer(in: 0...1_000))
    var settings = plainSettings(cases: 1)
    settings.callLimit = 0
    let bars = bar.list(count: 10_000)
    let law: ([(Double, Int)]) throws -> Void = { try require($0.count < 10_000) }
    let report = checkProperty("long", bars, settings: settings, law)
    let failure = try #require(report.failures.first)
    let again = replay(blob: failure.blob, "long", bars, settings: settings, law)
    #expect(again.failures.first?.blob == failure.blob)
  }

  @Test func refusesWhatIsDamaged() throws {
    let report = checkProperty("blob", fourDigits.list(count: 3...9), settings: plainSettings()) {
      _ in
      try require(false)
    }
    let blob = try #require(report.failures.first?.blob)
    #expect(ReplayBlob(blob) != nil)
    #expect(ReplayBlob(blob)?.text == blob)
    let characters = Array(blob)
    for index in characters.indices {
      var damaged = characters
      damaged[index] = damaged[index] == "A" ? "B" : "A"
      #expect(ReplayBlob(String(damaged)) == nil, "character \(index)")
      #expect(ReplayBlob(String(characters[..<index])) == nil, "cut at \(index)")
    }
    for text in ["", "pt1-", "pt2-" + blob.dropFirst(4), "pt1-AAAAAAAAAAA", blob + "A"] {
      #expect(ReplayBlob(text) == nil, "\(text)")
    }
  }
}
