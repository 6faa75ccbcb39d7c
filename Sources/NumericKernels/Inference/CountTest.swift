// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exact two-sided tests of one count. A count is the more extreme the less probable it is (the rule
// of R's binom.test and poisson.test). P-values of a discrete law cannot be uniform: the plain one
// is cautious, the mid-p value is right on average, and the randomised one is exactly uniform.

/// An exact two-sided test of a count against a binomial or a Poisson law.
public struct CountTest: Hashable, Sendable {
  /// The count.
  public let observed: Int
  /// The mean of the law.
  public let expectation: Double
  /// The probability of all counts less probable than the observed one.
  public let moreExtreme: Double
  /// The probability of the observed count and of any other that is just as probable.
  public let equallyExtreme: Double

  /// The probability of a count at most as probable as the observed one; at least uniform.
  public var pValue: Double { min(1, moreExtreme + equallyExtreme) }

  /// The p-value with half of the equally extreme counts; its mean is 1/2 where the law holds.
  public var midPValue: Double { moreExtreme + 0.5 * equallyExtreme }

  /// The p-value with a given share of the equally extreme counts.
  ///
  /// Exactly uniform where the law holds, if the share is drawn from the uniform distribution on
  /// (0, 1) independently of the count. Use it where many p-values are tested for uniformity.
  ///
  /// - Precondition: the share lies in [0, 1].
  public func randomizedPValue(share: Double) -> Double {
    precondition((0...1).contains(share), "the share must lie in [0, 1]")
    return min(1, moreExtreme + share * equallyExtreme)
  }

  /// Tests a number of successes against the binomial law of a probability.
  ///
  /// - Precondition: the probability lies strictly between 0 and 1, the trials are positive, and
  ///   the successes lie in 0...trials.
  /// - Complexity: O(√trials).
  public static func binomial(successes: Int, trials: Int, probability: Double) -> CountTest {
    precondition(probability > 0 && probability < 1, "the probability must lie inside (0, 1)")
    precondition(trials > 0, "there must be at least one trial")
    precondition((0...trials).contains(successes), "the successes must lie in 0...trials")
    let odds = probability / (1 - probability)
    let mode = min(trials, Int(Double(trials + 1) * probability))
    return CountTest(
      observed: successes, expectation: Double(trials) * probability, mode: mode
    ) { count in odds * Double(trials - count) / Double(count + 1) }
  }

  /// Tests a number of events against the Poisson law of a mean.
  ///
  /// - Precondition: the mean is positive and at most 10⁹, and the number is not negative.
  /// - Complexity: O(√mean).
  public static func poisson(events: Int, mean: Double) -> CountTest {
    precondition(mean > 0 && mean <= 1e9, "the mean must be positive and at most 10⁹")
    precondition(events >= 0, "the number of events must not be negative")
    return CountTest(observed: events, expectation: mean, mode: Int(mean)) { count in
      mean / Double(count + 1)
    }
  }

  /// Builds the test from the law's mode and the ratio of its probabilities at count + 1 and count.
  ///
  /// Weights start from 1 at the mode and follow the ratios until they vanish, so that no
  /// factorial is needed and each has a relative error of a few ulp a step.
  private init(observed: Int, expectation: Double, mode: Int, ratio: (Int) -> Double) {
    // Weights this small next to the mode's 1 are taken as zero, and p-values with them.
    let negligible = 1e-290
    var rising = [1.0]
    var weight = ratio(mode)
    while weight > negligible {
      rising.append(weight)
      weight *= ratio(mode + rising.count - 1)
    }
    var falling: [Double] = []
    weight = 1
    while falling.count < mode {
      weight /= ratio(mode - falling.count - 1)
      guard weight > negligible else { break }
      falling.append(weight)
    }
    let offset = observed - mode
    let list = offset >= 0 ? rising : falling
    let place = offset >= 0 ? offset : -offset - 1
    let own = place < list.count ? list[place] : 0
    // Equal probabilities on both sides of the mode differ by rounding; R allows 10⁻⁷.
    let (lower, upper) = (own * (1 - 1e-7), own * (1 + 1e-7))
    var (less, equal, total) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    for side in [rising, falling] {
      for weight in side.reversed() {
        total.add(weight)
        if weight < lower { less.add(weight) } else if weight <= upper { equal.add(weight) }
      }
    }
    self.observed = observed
    self.expectation = expectation
    self.moreExtreme = less.value / total.value
    self.equallyExtreme = equal.value / total.value
  }
}
