// SPDX-License-Identifier: GPL-3.0-or-later

/// How cases are run in a process of their own.
///
/// The process is this executable, started again with arguments that lead it to the same property;
/// there it serves cases instead of returning. So whatever stands before the property runs in it,
/// too, and a property must have one name, at one place.
public struct Isolation: Sendable {
  /// The executable. Default: the one that runs.
  public var executable = "/proc/self/exe"
  /// The arguments, without the executable's name, that lead to the property.
  public var arguments: [String]
  /// Seconds that a case may take before its process is ended. Default: 5.
  public var caseSeconds = 5.0
  /// Bytes of address space that a case may take beyond what is there before. Default: 1 GiB.
  public var memoryBytes: UInt64 = 1 << 30
  /// Seconds that the process may take to reach the property. Default: 60.
  public var startSeconds = 60.0

  /// Isolates cases by running this executable with some arguments.
  public init(arguments: [String]) { self.arguments = arguments }

  /// Isolates cases by running this executable with the arguments that it was given.
  public static var sameArguments: Isolation {
    Isolation(arguments: Array(CommandLine.arguments.dropFirst()))
  }
}
