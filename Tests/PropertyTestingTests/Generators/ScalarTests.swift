// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing

/// Ranges that no signed number spans, and choices that mean the same after an edit.
@Suite struct ScalarTests {
  private let settings = PropertySettings(cases: 500)

  @Test func unsignedNumbersShrinkToTheirThreshold() {
    for bound in [1, 1 << 40, 1 << 63, UInt64.max - 5, .max] {
      let report = checkProperty("\(bound)", .integer(), settings: settings) { (value: UInt64) in
        try require(value < bound)
      }
      #expect(report.failures.map(\.rendered) == ["\(bound)"])
    }
    let word = checkProperty("word", .integer(), settings: settings) { (value: UInt) in
      try require(value < 1 << 63)
    }
    #expect(word.failures.map(\.rendered) == ["\(UInt(1) << 63)"] && word.isMinimal)
  }

  @Test func unsignedRangesAndCentresHold() {
    let range = (1 << 63) - 9...UInt64.max - 1
    let high = Generator<UInt64>.integer(in: range)
    let inside = checkProperty("inside", high, settings: settings) { value in
      try require(range.contains(value))
    }
    #expect(inside.outcome == .passed)
    let least = checkProperty("least", high, settings: settings) { _ in try require(false) }
    #expect(least.failures.map(\.rendered) == ["\(range.lowerBound)"])
    let centred = Generator<UInt64>.integer(centre: 1 << 63)
    let nearest = checkProperty("nearest", centred, settings: settings) { value in
      try require(max(value, 1 << 63) - min(value, 1 << 63) < 100)
    }
    #expect(nearest.failures.map(\.rendered) == ["\((1 << 63) + 100 as UInt64)"])
    let wide = Generator<Int128>.integer(in: 5...Int128(UInt64.max))
    let beyond = checkProperty("wide", wide, settings: settings) { try require($0 < 1 << 63) }
    #expect(beyond.failures.map(\.rendered) == ["\(Int128(1) << 63)"])
  }

  @Test func weightsMayChangeWithoutChangingStoredCases() throws {
    func report(_ weights: [Int]?, blob: String? = nil) -> PropertyReport {
      var settings = settings
      settings.replayBlob = blob
      let generator = Generator<Int>.oneOf(
        [.integer(in: 0...9), .integer(in: 20...29), .integer(in: 50...59)], weights: weights)
      return checkProperty("weights", generator, settings: settings) { try require($0 < 50) }
    }
    let blob = try #require(report([1, 5, 2]).failures.first?.blob)
    for weights in [nil, [1, 1, 1], [90, 1, 9], [1, 1, 70]] {
      let replayed = report(weights, blob: blob)
      #expect(replayed.failures.map(\.rendered) == ["50"])
      #expect(replayed.statistics.failing == 1)
    }
  }
}
