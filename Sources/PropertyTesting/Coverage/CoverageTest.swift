// SPDX-License-Identifier: GPL-3.0-or-later

/// Judges while cases arrive whether a condition holds in a share of them that is large enough.
///
/// Wald's sequential probability ratio test of "the share is p" against "the share is p/2". With k
/// hits in n cases the likelihood ratio is L = 2⁻ᵏ · ((1 − p/2)/(1 − p))ⁿ⁻ᵏ. For every true share
/// of at least p, L is a non-negative supermartingale that starts at 1, and for every share of at
/// most p/2 so is 1/L. By Ville's inequality, at whatever moment one looks:
///
/// - a share of p or more is called insufficient with probability at most `falseAlarm` = 10⁻⁶,
/// - a share of p/2 or less is called sufficient with probability at most `missedShortfall` = 10⁻³.
///
/// Between p/2 and p either answer may come. The rates hold for each requirement on its own. It
/// takes about 14/(0.15 p) cases to refuse p/2 and 7/(0.19 p) to accept p, for small p.
///
/// Sources: Wald, "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics
/// 16 (1945); Ramdas, Grünwald, Vovk and Shafer, "Game-theoretic statistics and safe anytime-valid
/// inference", Statistical Science 38 (2023), for the supermartingales.
public struct CoverageTest: Sendable {
  /// What the cases so far say.
  public enum Verdict: String, Hashable, Sendable {
    /// The share is large enough.
    case sufficient
    /// The share is too small.
    case insufficient
    /// There are too few cases to say.
    case undecided
  }

  /// The greatest probability of calling a sufficient share insufficient.
  public static let falseAlarm = 1e-6
  /// The greatest probability of calling half the required share, or less, sufficient.
  public static let missedShortfall = 1e-3

  /// The required share in [0, 1].
  public let required: Double
  /// Cases in which the condition held.
  public private(set) var hits = 0
  /// All cases.
  public private(set) var cases = 0
  /// The verdict, final once it is not `undecided`.
  public private(set) var verdict: Verdict
  /// ln L.
  private var evidence = 0.0
  private let missStep: Double

  /// Starts a test.
  ///
  /// - Precondition: the required share lies in [0, 1].
  public init(required: Double) {
    precondition((0...1).contains(required), "a share must lie in [0, 1]")
    self.required = required
    verdict = required == 0 ? .sufficient : .undecided
    missStep = Self.logarithm((1 - required / 2) / (1 - required))
  }

  /// Takes in a case; constant time.
  public mutating func add(_ isHit: Bool) {
    cases += 1
    if isHit { hits += 1 }
    guard verdict == .undecided else { return }
    evidence += isHit ? -Self.logarithmOf2 : missStep
    if evidence >= Self.refuse { verdict = .insufficient }
    if evidence <= Self.accept { verdict = .sufficient }
  }

  /// Takes in so many cases in which the condition did not hold; constant time.
  public mutating func addMisses(_ count: Int) {
    guard count > 0 else { return }
    cases += count - 1
    // Where every case is demanded a miss weighs infinitely, and 0 times that is no number.
    if verdict == .undecided, count > 1 { evidence += Double(count - 1) * missStep }
    add(false)
  }

  private static let logarithmOf2 = 0.693_147_180_559_945_3
  /// ln 10⁶ and ln 10⁻³, the second rounded away from zero, the first up.
  private static let refuse = 13.815_510_557_964_275
  private static let accept = -6.907_755_278_982_138

  /// The natural logarithm of a number of at least 1, infinite for infinity: 2 artanh((x−1)/(x+1))
  /// after halving the number into [1, 2), summed up to the last bit. The engine uses no C library.
  static func logarithm(_ value: Double) -> Double {
    guard value.isFinite else { return .infinity }
    let exponent = value.exponent
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var (power, sum, divisor) = (ratio, 0.0, 1.0)
    while power.magnitude > 1e-20 {
      sum += power / divisor
      power *= square
      divisor += 2
    }
    return 2 * sum + Double(exponent) * logarithmOf2
  }
}

/// A coverage requirement and what came of it.
public struct CoverageOutcome: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// The percentage that was demanded.
  public let requiredPercent: Double
  /// Random cases that met the condition.
  public let hits: Int
  /// All random cases.
  public let cases: Int
  /// Whether that suffices.
  public let verdict: CoverageTest.Verdict
}
