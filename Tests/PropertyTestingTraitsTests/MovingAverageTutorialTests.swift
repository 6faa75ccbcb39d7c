// SPDX-License-Identifier: GPL-3.0-or-later
//
// The code of the tutorial on moving averages in PropertyTesting's documentation; that the page
// shows exactly this code is tested in DocumentedExamplesTests. Foundation for a folder.

import Foundation
import PropertyTesting
import PropertyTestingTraits
import Testing

func movingAverage(_ values: [Double], window: Int) -> [Double] {
  var averages: [Double] = []
  var sum = 0.0
  for (index, value) in values.enumerated() {
    sum += value
    if index >= window { sum -= values[index - window] }
    if index >= window - 1 { averages.append(sum / Double(window)) }
  }
  return averages
}

func directMovingAverage(_ values: [Double], window: Int) -> [Double] {
  values.indices.dropFirst(window - 1).map { last in
    values[(last - window + 1)...last].reduce(0) { $0 + $1 / Double(window) }
  }
}

@Suite(.property(cases: 500)) struct MovingAverageTests {
  @discardableResult
  private func checkLaw(_ average: ([Double], Int) -> [Double]) -> PropertyReport {
    forAll { draw in
      let window = try draw("window", .integer(in: 1...20))
      let prices = try draw("prices", Generator<Double>.double(in: 0...1e18).list())
      #expect(average(prices, window).allSatisfy { $0 >= 0 })
    }
  }

  @Test func directAveragesAreNotNegative() {
    #expect(checkLaw(directMovingAverage).outcome == .passed)
  }

  @Test func runningSumsAreFoundOut() {
    withKnownIssue {
      let failure = checkLaw(movingAverage).failures.first
      #expect(failure?.rendered == "window = 1, prices = [1.0, 9007199254740992.0, 0.0]")
    } matching: {
      $0.comments.contains { $0.rawValue.contains("replay with: PROPERTY_REPLAY=pt1-") }
    }
  }

  @Test func failuresAreKeptAndTriedFirst() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("property-store-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = FailureStore(directory: folder.path)
    func run(_ average: ([Double], Int) -> [Double]) -> PropertyReport {
      var settings = PropertySettings(cases: 500)
      settings.store = store
      return checkProperty("moving averages are not negative", settings: settings) { draw in
        let window = try draw("window", .integer(in: 1...20))
        let prices = try draw("prices", Generator<Double>.double(in: 0...1e18).list())
        try require(average(prices, window).allSatisfy { $0 >= 0 })
      }
    }
    #expect(run(movingAverage).outcome == .failed)
    // The next run begins with the stored case, and so finds the fault with its first.
    let again = run(movingAverage)
    #expect(again.statistics.replayedFailing > 0)
    let mended = run(directMovingAverage)
    #expect(mended.outcome == .passed && mended.statistics.replayed > 0)
  }
}
