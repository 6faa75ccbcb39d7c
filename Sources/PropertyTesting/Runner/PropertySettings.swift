// SPDX-License-Identifier: GPL-3.0-or-later

/// How a property is run.
///
/// Everything that a run depends on is here: the same settings, generator and property give the
/// same report, byte by byte, as long as neither a time limit nor a deadline ends something early.
public struct PropertySettings: Sendable {
  /// Cases that must pass; discarded ones do not count. Default: 100. With a time limit, `.max`
  /// runs cases until the time is over.
  public var cases = 100
  /// Where random choices start. Default: 0. Each property has a stream of its own under each seed.
  public var seed: UInt64 = 0
  /// Time for the search, in the clock's seconds. Default: none.
  public var timeLimit: Duration?
  /// Time that the property may take for one case; more is a failure. Default: none. The case is
  /// not stopped: it is judged when it returns.
  public var deadline: Duration?
  /// Calls of the property to simplify and to explain one failure. Default: 10,000. Those few that
  /// see whether the failure comes again are not counted.
  public var callLimit = 10_000
  /// Time to simplify one failure. Default: 300 s.
  public var shrinkTimeLimit: Duration? = .seconds(300)
  /// Distinct failures after which the search ends. Default: 5.
  public var maximumFailures = 5
  /// Discarded cases for each wanted one after which the run gives up. Default: 10.
  public var discardLimit = 10
  /// Choices after which a random case is given up as too large. Default: 1,000,000.
  public var sizeLimit = 1_000_000
  /// Where failures are kept and replayed from. Default: nowhere.
  public var store: FailureStore?
  /// A blob of an earlier report; then its case alone is run. Default: none.
  public var replayBlob: String?
  /// The health checks that are made. Default: all.
  public var healthChecks = Set(HealthCheck.allCases)
  /// Whether a failure is explained by varying its parts. Default: yes.
  public var explains = true
  /// Calls of the property to explain one failure, out of the call limit. Default: 2,000.
  public var explainLimit = 2_000
  /// Cases spent on climbing towards higher scores, for each name of a score. Default: 1,000.
  public var targetCases = 1_000
  /// Cases up to which a coverage requirement may extend the run. Default: 100,000.
  public var coverageCases = 100_000
  /// Takes one line of JSON for each case; see `Observation`. Default: none.
  public var observer: (@Sendable (String) -> Void)?
  /// Seconds since 1970 at which the run began, for observations only. Default: 0, unknown.
  public var startTime = 0.0
  /// A monotonic clock in seconds. Default: the machine's.
  public var clock: @Sendable () -> Double = monotonicSeconds

  /// Makes the default settings with a number of cases and a seed.
  public init(cases: Int = 100, seed: UInt64 = 0) {
    self.cases = cases
    self.seed = seed
  }
}

/// What can be wrong with a generator although no property failed.
public enum HealthCheck: String, CaseIterable, Hashable, Sendable {
  /// Fifty cases were discarded before ten ran.
  case tooManyDiscards
  /// Making ten values took more than five seconds.
  case tooSlow
  /// Twenty cases were too large before ten ran.
  case tooLarge
  /// All cases were the same, and there were fifty or more.
  case alwaysTheSame
}

/// A finding of a health check.
public struct HealthProblem: Hashable, Sendable {
  /// The check.
  public let check: HealthCheck
  /// The generator: its type, and the reason of most discards where they are the problem.
  public let generator: String
  /// The finding, with what to do about it.
  public let message: String
}

extension Duration {
  /// The length in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
