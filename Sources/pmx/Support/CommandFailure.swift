// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData

/// The exit statuses of every command, as Documentation/CLI.md lists them.
enum ExitStatus: Int32 {
  case holds = 0
  case refused = 1
  case inconclusive = 2
  case usage = 64
  case badData = 65
  case internalError = 70
  case inputOutput = 74
}

/// Why a command ends without a result: one line for a person, and an exit status.
struct CommandFailure: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String

  init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }

  /// A data file that cannot be read, or that breaks a rule.
  init(_ error: DataError) {
    self.init(error.kind == .unreadable ? .inputOutput : .badData, error.description)
  }
}
