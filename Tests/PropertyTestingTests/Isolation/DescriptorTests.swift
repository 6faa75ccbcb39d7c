// SPDX-License-Identifier: GPL-3.0-or-later
//
// Glibc for descriptors and threads' sleep.

import Glibc
import PropertyTesting
import Synchronization
import Testing

struct DescriptorTests {
  /// Whoever closes a descriptor twice closes somebody else's: here, a file of this test's.
  @Test func isolationClosesNothingButItsOwn() async {
    let isDone = Mutex(false)
    async let lost = Self.filesLost { isDone.withLock { $0 } }
    Self.startInVain(times: 50)
    isDone.withLock { $0 = true }
    #expect(await lost == 0)
  }

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

  /// Opens files and closes them, and counts those that were closed before their time.
  private static func filesLost(_ isDone: @Sendable () -> Bool) async -> Int {
    var lost = 0
    while !isDone() {
      let files = (0..<8).map { _ in unsafe open("/dev/null", O_RDONLY | O_CLOEXEC) }
      usleep(300)
      lost += files.count { $0 >= 0 && close($0) != 0 }
    }
    return lost
  }

  private static func openDescriptors() -> Int {
    (0..<Int32(1024)).count { fcntl($0, F_GETFD) >= 0 }
  }
}
