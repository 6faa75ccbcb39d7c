// SPDX-License-Identifier: GPL-3.0-or-later
//
// Glibc for the signals' numbers and names.

import Glibc

/// A case that ended the process in which it ran.
public struct CaseCrash: PlacedFailure, Hashable, CustomStringConvertible {
  /// The ways in which a process ends before its case does.
  public enum Manner: Hashable, Sendable, CustomStringConvertible {
    /// A signal, for instance that of a trap.
    case signal(Int32)
    /// `exit` was called.
    case exit(Int32)
    /// The case took longer than its limit.
    case timeOut(seconds: Double)
    /// The case wanted more memory than its limit.
    case memory(bytes: UInt64)

    public var description: String {
      switch self {
      case .signal(let number): "was ended by \(signalName(number))"
      case .exit(let status): "exited with status \(status)"
      case .timeOut(let seconds): "did not end within \(seconds) s"
      case .memory(let bytes): "wanted more than \(bytes >> 20) MiB of memory"
      }
    }
  }

  /// How the process ended.
  public let manner: Manner
  /// What the process last wrote to its standard error: the reason of a trap, for instance.
  public let lastWords: String

  /// The manner and, of a trap that gives one, the place.
  public var place: String {
    guard let end = lastWords.firstRange(of: ": Fatal error") else {
      return "a process that \(manner)"
    }
    let line = lastWords[..<end.lowerBound].split(separator: "\n").last ?? ""
    return "a process that \(manner) in \(line)"
  }

  public var description: String {
    "the process of the case \(manner)"
      + (lastWords.isEmpty ? "" : "; its last words: \(lastWords)")
  }
}

/// A signal's name, with what it usually means.
private func signalName(_ number: Int32) -> String {
  switch number {
  case SIGILL: "signal \(number) (SIGILL: a trap)"
  case SIGTRAP: "signal \(number) (SIGTRAP: a trap)"
  case SIGABRT: "signal \(number) (SIGABRT: abort)"
  case SIGSEGV: "signal \(number) (SIGSEGV: a bad address, or the stack is full)"
  case SIGBUS: "signal \(number) (SIGBUS: a bad address)"
  case SIGFPE: "signal \(number) (SIGFPE: bad arithmetic)"
  case SIGKILL: "signal \(number) (SIGKILL: killed)"
  case SIGTERM: "signal \(number) (SIGTERM: asked to end)"
  default: "signal \(number)"
  }
}

/// A failure that a property reported from the process in which it ran.
public struct IsolatedFailure: PlacedFailure, Hashable, CustomStringConvertible {
  /// The identity that the failure had there.
  public let place: String
  /// What it said.
  public let message: String

  public var description: String { message }
}

/// The process for the cases could not be had.
public struct IsolationUnavailable: Error, Hashable, CustomStringConvertible {
  /// What went wrong.
  public let reason: String

  public var description: String { "cases cannot be isolated: \(reason)" }
}
