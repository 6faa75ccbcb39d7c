// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A line on the terminal that says what a long run is doing; nothing where there is no terminal.
struct Progress {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = RunEnvironment.threadSeconds()

  /// Says what is being done, once the run has taken long enough for anyone to wonder.
  func say(_ text: String) {
    guard isShown, RunEnvironment.threadSeconds() - start > 0.3 else { return }
    write("\r\u{1B}[K" + text)
  }

  /// Takes the line away.
  func clear() {
    guard isShown else { return }
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
