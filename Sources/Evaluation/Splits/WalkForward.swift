// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits of a sequence in time: train on the past, test on what follows.
///
/// Every fold's test begins `gap` observations after its training ends, tests do not overlap, and
/// there is at least one fold: too little history is an error, never an empty list (the predecessor
/// divided by its zero folds).
public struct WalkForward: Hashable, Sendable {
  /// Where a fold's training begins.
  public enum Window: Hashable, Sendable {
    /// At the first observation.
    case expanding
    /// A fixed number of observations before the training's end.
    case rolling
  }

  /// One split: positions to train on and positions to test on.
  public struct Fold: Hashable, Sendable {
    /// The training positions.
    public let inSample: Range<Int>
    /// The test positions, all after the training.
    public let outOfSample: Range<Int>
  }

  /// The folds in ascending time; never empty.
  public let folds: [Fold]

  /// Splits `count` observations.
  ///
  /// - Parameters:
  ///   - training: observations in the first training, and in every one of a rolling window.
  ///   - test: observations in each test; the last test may be shorter.
  ///   - gap: observations left out between training and test.
  /// - Throws: `SplitError.tooLittleHistory` where not even one test observation remains.
  /// - Precondition: `training` and `test` are positive, `gap` is not negative.
  public init(
    count: Int, training: Int, test: Int, gap: Int, window: Window
  ) throws(SplitError) {
    precondition(training > 0 && test > 0 && gap >= 0, "training and test must be positive")
    var folds: [Fold] = []
    var start = training + gap
    while start < count {
      let end = start - gap
      folds.append(
        Fold(
          inSample: (window == .expanding ? 0 : end - training)..<end,
          outOfSample: start..<min(start + test, count)))
      start += test
    }
    guard !folds.isEmpty else {
      throw .tooLittleHistory(needed: training + gap + 1, have: count)
    }
    self.folds = folds
  }
}

/// Why a sequence cannot be split.
public enum SplitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are fewer observations than one training and one test need.
  case tooLittleHistory(needed: Int, have: Int)

  public var description: String {
    switch self {
    case .tooLittleHistory(let needed, let have):
      "a walk-forward needs at least \(needed) observations and has \(have)"
    }
  }
}
