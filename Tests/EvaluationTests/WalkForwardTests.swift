// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Testing

struct WalkForwardTests {
  /// Laws M19 and M20 over every small split.
  /// Catches: half of the gap; tests that overlap; a rolling window that grows.
  @Test(arguments: [WalkForward.Window.expanding, .rolling])
  func `Folds train on the past, test each later observation once, and are never none`(
    window: WalkForward.Window
  ) {
    var wrong: [String] = []
    for count in 0...30 {
      for training in 1...7 {
        for test in 1...5 {
          for gap in 0...3 {
            let holds = splitHolds(
              count: count, training: training, test: test, gap: gap, window: window)
            if !holds { wrong.append("\(count) \(training) \(test) \(gap)") }
          }
        }
      }
    }
    #expect(wrong.isEmpty)
  }
}

private func splitHolds(
  count: Int, training: Int, test: Int, gap: Int, window: WalkForward.Window
) -> Bool {
  let folds: [WalkForward.Fold]
  do {
    folds = try WalkForward(
      count: count, training: training, test: test, gap: gap, window: window
    ).folds
  } catch {
    return count <= training + gap
      && error == .tooLittleHistory(needed: training + gap + 1, have: count)
  }
  var tested: [Int] = []
  for (index, fold) in folds.enumerated() {
    let size = window == .rolling ? training : training + index * test
    let last = index == folds.count - 1
    let holds =
      fold.inSample.count == size && fold.inSample.lowerBound >= 0
      && (window == .rolling || fold.inSample.lowerBound == 0)
      && fold.inSample.upperBound + gap == fold.outOfSample.lowerBound
      && (fold.outOfSample.count == test || last && (1...test).contains(fold.outOfSample.count))
    if !holds { return false }
    tested += fold.outOfSample
  }
  return !folds.isEmpty && tested == Array((training + gap)..<count)
}
