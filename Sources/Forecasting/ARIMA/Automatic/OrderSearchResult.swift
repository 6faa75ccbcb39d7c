// SPDX-License-Identifier: GPL-3.0-or-later

/// What an order search has found and how.
public struct OrderSearchResult: Hashable, Sendable {
  /// One candidate that was fitted.
  public struct Entry: Hashable, Sendable {
    /// The candidate.
    public let candidate: OrderCandidate
    /// Its fit; nil where none exists.
    public let fit: OrderFit?
    /// Its criterion; infinite where it was rejected.
    public let criterion: Double
    /// Why it cannot be chosen; nil where it can.
    public let rejection: Rejection?
  }

  /// Why a fitted candidate cannot be chosen.
  public enum Rejection: String, Hashable, Sendable {
    /// There is no fit, or its log-likelihood is not a number.
    case noFit = "no-fit"
    /// The optimiser did not reach its stop.
    case notConverged = "not-converged"
    /// The fit was given up: it could not reach the criterion of the best one so far.
    case outOfReach = "out-of-reach"
    /// A root is too near to the unit circle.
    case rootNearUnit = "root-near-unit"
    /// There are too few observations for its parameters.
    case tooManyParameters = "too-many-parameters"
  }

  /// How the search ended.
  public enum Ending: String, Hashable, Sendable {
    /// By its own rule.
    case complete
    /// At the time limit: the best so far stands, and better ones may be unvisited.
    case timeLimit = "time-limit"
    /// At the largest number of fits.
    case fitLimit = "fit-limit"
  }

  /// A candidate whose fit exceeds that of a model that it is nested in: the larger fit is not at
  /// its maximum.
  public struct NestingViolation: Hashable, Sendable {
    /// The nested candidate.
    public let smaller: OrderCandidate
    /// The candidate with the lower log-likelihood in spite of more parameters.
    public let larger: OrderCandidate
    /// The difference of the log-likelihoods.
    public let excess: Double
  }

  /// The chosen candidate; nil where every one was rejected.
  public let best: OrderCandidate?
  /// The criterion of the choice; infinite where there is none.
  public let bestCriterion: Double
  /// Every fit in the order in which they were made.
  public let entries: [Entry]
  /// The candidates that bounds ruled out, in the order in which they were met.
  public let ruledOut: [OrderCandidate]
  /// How the search ended.
  public let ending: Ending
  /// Fits that a smaller admissible model beats by more than the search's slack: refit them, as
  /// bounds that used them may have been too low.
  public let nestingViolations: [NestingViolation]

  /// The candidates that can be chosen, the best first.
  ///
  /// Where a fit was given up for being out of the reach of the best, the ranking ends earlier.
  public var ranking: [Entry] {
    entries.enumerated().filter { $0.element.rejection == nil }.sorted {
      ($0.element.criterion, $0.offset) < ($1.element.criterion, $1.offset)
    }.map(\.element)
  }
}
