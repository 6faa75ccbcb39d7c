// SPDX-License-Identifier: GPL-3.0-or-later
//
// Glibc for descriptors and threads' sleep, Foundation for a thread of its own.

import Foundation
import Glibc
import PropertyTesting
import Synchronization
import Testing

struct DescriptorTests {
  /// Whoever closes a descriptor twice closes somebody else's: here, a file of this test's.
  /// Catches: a helper's socket or memory closed again after a moment.
  @Test func isolationClosesNothingButItsOwn() {
    let files = WatchedFiles()
    files.start()
    Self.startInVain(times: 50)
    let (rounds, lost) = files.stop()
    #expect(lost == 0)
    #expect(rounds > 0, "files must have been open meanwhile")
  }

  /// Catches: what a helper needs left open where it ends, or where it cannot be started.
  @Test func isolationLeavesNoDescriptorOpen() {
    let before = Self.openDescriptors()
    Self.startInVain(times: 200)
    // Other tests run beside this one and open a few of their own.
    #expect(Self.openDescriptors() < before + 100)
  }

  /// Starts helpers that end at once, and helpers that cannot be started.
  private static func startInVain(times: Int) {
    var isolation = Isolation(arguments: [])
    for executable in ["/bin/true", "no such file"] {
      isolation.executable = executable
      for _ in 0..<times {
        _ = checkIsolated(
          "unreachable", .integer(in: 0...9), isolation: isolation,
          settings: PropertySettings(cases: 1)
        ) { _ in }
      }
    }
  }

  private static func openDescriptors() -> Int {
    (0..<Int32(1024)).count { fcntl($0, F_GETFD) >= 0 }
  }
}

/// Files that are opened and closed again and again, to see whether somebody else closes them.
///
/// On a thread of its own: tests that wait for processes occupy those that tasks would run on.
private final class WatchedFiles: Sendable {
  private struct State {
    var isDone = false
    var rounds = 0
    var lost = 0
  }

  private let state = Mutex(State())
  private let end = DispatchSemaphore(value: 0)

  func start() {
    Thread.detachNewThread { [self] in
      while !state.withLock({ $0.isDone }) {
        let lost = Self.lostInARound()
        state.withLock { state in
          state.rounds += 1
          state.lost += lost
        }
      }
      end.signal()
    }
  }

  func stop() -> (rounds: Int, lost: Int) {
    state.withLock { $0.isDone = true }
    end.wait()
    return state.withLock { ($0.rounds, $0.lost) }
  }

  /// Opens files and closes them, and counts those that were closed before their time.
  private static func lostInARound() -> Int {
    let files = (0..<8).map { _ in unsafe open("/dev/null", O_RDONLY | O_CLOEXEC) }
    usleep(300)
    return files.count { $0 >= 0 && close($0) != 0 }
  }
}
