// SPDX-License-Identifier: GPL-3.0-or-later

/// What a run of a property found.
public struct PropertyReport: Sendable {
  /// How a run ended.
  public enum Outcome: String, Hashable, Sendable {
    /// Every case passed, enough of them ran, and all coverage was sufficient.
    case passed
    /// A case failed, and fails again when it is replayed.
    case failed
    /// Cases failed, but none of them does so reliably.
    case flaky
    /// Too few cases ran: none at all, too many were discarded, or a blob could not be read.
    case gaveUp
    /// No case failed, but a coverage requirement is missed.
    case insufficientCoverage
    /// No case failed, but the cases did not suffice to judge a coverage requirement.
    case undecided
  }

  /// The property's name.
  public let name: String
  /// The seed of the run.
  public let seed: UInt64
  /// How it ended.
  public let outcome: Outcome
  /// Why, in one sentence.
  public let reason: String
  /// Cases that ran to an end: stored ones, examples, random and climbing ones; not those of
  /// shrinking.
  public let cases: Int
  /// Cases that broke an assumption.
  public let discards: Int
  /// The distinct failures in the order in which they were found.
  public let failures: [PropertyFailure]
  /// What is wrong with the generator.
  public let health: [HealthProblem]
  /// How many random cases carried each label, the most frequent first.
  public let labels: [LabelCount]
  /// The coverage requirements by name.
  public let coverage: [CoverageOutcome]
  /// Counts and times of the run.
  public let statistics: PropertyStatistics

  /// Whether the property may be believed: it passed and its generator is healthy.
  public var isSuccess: Bool { outcome == .passed && health.isEmpty }

  /// Whether every failure is locally minimal.
  public var isMinimal: Bool { failures.allSatisfy(\.isMinimal) }
}

/// A label and how often it was given.
public struct LabelCount: Hashable, Sendable {
  /// The label.
  public let name: String
  /// The random cases that carried it.
  public let count: Int
}

/// Counts and times of a run.
public struct PropertyStatistics: Hashable, Sendable {
  /// Stored failures that were replayed.
  public var replayed = 0
  /// Stored failures that failed again.
  public var replayedFailing = 0
  /// Explicit examples.
  public var examples = 0
  /// Random cases that ran to an end.
  public var random = 0
  /// Cases that climbed towards a score.
  public var targeted = 0
  /// Cases that failed, shrinking aside.
  public var failing = 0
  /// Cases that broke an assumption.
  public var discarded = 0
  /// Cases that grew too large.
  public var tooLarge = 0
  /// Calls of the property while shrinking and explaining.
  public var shrinkCalls = 0
  /// The best score by name, in the order of names.
  public var bestScores: [TargetScore] = []
  /// Whether the time was over before the cases.
  public var isCutByTime = false
  /// Seconds spent on making values; the property's are in here where it draws for itself.
  public var generationSeconds = 0.0
  /// Seconds spent in the property.
  public var propertySeconds = 0.0
}

/// The best score that cases of a run reached.
public struct TargetScore: Hashable, Sendable {
  /// The score's name.
  public let label: String
  /// The best among random cases.
  public let random: Double
  /// The best of all.
  public let best: Double
}

/// One way in which a property fails.
public struct PropertyFailure: Sendable {
  /// The kind of error and its place.
  public let identity: FailureIdentity
  /// The smallest failing value found.
  public let rendered: String
  /// What the property said of it.
  public let message: String
  /// The property's notes on it.
  public let notes: [String]
  /// A line that replays it anywhere; empty for an explicit example.
  public let blob: String
  /// Whether no shrinking pass can make it simpler.
  public let isMinimal: Bool
  /// The number of passes that this was tried with.
  public let passes: Int
  /// Which of its parts matter.
  public let explanation: [String]
  /// Calls of the property to simplify it.
  public let calls: Int
  /// Whether it does not always fail when replayed.
  public let isFlaky: Bool
  /// How many of its replays failed again, and how many there were.
  public let replays: (failing: Int, all: Int)

  /// What is known of its size.
  public var minimality: String {
    if blob.isEmpty { return "an explicit example" }
    return isMinimal ? "locally minimal under \(passes) passes" : "perhaps not minimal"
  }
}
