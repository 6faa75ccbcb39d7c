// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Synchronization

/// A number that a property may change while it runs.
final class RunCounter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  @discardableResult
  func increment() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

/// A clock that goes only when it is told to.
final class HandClock: Sendable {
  private let seconds = Mutex(0.0)

  func advance(by step: Double) { seconds.withLock { $0 += step } }

  var reader: @Sendable () -> Double { { self.seconds.withLock { $0 } } }
}

/// Lines that an observer was told.
final class ObservedLines: Sendable {
  private let lines = Mutex<[String]>([])

  func append(_ line: String) { lines.withLock { $0.append(line) } }

  var all: [String] { lines.withLock { $0 } }
}

/// Whole numbers of four digits.
let fourDigits = Generator<Int>.integer(in: 0...9_999)

/// Settings that spend nothing on what a test does not look at.
func plainSettings(cases: Int = 100, seed: UInt64 = 0) -> PropertySettings {
  var settings = PropertySettings(cases: cases, seed: seed)
  settings.explains = false
  return settings
}
