// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run is doing, for someone who wonders why it does it: lines on standard error, never among
// the results. Quiet unless PMX_LOG asks for more.

import Logging

/// The log of the command line.
enum Diagnostics {
  /// Sends the log to standard error from a level on; nil is the level of warnings.
  static func start(level: String?) {
    let threshold = level.flatMap { Logger.Level(rawValue: $0.lowercased()) } ?? .warning
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = threshold
      return handler
    }
  }

  /// The log of a command.
  static func log(_ command: String) -> Logger { Logger(label: "pmx.\(command)") }
}
